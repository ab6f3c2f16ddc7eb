#include "leads/new_rule.hpp"

#include <algorithm>

#include "foundations/db/errors.hpp"
#include "leads/grade_rules.hpp"
#include "leads/leads.hpp"
#include "leads/leads_sql.hpp"
#include "leads/save.hpp"

namespace sarnakh::leads {

namespace {

constexpr std::int64_t most_foreseen = 10'000;
constexpr std::size_t read_at_once = 500;
// Small enough that whoever writes meanwhile waits for milliseconds.
constexpr std::size_t made_at_once = 50;

struct Place {
  Instant created_at;
  LeadId id;
};
struct Seen {
  Place place;
  bool meets = false;
};
// How far the looking of a version is.
struct Progress {
  Place last;
  bool ended = false;
};

bool meets(const LeadRule& rule, const Lead& lead) {
  return lead.layer == Layer::interest && leads::meets(rule, facts_of(lead));
}

std::int64_t count_meeting(db::Work& work, const LeadRule& rule, std::span<const LeadId> ids) {
  const auto found = find_leads(work, *settings_of(work), {ids.begin(), ids.end()});
  return std::count_if(found.begin(), found.end(), [&](const Lead& lead) { return meets(rule, lead); });
}

// Nothing when another version is in force by now: that one looks for itself.
std::optional<Progress> progress_of(db::Work& work, std::int64_t version) {
  const auto row = work.one(sql::progress_of_rule, {work.workspace()});
  if (!row || row->integer(0) != version) return std::nullopt;
  return Progress{{row->instant(1), row->id<LeadId>(2)}, row->maybe_instant(3).has_value()};
}

std::vector<Seen> look_at_some(db::Work& work, const Place& after) {
  std::vector<Seen> some;
  std::vector<LeadId> ids;
  for (const auto row : work.query(sql::next_interests, {work.workspace(), after.created_at, after.id,
                                                         static_cast<std::int64_t>(read_at_once)})) {
    some.push_back({{row.instant(0), row.id<LeadId>(1)}});
    ids.push_back(some.back().place.id);
  }
  const auto settings = settings_of(work);
  std::vector<LeadId> meeting;  // in the order of their ids
  for (const auto& lead : find_leads(work, *settings, ids))
    if (meets(settings->rule, lead)) meeting.push_back(lead.id);
  for (auto& one : some) one.meets = std::binary_search(meeting.begin(), meeting.end(), one.place.id);
  return some;
}

// Makes leads of those that still meet the rule; how many.
std::int64_t make_leads(db::Work& work, std::int64_t version, const std::vector<LeadId>& ids) {
  const auto settings = settings_of(work);
  std::vector<Edit> edits;
  for (auto& lead : find_leads(work, *settings, ids)) {
    if (!meets(settings->rule, lead)) continue;
    auto& edit = edits.emplace_back();
    edit.before = lead;
    edit.lead = std::move(lead);
    // A row of an import stays the import's to take back.
    edit.by = {.kind = ByKind::system, .batch_id = edit.lead.batch_id};
    edit.activity = false;
    edit.announced = true;
    edit.event = "lead_changed";
    edit.entries.push_back({.kind = "became_lead", .data = json::Object{{"rule", version}}});
  }
  save(work, *settings, edits);
  return static_cast<std::int64_t>(edits.size());
}

// One transaction: the leads of these, which were read behind `after`, and how far it is. False when there is nothing
// left to do for this version.
bool take_in(db::Database& database, const db::Scope& scope, std::int64_t version, LeadId after,
             std::span<const Seen> some) {
  std::vector<LeadId> meeting;
  for (const auto& one : some)
    if (one.meets) meeting.push_back(one.place.id);
  return database.write_alone(scope, [&](db::Work& work) {
    const auto progress = progress_of(work, version);
    if (!progress || progress->ended) return false;
    // Another server that does the same work has been here: on from where it is.
    if (progress->last.id != after) return true;
    jobs::announce(work, "lead_rule_progress", version);
    if (some.empty()) {
      work.run(sql::end_judging, {work.workspace(), version, work.now()});
      return false;
    }
    const auto became = make_leads(work, version, meeting);
    const auto& last = some.back().place;
    // It was here meanwhile: then all of this is taken back.
    if (work.run(sql::count_judged, {work.workspace(), version, after, last.created_at, last.id,
                                     static_cast<std::int64_t>(some.size()), became}) == 0)
      throw db::TryAgain("these were looked at meanwhile");
    return true;
  });
}

bool look_on(db::Database& database, const db::Scope& scope, std::int64_t version) {
  std::optional<std::vector<Seen>> some;
  LeadId after;
  database.read(scope, [&](db::Work& work) {
    const auto progress = progress_of(work, version);
    if (!progress || progress->ended) return;
    after = progress->last.id;
    some = look_at_some(work, progress->last);
  });
  if (!some) return false;
  const std::span<const Seen> all(*some);
  if (all.empty()) return take_in(database, scope, version, after, all);
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin, meeting = 0;
    while (end < all.size() && meeting < made_at_once) meeting += all[end++].meets ? 1 : 0;
    if (!take_in(database, scope, version, after, all.subspan(begin, end - begin))) return false;
    after = all[end - 1].place.id;
    begin = end;
  }
  return true;
}

}  // namespace

Outlook outlook(db::Database& database, const db::Scope& scope, const LeadRule& rule) {
  Outlook outlook;
  std::vector<LeadId> newest;
  database.read(scope, [&](db::Work& work) {
    outlook.interests = work.one(sql::count_interests, {work.workspace()})->integer(0);
    newest.clear();
    for (const auto row : work.query(sql::newest_interests, {work.workspace(), most_foreseen}))
      newest.push_back(row.id<LeadId>(0));
  });
  // In reads of their own, so that no other question waits for all of them.
  const std::span<const LeadId> all(newest);
  for (std::size_t at = 0; at < all.size(); at += read_at_once) {
    const auto some = all.subspan(at, std::min(read_at_once, all.size() - at));
    outlook.would_become += database.read(scope, [&](db::Work& work) { return count_meeting(work, rule, some); });
  }
  outlook.looked_at = static_cast<std::int64_t>(newest.size());
  return outlook;
}

void look_again(db::Work& work, std::int64_t version) {
  jobs::enqueue(work, "new_lead_rule", json::Object{{"version", version}});
}

std::vector<jobs::JobHandler> job_handlers() {
  return {{"new_lead_rule", [](db::Database& database, const db::Scope& scope, const jobs::Job& job) {
             const auto version = job.payload["version"].as_integer().value_or(0);
             while (look_on(database, scope, version)) {
             }
           }}};
}

}  // namespace sarnakh::leads
