#pragma once

// Dates as people type them: Jalali or Gregorian, any digits, / - . or spaces between, year first or last,
// names of months in Persian and English, with or without the name of the weekday. The year tells the
// calendar: 1200-1600 is Jalali, 1800-2200 Gregorian. What can be read in two ways is refused rather than
// guessed, and so is a date that does not exist: 1404/12/30 is not the first of Farvardin.

#include <string_view>

#include "foundations/basics/expected.hpp"
#include "foundations/time/calendar.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::time {

enum class DateFault {
  empty,
  not_a_date,
  ambiguous,          // "05/08/2026": fifth of August or eighth of May
  no_such_month,      // month 13
  no_such_day,        // 1404/12/30
  year_out_of_range,  // neither calendar
  no_such_time,       // 25:00
  weekday_differs,    // «یکشنبه ۳۰ آبان ۱۴۰۵» was a Saturday
};
std::string_view name_of(DateFault fault);  // "date_empty", "date_no_such_day", …

struct ReadDate {
  Day day;
  Calendar calendar = Calendar::jalali;  // the one it was written in
  bool operator==(const ReadDate&) const = default;
};

// A Gregorian date with year last and numbers alone is day first when its separator is a dot or when the
// other order does not exist; a Jalali one is always day first. Two-digit years are read only where nothing
// else fits («۹۸/۱۲/۵» is 1398).
Expected<ReadDate, DateFault> parse_date(std::string_view text);

// A date with or without a time after it ("14:05", "۱۴:۰۵:۳۰", "2:05 pm"; none is the start of the day), in
// `zone`; or RFC 3339, which carries its own offset.
Expected<Instant, DateFault> parse_moment(std::string_view text, std::string_view zone);

}  // namespace sarnakh::time
