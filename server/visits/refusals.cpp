#include "visits/refusals.hpp"

#include "visits/visits_sql.hpp"

namespace sarnakh::visits {

std::vector<EventCount> event_counts(db::Work& work, const std::string& first_day, const std::string& last_day) {
  std::vector<EventCount> all;
  for (const auto row : work.query(sql::counts_between, {work.workspace(), first_day, last_day}))
    all.push_back({row.text(0), row.text(1), row.integer(2)});
  return all;
}

}  // namespace sarnakh::visits
