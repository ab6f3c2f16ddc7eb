#pragma once

// `sarnakh clean date`, in the shape of text/clean.hpp.

#include <iosfwd>
#include <string>
#include <string_view>

namespace sarnakh::time {

// One line in, one JSON line out: {"input":…,"jalali":"1405-08-30","gregorian":"2026-11-21","display":…}, or
// {"input":…,"error":"date_no_such_day"}. Returns 0 when all lines were read, 1 when some were not.
int clean_dates(std::istream& in, std::ostream& out);
std::string clean_date_line(std::string_view line);

}  // namespace sarnakh::time
