#pragma once

// Ranges of network addresses as an administrator writes them.

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace sarnakh::http {

// "192.0.2.0/24", "2001:db8::/32", or a single address.
class NetworkRange {
 public:
  // Nothing for a text that is no range.
  static std::optional<NetworkRange> parse(std::string_view text);
  bool holds(const std::string& address) const;

 private:
  std::array<unsigned char, 16> bytes_{};  // IPv4 as it stands inside IPv6
  int bits_ = 128;
};

}  // namespace sarnakh::http
