#pragma once

// Small words of header values.

#include <string>
#include <string_view>

#include "foundations/text/ascii.hpp"

namespace sarnakh::http {

using text::lower_case;
using text::same_ignoring_case;
using text::trimmed;

// Takes the piece before `separator` away from `rest`, trimmed. Not for values with quoted separators.
constexpr std::string_view take_piece(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const auto piece = trimmed(rest.substr(0, end));
  rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  return piece;
}

// "text/html" of "text/html; charset=utf-8", in lower case.
inline std::string media_type_of(std::string_view content_type) { return lower_case(take_piece(content_type, ';')); }

}  // namespace sarnakh::http
