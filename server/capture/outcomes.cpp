#include "capture/outcomes.hpp"

#include "capture/capture_sql.hpp"

namespace sarnakh::capture {

std::int64_t first_submission_id(Instant from) { return first_id_at((from - time::days(7)).ms); }

std::vector<OutcomeCount> outcomes(db::Work& work, Instant from, Instant until) {
  std::vector<OutcomeCount> all;
  for (const auto row : work.query(sql::outcomes_between, {work.workspace(), first_submission_id(from), from, until}))
    all.push_back({json::enum_of_name<SubmissionState>(row.view(0)).value_or(SubmissionState::refused),
                   json::enum_of_name<Reason>(row.view(1)), row.integer(2)});
  return all;
}

}  // namespace sarnakh::capture
