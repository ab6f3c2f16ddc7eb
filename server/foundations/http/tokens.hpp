#pragma once

// Small words of header values.

#include <charconv>
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

// The weight among the parameters of one choice ("q=0.8" of "fa;q=0.8", RFC 9110 12.4.2); without one it is 1, and 0
// refuses.
inline double weight_of(std::string_view parameters) {
  double weight = 1;
  while (!parameters.empty()) {
    const auto parameter = take_piece(parameters, ';');
    if (parameter.starts_with("q=") || parameter.starts_with("Q="))
      std::from_chars(parameter.data() + 2, parameter.data() + parameter.size(), weight);
  }
  return weight;
}

// "text/html" of "text/html; charset=utf-8", in lower case.
inline std::string media_type_of(std::string_view content_type) { return lower_case(take_piece(content_type, ';')); }

}  // namespace sarnakh::http
