#pragma once

// Names of people. A title before the name («جناب آقای مهندس», "Dr.") is taken apart, as it is no part of the
// name that people search by; «سید» and «حاج» differ: the first belongs to the name, the second is a title.
// The half-space is put where compound family names want it («حسین زاده» after a first name becomes
// «حسین‌زاده»).

#include <string>
#include <string_view>

namespace sarnakh::text {

struct PersonName {
  std::string title;    // "جناب آقای مهندس", "Dr."; "" for none
  std::string display;  // the name without title, clean_text() with its half-spaces in place
  std::string key;      // to match with: search_key(display) without a separate ezafe ye

  bool operator==(const PersonName&) const = default;
};

// A text of titles alone is taken as the name.
PersonName parse_name(std::string_view text);

}  // namespace sarnakh::text
