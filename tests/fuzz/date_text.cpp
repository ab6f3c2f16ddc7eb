// Dates as people type them: read or refused; a date that is read, printed and read again is the same day.

#include "foundations/time/format.hpp"
#include "foundations/time/parse.hpp"
#include "fuzz/input.hpp"

using namespace sarnakh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto input = fuzz::text_of(bytes, size);
  if (const auto date = time::parse_date(input)) {
    const auto again = time::parse_date(time::iso_date(date->calendar, date->day));
    fuzz::must(again && again->day == date->day);
  }
  if (const auto at = time::parse_moment(input, "Asia/Tehran")) fuzz::must(!time::to_rfc3339(*at).empty());
  if (const auto at = time::from_rfc3339(input)) {
    const auto again = time::from_rfc3339(time::to_rfc3339(*at));
    fuzz::must(again && *again == *at);
  }
  return 0;
}
