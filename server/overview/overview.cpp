#include "overview/overview.hpp"

#include <algorithm>
#include <map>

#include "accounts/accounts.hpp"
#include "capture/outcomes.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/zone.hpp"
#include "leads/list_query.hpp"
#include "market/market.hpp"
#include "visits/refusals.hpp"

namespace sarnakh::overview {

namespace {

std::string iso(time::Day day) { return time::iso_date(time::Calendar::gregorian, day); }
DayRange range_of(const Days& days) { return {iso(days.first), iso(days.last)}; }

// All of a span as one day: where the day does not matter.
leads::Stretch whole(const Span& span) { return {span.from, span.until, span.until - span.from}; }

const std::string& channel_of(const leads::Arrivals& group) {
  static const std::string none = "none";
  return group.channel.empty() ? none : group.channel;
}

void add_to(Persons& persons, const leads::Arrivals& group) {
  if (group.layer == leads::Layer::interest) {
    persons.interests += group.persons;
    return;
  }
  persons.leads += group.persons;
  if (group.kind == leads::StatusKind::won) persons.won += group.persons;
}

Persons persons_of(db::Work& work, const Span& span) {
  Persons persons;
  if (span.from < span.until)
    for (const auto& group : leads::arrivals(work, whole(span))) add_to(persons, group);
  return persons;
}

// When the first of all whom the caller may see came.
std::optional<Instant> first_arrival(db::Work& work) {
  std::optional<Instant> first;
  for (const auto layer : {leads::Layer::lead, leads::Layer::interest}) {
    leads::ListRequest oldest{.sort = {leads::SortColumn::created_at, false}, .limit = 1};
    oldest.filter.layer = layer;
    for (const auto& row : leads::list(work, oldest).rows)
      if (!first || row.created_at < *first) first = row.created_at;
  }
  return first;
}

using Sources = std::map<std::string, Source>;

// Every day has its place, also one on which nobody came.
void count_days(db::Work& work, const Days& days, std::string_view zone, Overview& answer, Sources& sources) {
  std::map<leads::StatusKind, std::int64_t> kinds;
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> leads_of;
  for (const auto& piece : pieces_of(days, zone))
    for (const auto& group : leads::arrivals(work, piece.stretch)) {
      add_to(answer.persons, group);
      if (group.layer != leads::Layer::lead) continue;
      kinds[group.kind] += group.persons;
      leads_of[{piece.first.number + group.day, channel_of(group)}] += group.persons;
      auto& source = sources[channel_of(group)];
      source.leads += group.persons;
      if (group.kind == leads::StatusKind::won) source.won += group.persons;
    }
  for (auto day = days.first; day <= days.last; day = day + 1) answer.leads_by_day.push_back({iso(day), 0, {}});
  for (const auto& [place, count] : leads_of) {
    auto& day = answer.leads_by_day[static_cast<std::size_t>(place.first - days.first.number)];
    day.leads += count;
    day.sources.push_back({place.second, count});
  }
  for (const auto& [kind, count] : kinds) answer.outcomes.push_back({kind, count});
}

void count_before(db::Work& work, const Span& span, Overview& answer, Sources& sources) {
  for (const auto& group : leads::arrivals(work, whole(span))) {
    add_to(answer.persons_before, group);
    if (group.layer == leads::Layer::lead) sources[channel_of(group)].before += group.persons;
  }
}

std::vector<Source> ordered(Sources&& sources) {
  std::vector<Source> list;
  for (auto& [channel, source] : sources) {
    source.channel = channel;
    list.push_back(std::move(source));
  }
  std::stable_sort(list.begin(), list.end(), [](const Source& a, const Source& b) {
    return std::pair(a.leads, a.before) > std::pair(b.leads, b.before);
  });
  return list;
}

}  // namespace

Overview overview(db::Work& work, Period period) {
  const auto& zone = work.caller().time_zone;
  const auto calendar =
      accounts::calendar_of_caller(work) == "gregorian" ? time::Calendar::gregorian : time::Calendar::jalali;
  const auto days = days_of(period, time::day_at(work.now(), zone), calendar);
  const auto now = span_of(days.now, zone), before = span_of(days.before, zone);
  Overview answer;
  answer.period = period;
  answer.time_zone = zone;
  answer.days = range_of(days.now);
  answer.days_before = range_of(days.before);
  answer.over = now.until <= work.now();
  if (const auto first = first_arrival(work))
    if (const auto day = time::day_at(*first, zone); days.before.first < day) answer.since = iso(day);
  for (const auto& audience : market::list(work)) answer.market = answer.market.value_or(0) + audience.size;
  Sources sources;
  count_days(work, days.now, zone, answer, sources);
  count_before(work, before, answer, sources);
  answer.by_now = answer.over ? answer.persons_before : persons_of(work, passed(before, now, work.now()));
  answer.sources = ordered(std::move(sources));
  if (accounts::allows(work.caller(), "forms:read")) {
    answer.submissions.emplace();
    for (const auto& [state, reason, count] : capture::outcomes(work, now.from, now.until))
      answer.submissions->push_back({state, reason, count});
  }
  if (accounts::allows(work.caller(), "settings:read")) {
    answer.events.emplace();
    for (const auto& [kind, name, count] : visits::event_counts(work, answer.days.from, answer.days.to))
      answer.events->push_back({kind, name, count});
  }
  return answer;
}

}  // namespace sarnakh::overview
