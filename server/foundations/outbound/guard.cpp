#include "foundations/outbound/guard.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace sarnakh::outbound {

namespace {

using http::NetworkRange;

std::vector<NetworkRange> ranges(std::initializer_list<const char*> texts) {
  std::vector<NetworkRange> all;
  for (const auto* text : texts) all.push_back(*NetworkRange::parse(text));
  return all;
}

bool among(const std::vector<NetworkRange>& list, const std::string& address) {
  return std::any_of(list.begin(), list.end(), [&](const NetworkRange& range) { return range.holds(address); });
}

// The registry of special addresses (IANA), and 168.63.129.16, which is a public number for the metadata of a cloud.
bool is_public_four(const std::string& address) {
  static const auto special =
      ranges({"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
              "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
              "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16"});
  return !among(special, address);
}

bool is_public_six(const std::string& address) {
  static const auto unicast = ranges({"2000::/3"});
  static const auto special = ranges({"2001::/23", "2001:db8::/32", "3fff::/20"});
  return among(unicast, address) && !among(special, address);
}

std::string text_of(const in_addr& address) {
  std::array<char, INET_ADDRSTRLEN> text{};
  inet_ntop(AF_INET, &address, text.data(), text.size());
  return text.data();
}

std::string text_of(const in6_addr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, &address, text.data(), text.size());
  return text.data();
}

// The IPv4 address that an IPv6 one leads to, when it does: mapped, translated (NAT64) or tunnelled (6to4).
std::optional<std::string> four_inside(const std::string& address, const in6_addr& bytes) {
  struct Wrapping {
    NetworkRange range;
    std::size_t at;
  };
  static const std::array<Wrapping, 3> wrappings{Wrapping{*NetworkRange::parse("::ffff:0:0/96"), 12},
                                                 Wrapping{*NetworkRange::parse("64:ff9b::/96"), 12},
                                                 Wrapping{*NetworkRange::parse("2002::/16"), 2}};
  for (const auto& wrapping : wrappings) {
    if (!wrapping.range.holds(address)) continue;
    in_addr four{};
    std::copy_n(bytes.s6_addr + wrapping.at, 4, reinterpret_cast<unsigned char*>(&four));
    return text_of(four);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Guard> Guard::with(const std::vector<std::string>& private_networks) {
  Guard guard;
  for (const auto& text : private_networks) {
    const auto range = NetworkRange::parse(text);
    if (!range) return std::nullopt;
    guard.listed_.push_back(*range);
  }
  return guard;
}

bool Guard::allows(const std::string& address) const {
  in_addr four{};
  if (inet_pton(AF_INET, address.c_str(), &four) == 1) return is_public_four(address) || among(listed_, address);
  in6_addr six{};
  if (inet_pton(AF_INET6, address.c_str(), &six) != 1) return false;
  if (among(listed_, address)) return true;
  if (const auto inside = four_inside(address, six)) return allows(*inside);
  return is_public_six(address);
}

bool Guard::allows(const sockaddr& peer) const {
  if (peer.sa_family == AF_INET) return allows(text_of(reinterpret_cast<const sockaddr_in&>(peer).sin_addr));
  if (peer.sa_family == AF_INET6) return allows(text_of(reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr));
  return false;
}

}  // namespace sarnakh::outbound
