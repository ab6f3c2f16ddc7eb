#pragma once

// Dates and times for people, and RFC 3339 for programs. ICU's Persian patterns put the parts in an order
// that nobody writes («۱۴۰۵ آبان ۳۰, شنبه»); here a Persian date reads «شنبه ۳۰ آبان ۱۴۰۵».

#include <optional>
#include <string>
#include <string_view>

#include "foundations/basics/caller.hpp"
#include "foundations/time/calendar.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::time {

enum class Digits { persian, latin };

// How one reader likes dates. Persian words with a Gregorian calendar, and English with Jalali, are both real
// wishes.
struct Manner {
  Language language = Language::fa;
  Calendar calendar = Calendar::jalali;
  Digits digits = Digits::persian;
  std::string zone = "Asia/Tehran";

  static Manner persian() { return {}; }
  static Manner english() { return {Language::en, Calendar::gregorian, Digits::latin, "Asia/Tehran"}; }
};

enum class DateStyle {
  numeric,     // ۱۴۰۵/۰۸/۳۰        2026-11-21
  words,       // ۳۰ آبان ۱۴۰۵      21 November 2026
  full,        // شنبه ۳۰ آبان ۱۴۰۵   Saturday, 21 November 2026
  month_year,  // آبان ۱۴۰۵         November 2026
};

std::string format_date(Day day, DateStyle style, const Manner& manner = {});
std::string format_time(Instant at, const Manner& manner = {});                     // ۱۴:۰۵, 24 hours
std::string format_moment(Instant at, DateStyle style, const Manner& manner = {});  // date and time: «…، ۱۴:۰۵»
// «۳ روز پیش», "3 days ago", «۲ ساعت دیگر», "in 2 hours", «همین حالا», "just now": one unit, rounded towards
// now.
std::string format_relative(Instant at, Instant now, Language language, Digits digits);
std::string format_relative(Instant at, Instant now,
                            Language language = Language::fa);  // digits of the language
// Plain date for files: 1405-08-30 or 2026-11-21.
std::string iso_date(Calendar calendar, Day day);

std::string_view month_name(Calendar calendar, int month, Language language);  // 1-12
std::string_view weekday_name(Weekday weekday, Language language);

// "2026-11-21T05:30:00Z", with milliseconds only when there are some.
std::string to_rfc3339(Instant at);
// RFC 3339 date-time, any offset, a space or t for T, fractions cut to milliseconds, second 60 read as 59;
// nullopt for anything else. Years 0001-9999.
std::optional<Instant> from_rfc3339(std::string_view text);

}  // namespace sarnakh::time
