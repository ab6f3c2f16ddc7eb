#pragma once

// Latin letters without a locale: of protocols, names of settings and codes, never of what a person is called.

#include <string>
#include <string_view>

namespace sarnakh::text {

constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string lower_case(std::string_view text) {
  std::string result(text);
  for (auto& c : result) c = lower_case(c);
  return result;
}

constexpr bool same_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (lower_case(a[i]) != lower_case(b[i])) return false;
  return true;
}

}  // namespace sarnakh::text
