#pragma once

// The days on which offices of Iran are closed. Solar holidays are fixed in the Jalali calendar. Lunar ones depend on
// the sighting of the moon: they are computed (lunar.hpp says from what), and an operator corrects them with a file.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/time/calendar.hpp"

namespace sarnakh::time {

struct Holiday {
  std::string fa;
  std::string en;
  // A computed lunar day may be a day early or late until it is announced.
  bool may_move = false;
};

// The holidays by day; the names of two on one day are joined with "، " and ", ".
using Holidays = std::map<Day, Holiday>;

// Those of the Jalali years first..last. Lunar ones are computed for 1400-1450; outside only the solar ones come.
Holidays holidays_of_iran(int first_year, int last_year);

struct OverrideFault {
  int line = 0;      // from 1
  std::string text;  // as it stands in the file
};

// The days of rest that end the week in a country ("IR": Friday), in the order of Weekday, as Unicode's CLDR knows
// them;
// "" is anywhere.
std::vector<Weekday> weekend_of(std::string_view country);

// Applies a file that corrects them, a line each: "1405/04/05 name" adds a day (or renames it), "-1405/04/04" takes one
// away, # begins a comment. Dates as parse_date() reads them, without spaces. Lines that cannot be read are returned
// and change nothing.
std::vector<OverrideFault> apply_overrides(Holidays& holidays, std::string_view file);

}  // namespace sarnakh::time
