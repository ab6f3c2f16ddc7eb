#pragma once

// Working time: a weekly plan minus holidays, in one zone. Deadlines and waits count only it, so that a lead
// that comes on Thursday night is not late on Friday.

#include <array>
#include <optional>
#include <vector>

#include "foundations/time/holidays.hpp"
#include "foundations/time/zone.hpp"

namespace sarnakh::time {

// Minutes since local midnight, from inclusive, to exclusive; 0 <= from < to <= 1440.
struct OpenHours {
  int from_minute = 0;
  int to_minute = 0;
  bool operator==(const OpenHours&) const = default;
};

struct WorkingHours {
  std::array<std::vector<OpenHours>, 7> week;  // index: Weekday; sorted, not overlapping
  std::string zone = "Asia/Tehran";
  Holidays holidays;

  // Saturday to Wednesday 9-17, Thursday 9-13.
  static WorkingHours usual_in_iran();
};

bool is_open(const WorkingHours& hours, Instant at);

// The first open moment at or after `from`; nullopt when nothing opens within two years.
std::optional<Instant> next_opening(const WorkingHours& hours, Instant from);

// The moment when `work` (>= 0) of open time has passed since `from`; nullopt when the plan has none within
// two years of it. Zero gives the next opening.
std::optional<Instant> add_working(const WorkingHours& hours, Instant from, Duration work);

// Open time between two moments; 0 when `to` is not after `from`.
Duration working_between(const WorkingHours& hours, Instant from, Instant to);

}  // namespace sarnakh::time
