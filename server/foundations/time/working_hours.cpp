#include "foundations/time/working_hours.hpp"

#include <algorithm>

namespace sarnakh::time {
namespace {

// How far ahead a plan is searched: one that opens never must not search for ever.
constexpr int horizon_days = 731;

struct Span {
  Instant from;
  Instant to;
};

LocalTime local_minute(Day day, int minute) {
  // 24:00 is the first minute of the next day.
  return minute == 1440 ? LocalTime{day + 1} : LocalTime{day, minute / 60, minute % 60};
}

// The open spans of one day. A plan of local hours: on a day when the clock jumps, they are an hour shorter or longer.
std::vector<Span> spans_of(const WorkingHours& hours, Day day) {
  std::vector<Span> spans;
  if (hours.holidays.contains(day)) return spans;
  for (const auto& open : hours.week[static_cast<std::size_t>(weekday_of(day))]) {
    const Span span{to_instant(local_minute(day, open.from_minute), hours.zone),
                    to_instant(local_minute(day, open.to_minute), hours.zone)};
    if (span.from < span.to) spans.push_back(span);
  }
  return spans;
}

}  // namespace

WorkingHours WorkingHours::usual_in_iran() {
  WorkingHours hours;
  for (const auto day : {Weekday::saturday, Weekday::sunday, Weekday::monday, Weekday::tuesday, Weekday::wednesday}) {
    hours.week[static_cast<std::size_t>(day)] = {{9 * 60, 17 * 60}};
  }
  hours.week[static_cast<std::size_t>(Weekday::thursday)] = {{9 * 60, 13 * 60}};
  return hours;
}

bool is_open(const WorkingHours& hours, Instant at) {
  const auto spans = spans_of(hours, day_at(at, hours.zone));
  return std::any_of(spans.begin(), spans.end(), [&](const Span& span) { return at >= span.from && at < span.to; });
}

std::optional<Instant> next_opening(const WorkingHours& hours, Instant from) {
  const auto first = day_at(from, hours.zone);
  for (auto day = first; day <= first + horizon_days; day = day + 1) {
    for (const auto& span : spans_of(hours, day)) {
      if (from < span.to) return std::max(from, span.from);
    }
  }
  return std::nullopt;
}

std::optional<Instant> add_working(const WorkingHours& hours, Instant from, Duration work) {
  if (work <= Duration{0}) return next_opening(hours, from);
  auto last = day_at(from, hours.zone) + horizon_days;
  for (auto day = day_at(from, hours.zone); day <= last; day = day + 1) {
    for (const auto& span : spans_of(hours, day)) {
      const auto begin = std::max(from, span.from);
      if (begin >= span.to) continue;
      const auto here = span.to - begin;
      // Work that ends when the day does is done then, not on the next morning.
      if (work <= here) return begin + work;
      work = work - here;
      // Some work was done: the plan is not empty, and a long duration may go on.
      last = day + horizon_days;
    }
  }
  return std::nullopt;
}

Duration working_between(const WorkingHours& hours, Instant from, Instant to) {
  Duration sum{0};
  if (from >= to) return sum;
  const auto last = day_at(to, hours.zone);
  for (auto day = day_at(from, hours.zone); day <= last; day = day + 1) {
    for (const auto& span : spans_of(hours, day)) {
      const auto begin = std::max(from, span.from);
      const auto end = std::min(to, span.to);
      if (begin < end) sum = sum + (end - begin);
    }
  }
  return sum;
}

}  // namespace sarnakh::time
