#pragma once

// The days on which offices of Iran are closed. Solar holidays are fixed in the Jalali calendar. Lunar ones
// depend on the sighting of the moon: the product ships a computed table (holidays.cpp says from what), a
// workspace corrects it with an override file or in the settings.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/time/calendar.hpp"

namespace sarnakh::time {

struct Holiday {
  std::string fa;
  std::string en;
  // A lunar day of the computed table may be a day early or late until it is announced.
  bool may_move = false;
};

// The holidays by day; the names of two on one day are joined with "، " and ", ".
using Holidays = std::map<Day, Holiday>;

// Those of the Jalali years first..last. Lunar ones are known within 1400-1450; outside only the solar ones
// come.
Holidays holidays_of_iran(int first_year, int last_year);

struct OverrideFault {
  int line = 0;  // from 1
  std::string text;
};

// Applies an override file: a line each, "+1405/04/05 نام" adds (or renames), "-1405/04/04" takes away,
// "1405/04/04 > 1405/04/05" moves; # begins a comment. Dates as time/parse.hpp reads year-first ones. Lines
// that cannot be read are returned and change nothing.
std::vector<OverrideFault> apply_overrides(Holidays& holidays, std::string_view file);

// A date of the lunar calendar as computed: for showing beside the others.
Date lunar_date_of(Day day);

}  // namespace sarnakh::time
