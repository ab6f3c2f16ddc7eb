#pragma once

// Days and the two calendars that name them. A Day is a number (days since 1970-01-01), so that adding,
// comparing and counting are plain arithmetic; Gregorian and Jalali dates are two ways to write it.
//
// Jalali follows Borkowski's table of breaks of the 33-year cycle, which agrees with the astronomical
// calendar of Iran (and with ICU) on every day of 1300-1500. The week begins on Saturday.

#include <compare>
#include <cstdint>
#include <optional>

namespace sarnakh::time {

struct Day {
  std::int64_t number = 0;  // days since 1970-01-01

  auto operator<=>(const Day&) const = default;
  friend Day operator+(Day day, std::int64_t days) { return {day.number + days}; }
  friend Day operator-(Day day, std::int64_t days) { return {day.number - days}; }
  friend std::int64_t operator-(Day a, Day b) { return a.number - b.number; }
};

enum class Calendar { jalali, gregorian };

enum class Weekday { saturday, sunday, monday, tuesday, wednesday, thursday, friday };

// A date as one of the calendars writes it; which one, the context says.
struct Date {
  int year = 0;
  int month = 1;  // 1-12
  int day = 1;    // 1-31
  auto operator<=>(const Date&) const = default;
};

// The years that the functions below take: Jalali 1-3177, Gregorian 1-9999.
bool year_in_range(Calendar calendar, int year);
bool is_leap(Calendar calendar, int year);
int days_in_month(Calendar calendar, int year, int month);  // 0 when there is no such month or year

// The day of a date, nullopt when there is none (1404/12/30, 2026-02-29, month 13, a year out of range).
std::optional<Day> day_of(Calendar calendar, Date date);
// The date of a day. The day must lie in the calendar's years; others are an assertion.
Date date_of(Calendar calendar, Day day);

Weekday weekday_of(Day day);

// The first day of the week (Saturday), of the month and of the year that `day` lies in.
Day first_of_week(Day day);
Day first_of_month(Calendar calendar, Day day);
Day first_of_year(Calendar calendar, Day day);

// The same day of another month: 31 Farvardin plus six months is 30 Mehr.
Day add_months(Calendar calendar, Day day, int months);

}  // namespace sarnakh::time
