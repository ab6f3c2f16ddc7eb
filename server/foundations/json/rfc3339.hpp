#pragma once

// Instants as JSON carries them: RFC 3339, written in UTC with milliseconds when there are any
// ("2026-11-21T08:30:00Z"), read with any offset. Years 0000 to 9999.

#include <optional>
#include <string>
#include <string_view>

#include "foundations/time/instant.hpp"

namespace sarnakh::json {

std::string print_rfc3339(Instant at);
std::optional<Instant> parse_rfc3339(std::string_view text);

}  // namespace sarnakh::json
