#pragma once

// Addresses of visitors, for budgets: many addresses are one network.

#include <string>

namespace sarnakh::text {

// The network of an address, the same text for all of it: /24 of IPv4 (also inside IPv6), /56 of IPv6; "" for no
// address.
std::string network_of(const std::string& address);

}  // namespace sarnakh::text
