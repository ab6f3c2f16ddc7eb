#include "foundations/text/network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

#include "foundations/basics/random.hpp"

namespace sarnakh::text {

namespace {

struct Network {
  int family;
  std::string head;  // the first bytes of an address, the same in all of the network
};

std::optional<Network> parse(const std::string& address) {
  std::array<char, 16> bytes{};
  if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) return Network{AF_INET, {bytes.data(), 3}};
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return std::nullopt;
  static constexpr std::array<char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\xff', '\xff'};
  if (std::equal(mapped.begin(), mapped.end(), bytes.begin()))
    return Network{AF_INET, {bytes.data() + mapped.size(), 3}};
  return Network{AF_INET6, {bytes.data(), 7}};
}

}  // namespace

std::string network_of(const std::string& address) {
  const auto network = parse(address);
  return network ? to_hex(network->head) : std::string{};
}

std::string shown_network_of(const std::string& address) {
  const auto network = parse(address);
  if (!network) return address;
  std::array<char, 16> first{};
  std::copy(network->head.begin(), network->head.end(), first.begin());
  std::array<char, INET6_ADDRSTRLEN> text{};
  return std::string(inet_ntop(network->family, first.data(), text.data(), text.size())) + "/" +
         std::to_string(network->head.size() * 8);
}

}  // namespace sarnakh::text
