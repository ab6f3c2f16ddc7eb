#include "foundations/time/clean_date.hpp"

#include <istream>
#include <ostream>

#include "foundations/text/markup.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/parse.hpp"

namespace sarnakh::time {

std::string clean_date_line(std::string_view line) {
  const auto input = "{\"input\":" + text::json_quote(line);
  const auto date = parse_date(line);
  if (!date) return input + ",\"error\":\"" + std::string(name_of(date.error())) + "\"}";
  return input + ",\"jalali\":\"" + iso_date(Calendar::jalali, date->day) + "\",\"gregorian\":\"" +
         iso_date(Calendar::gregorian, date->day) +
         "\",\"display\":" + text::json_quote(format_date(date->day, DateStyle::full)) + "}";
}

int clean_dates(std::istream& in, std::ostream& out) {
  int result = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    const auto cleaned = clean_date_line(line);
    if (cleaned.find("\",\"error\":\"") != std::string::npos || cleaned.find(",\"error\":\"date_") != std::string::npos)
      result = 1;
    out << cleaned << '\n';
  }
  return result;
}

}  // namespace sarnakh::time
