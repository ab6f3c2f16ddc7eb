#pragma once

// Host names, for email.cpp and url.cpp. Other rooms take url.hpp.

#include <string>
#include <string_view>

namespace sarnakh::text {

enum class HostFault { none, malformed, label_too_long, too_long };

// Letters, digits and hyphens only (mail), or underscores too (addresses of pages: some hosts have them).
enum class HostAlphabet { strict, with_underscore };

// The name as lower-case A-labels (UTS 46, non-transitional). Without a trailing dot; "" with a fault.
std::string ascii_host_name(std::string_view host, HostAlphabet alphabet, HostFault& fault);

// "192.0.2.1" or "2001:db8::1" (without brackets) in canonical form; "" when it is none.
std::string canonical_ipv4(std::string_view text);
std::string canonical_ipv6(std::string_view text);

}  // namespace sarnakh::text
