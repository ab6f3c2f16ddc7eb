#pragma once

// Instants as JSON carries them: RFC 3339, written in UTC with milliseconds when there are any
// ("2026-11-21T08:30:00Z"), read with any offset. Years 0001 to 9999.

#include <optional>
#include <string>
#include <string_view>

#include "foundations/time/instant.hpp"

namespace sarnakh::json {

// Years outside 0001…9999 are written as the nearest of them.
std::string print_rfc3339(Instant at);
void append_rfc3339(std::string& out, Instant at);

// nullopt when the text is not a full RFC 3339 date and time with an offset, or a day that is in no calendar.
std::optional<Instant> parse_rfc3339(std::string_view text);

}  // namespace sarnakh::json
