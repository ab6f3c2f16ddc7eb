#include "foundations/time/calendar.hpp"

#include <array>
#include <cassert>
#include <chrono>

namespace sarnakh::time {

namespace {

// The Jalali years at which the cycle of 33 years is broken: K. M. Borkowski, "The Persian calendar for 3000 years",
// Earth, Moon and Planets 74 (1996).
constexpr std::array<int, 20> breaks{-61,  9,    38,   199,  426,  686,  756,  818,  1111, 1181,
                                     1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178};

struct YearStart {
  int leap = 0;       // years since the last leap year, 0 in a leap year
  int gregorian = 0;  // the Gregorian year in which the year begins
  int march = 0;      // the day of March on which it begins
};

YearStart start_of(int jalali_year) {
  const int gregorian = jalali_year + 621;
  int leap_days = -14;
  int previous = breaks[0];
  int jump = 0;
  for (std::size_t i = 1; i < breaks.size(); ++i) {
    jump = breaks[i] - previous;
    if (jalali_year < breaks[i]) break;
    leap_days += jump / 33 * 8 + jump % 33 / 4;
    previous = breaks[i];
  }
  int years = jalali_year - previous;
  leap_days += years / 33 * 8 + (years % 33 + 3) / 4;
  if (jump % 33 == 4 && jump - years == 4) ++leap_days;
  const int gregorian_leap_days = gregorian / 4 - (gregorian / 100 + 1) * 3 / 4 - 150;
  const int march = 20 + leap_days - gregorian_leap_days;
  if (jump - years < 6) years = years - jump + (jump + 4) / 33 * 33;
  int leap = ((years + 1) % 33 - 1) % 4;
  if (leap == -1) leap = 4;
  return {leap, gregorian, march};
}

std::int64_t gregorian_day(int year, int month, int day) {
  using namespace std::chrono;
  return sys_days{std::chrono::year{year} / month / day}.time_since_epoch().count();
}

// 1 Farvardin of a Jalali year.
std::int64_t first_day_of_jalali(int year) {
  const auto start = start_of(year);
  return gregorian_day(start.gregorian, 3, start.march);
}

std::chrono::year_month_day gregorian_of(Day day) {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{day.number}}};
}

}  // namespace

bool year_in_range(Calendar calendar, int year) {
  return year >= 1 && year <= (calendar == Calendar::jalali ? 3177 : 9999);
}

bool is_leap(Calendar calendar, int year) {
  if (!year_in_range(calendar, year)) return false;
  return calendar == Calendar::jalali ? start_of(year).leap == 0 : std::chrono::year{year}.is_leap();
}

int days_in_month(Calendar calendar, int year, int month) {
  if (!year_in_range(calendar, year) || month < 1 || month > 12) return 0;
  if (calendar == Calendar::jalali) return month <= 6 ? 31 : month <= 11 ? 30 : is_leap(calendar, year) ? 30 : 29;
  constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(calendar, year) ? 1 : 0);
}

std::optional<Day> day_of(Calendar calendar, Date date) {
  if (date.day < 1 || date.day > days_in_month(calendar, date.year, date.month)) return std::nullopt;
  if (calendar == Calendar::gregorian) return Day{gregorian_day(date.year, date.month, date.day)};
  const int before = date.month <= 7 ? (date.month - 1) * 31 : 186 + (date.month - 7) * 30;
  return Day{first_day_of_jalali(date.year) + before + date.day - 1};
}

Date date_of(Calendar calendar, Day day) {
  const auto gregorian = gregorian_of(day);
  if (calendar == Calendar::gregorian)
    return {int(gregorian.year()), static_cast<int>(unsigned(gregorian.month())),
            static_cast<int>(unsigned(gregorian.day()))};
  int year = int(gregorian.year()) - 621;
  if (!year_in_range(calendar, year) || day.number < first_day_of_jalali(year)) --year;
  assert(year_in_range(calendar, year));
  const int passed = static_cast<int>(day.number - first_day_of_jalali(year));
  if (passed < 186) return {year, passed / 31 + 1, passed % 31 + 1};
  return {year, (passed - 186) / 30 + 7, (passed - 186) % 30 + 1};
}

Weekday weekday_of(Day day) {
  // 1970-01-01 was a Thursday, the sixth day of a week that begins on Saturday.
  return static_cast<Weekday>(((day.number + 5) % 7 + 7) % 7);
}

Day first_of_week(Day day) { return day - static_cast<std::int64_t>(weekday_of(day)); }

Day first_of_month(Calendar calendar, Day day) { return day - (date_of(calendar, day).day - 1); }

Day first_of_year(Calendar calendar, Day day) { return *day_of(calendar, {date_of(calendar, day).year, 1, 1}); }

Day add_months(Calendar calendar, Day day, int months) {
  auto date = date_of(calendar, day);
  const int total = date.year * 12 + date.month - 1 + months;
  date.year = total / 12;
  date.month = total % 12 + 1;
  date.day = std::min(date.day, days_in_month(calendar, date.year, date.month));
  const auto result = day_of(calendar, date);
  assert(result && "a month outside of the calendar's years");
  return *result;
}

}  // namespace sarnakh::time
