#include "foundations/text/network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "foundations/basics/random.hpp"

namespace sarnakh::text {

std::string network_of(const std::string& address) {
  std::array<unsigned char, 4> four{};
  std::array<unsigned char, 16> sixteen{};
  const auto head = [](const auto& bytes, std::size_t from, std::size_t count) {
    return to_hex({reinterpret_cast<const char*>(bytes.data()) + from, count});
  };
  if (inet_pton(AF_INET, address.c_str(), four.data()) == 1) return head(four, 0, 3);
  if (inet_pton(AF_INET6, address.c_str(), sixteen.data()) != 1) return {};
  static constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(mapped.begin(), mapped.end(), sixteen.begin())) return head(sixteen, 12, 3);
  return head(sixteen, 0, 7);
}

}  // namespace sarnakh::text
