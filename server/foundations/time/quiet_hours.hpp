#pragma once

// The hours in which nobody is called or written to. The usual ones in Iran: 21:00 to 8:00.

#include <string>

#include "foundations/time/instant.hpp"

namespace sarnakh::time {

// Minutes since local midnight; from inclusive, to exclusive. From after to goes over midnight; equal means
// never quiet.
struct QuietHours {
  int from_minute = 21 * 60;
  int to_minute = 8 * 60;
  std::string zone = "Asia/Tehran";
  bool operator==(const QuietHours&) const = default;
};

bool is_quiet(const QuietHours& hours, Instant at);

// The first moment at or after `at` that is not quiet.
Instant end_of_quiet(const QuietHours& hours, Instant at);

}  // namespace sarnakh::time
