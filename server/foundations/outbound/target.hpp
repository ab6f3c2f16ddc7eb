#pragma once

// An address to send to, as a person typed it.

#include <string>
#include <string_view>

#include "foundations/basics/expected.hpp"
#include "foundations/json/describe.hpp"
#include "foundations/outbound/guard.hpp"

namespace sarnakh::outbound {

enum class TargetFault { malformed, scheme, credentials, port, refused };

// The address in its one plain form: http or https, no name and password, port 80, 443 or from 1024 on. A host that is
// a number is judged at once; a name is judged when it is resolved, each time.
Expected<std::string, TargetFault> target_of(std::string_view typed, const Guard& guard);

}  // namespace sarnakh::outbound

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<outbound::TargetFault> = std::to_array<std::string_view>(
    {"target_malformed", "target_scheme", "target_credentials", "target_port", "target_refused"});
}  // namespace sarnakh::json
