#pragma once

// What the site's script and Segment's endpoint brought in some days, and what was refused: for reports. It is counted,
// not kept.

#include <string>
#include <vector>

#include "foundations/db/database.hpp"

namespace sarnakh::visits {

struct EventCount {
  std::string kind;  // "accepted" by type, "refused" by reason, "robot" by name
  std::string name;
  std::int64_t count = 0;
};
// Days of the workspace's zone as "2026-11-25", both inside; the most frequent first.
std::vector<EventCount> event_counts(db::Work& work, const std::string& first_day, const std::string& last_day);

}  // namespace sarnakh::visits
