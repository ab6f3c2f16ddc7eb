#include "foundations/http/networks.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace sarnakh::http {

namespace {

using Bytes = std::array<unsigned char, 16>;
constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::optional<Bytes> bytes_of(const std::string& address) {
  Bytes bytes{};
  if (inet_pton(AF_INET, address.c_str(), bytes.data() + mapped.size()) == 1) {
    std::copy(mapped.begin(), mapped.end(), bytes.begin());
    return bytes;
  }
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
  return std::nullopt;
}

}  // namespace

std::optional<NetworkRange> NetworkRange::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto bytes = bytes_of(std::string(text.substr(0, slash)));
  if (!bytes) return std::nullopt;
  NetworkRange range;
  range.bytes_ = *bytes;
  if (slash == std::string_view::npos) return range;
  const auto digits = text.substr(slash + 1);
  int bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  const bool four = text.substr(0, slash).find(':') == std::string_view::npos;
  if (error != std::errc{} || end != digits.data() + digits.size() || bits < 0 || bits > (four ? 32 : 128))
    return std::nullopt;
  range.bits_ = four ? bits + 96 : bits;
  return range;
}

bool NetworkRange::holds(const std::string& address) const {
  const auto bytes = bytes_of(address);
  if (!bytes) return false;
  const auto whole = static_cast<std::size_t>(bits_ / 8);
  if (!std::equal(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(whole), bytes->begin())) return false;
  if (bits_ % 8 == 0) return true;
  const auto mask = static_cast<unsigned char>(0xff << (8 - bits_ % 8));
  return (bytes_[whole] & mask) == ((*bytes)[whole] & mask);
}

}  // namespace sarnakh::http
