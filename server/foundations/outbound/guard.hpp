#pragma once

// Which network addresses this server may connect to when somebody else says where: the public ones, and those that
// the operator has listed.

#include <optional>
#include <string>
#include <vector>

#include "foundations/http/networks.hpp"

struct sockaddr;

namespace sarnakh::outbound {

class Guard {
 public:
  // Public addresses alone.
  Guard() = default;
  // Also those of the networks ("10.1.0.0/16", "127.0.0.1"); nothing when one of them is no network.
  static std::optional<Guard> with(const std::vector<std::string>& private_networks);

  // "192.0.2.1", "2001:db8::1"; what is no address is refused.
  bool allows(const std::string& address) const;
  // An address of a socket; anything but IPv4 and IPv6 is refused.
  bool allows(const sockaddr& peer) const;

 private:
  std::vector<http::NetworkRange> listed_;
};

}  // namespace sarnakh::outbound
