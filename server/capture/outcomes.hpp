#pragma once

// What became of everything that came through forms in some time: for reports. The cost grows with that time.

#include <optional>
#include <vector>

#include "capture/submission.hpp"
#include "foundations/db/database.hpp"

namespace sarnakh::capture {

struct OutcomeCount {
  SubmissionState state = SubmissionState::accepted;
  std::optional<Reason> reason = {};
  std::int64_t count = 0;
};
// The least id of what was sent last at that time or later; a page is answered within a day, and never after a week.
std::int64_t first_submission_id(Instant from);
std::vector<OutcomeCount> outcomes(db::Work& work, Instant from, Instant until);

}  // namespace sarnakh::capture
