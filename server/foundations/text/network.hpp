#pragma once

// Addresses of visitors: many addresses are one network, /24 of IPv4 (also inside IPv6) and /56 of IPv6.

#include <string>

namespace sarnakh::text {

// The network of an address, the same text for all of it, for budgets; "" for no address.
std::string network_of(const std::string& address);
// The same as people read it: "192.0.2.0/24", "2001:db8:1:200::/56"; the text itself when it is no address.
std::string shown_network_of(const std::string& address);

}  // namespace sarnakh::text
