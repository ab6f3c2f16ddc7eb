#pragma once

// A stretch of days as people name it: «this month», «the last 7 days», «before 1 Azar». It stays as it was said in the
// tree and becomes days only when it is asked (from now, the reader's zone and his calendar), so that a saved condition
// means this month next month too.
//
// Everything counts in whole days. So the answer to a condition changes through time alone only where a day begins, and
// who watches memberships has to look once a day.

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "foundations/json/describe.hpp"
#include "foundations/time/calendar.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::rules {

enum class PeriodKind {
  today,
  yesterday,
  this_week,  // from Saturday in the Jalali calendar, from Monday in the Gregorian
  last_week,
  this_month,
  last_month,
  this_year,
  last_year,
  last_days,  // {"last_days": 7}: today and the six days before it
  next_days,  // {"next_days": 7}: today and the six days after it
  on,         // {"on": "2026-11-21"}
  before,     // {"before": "2026-11-21"}: that day not included
  after,      // {"after": "2026-11-21"}: that day not included
  between,    // {"between": ["2026-11-01", "2026-11-21"]}: both included
};

struct Period {
  PeriodKind kind = PeriodKind::today;
  std::int64_t days = 0;            // of last_days and next_days
  time::Day first = {}, last = {};  // the days named
  bool operator==(const Period&) const = default;
  static json::Value schema(json::Value& components);
};

inline constexpr std::int64_t most_days = 36'500;

void read(json::Reading& reading, const json::Value& value, Period& into, const json::Options& options);
void append(std::string& out, const Period& period);

// From the first day up to, not including, the second; an open end is empty.
struct Days {
  std::optional<time::Day> from, until;
  bool operator==(const Days&) const = default;
};
Days days_of(const Period& period, time::Day today, time::Calendar calendar);

// «در ۷ روز گذشته», "in the last 7 days", "before 21 November 2026".
std::string words_of(const Period& period, const time::Manner& manner);

}  // namespace sarnakh::rules

template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::rules::PeriodKind> = std::to_array<std::string_view>(
    {"today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_year", "last_year", "last_days",
     "next_days", "on", "before", "after", "between"});
