#pragma once

// Percent-encoding of addresses and urlencoded forms.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sarnakh::http {

enum class Plus { stays, is_space };

// `%2F` becomes "/"; a `%` without two hexadecimal digits stays as it is, because campaign links carry such.
std::string percent_decoded(std::string_view text, Plus plus);

// The pairs of "a=1&b=2", decoded, in order; empty pieces are left out. Stops after `most` pairs and says so by
// returning false.
bool read_pairs(std::string_view text, std::size_t most, std::vector<std::pair<std::string, std::string>>& into);

// The value of a hexadecimal digit, -1 for any other byte.
constexpr int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace sarnakh::http
