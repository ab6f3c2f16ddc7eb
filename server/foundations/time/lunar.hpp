#pragma once

// The lunar (Hijri) calendar as Iran keeps it, computed.
//
// In Iran a month begins on the day after the evening on which the new crescent can be seen (with instruments too)
// somewhere in the country. No arithmetic gives that exactly; ours computes sun and moon (J. Meeus, "Astronomical
// Algorithms", the leading terms of chapters 25 and 47, good to some minutes of arc) at sunset of the 29th in the
// middle of Iran and calls the crescent seen when 1.5 times its distance from the sun plus its height above the sun
// reaches 21.5 degrees, the distance being 6.4 at least. The two numbers were fitted to the month beginnings that the
// calendar centre of the University of Tehran published: of the 96 months of 1440-1447 three came out otherwise, each
// by one day, and of the 336 months since 1420 (in the earlier of which only the naked eye counted) 24. So a computed
// day is what to plan with, not what to rely on, and everything made of it is marked as movable.

#include <optional>

#include "foundations/time/calendar.hpp"

namespace sarnakh::time {

// Lunar years that are computed: 1442 (summer of 2020) to 1496 (2073).
constexpr int first_lunar_year = 1442;
constexpr int last_lunar_year = 1496;

// The day on which a month (1-12) begins; nullopt outside the years above.
std::optional<Day> lunar_month_start(int year, int month);
// 29 or 30; 0 outside.
int days_in_lunar_month(int year, int month);
// The lunar date of a day; nullopt outside.
std::optional<Date> lunar_date_of(Day day);

}  // namespace sarnakh::time
