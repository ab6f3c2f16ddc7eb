#include "leads/arrivals.hpp"

#include "leads/leads_sql.hpp"
#include "leads/people.hpp"
#include "leads/settings.hpp"

namespace sarnakh::leads {

std::vector<Arrivals> arrivals(db::Work& work, const Stretch& stretch) {
  const auto settings = settings_of(work);
  const auto reach = owners_in_reach(work);
  const auto owners = reach ? db::list_of(*reach) : std::string{};
  const auto rows = reach ? work.query(sql::arrivals_of_owners,
                                       {work.workspace(), stretch.from, stretch.until, stretch.day.ms, owners})
                          : work.query(sql::arrivals, {work.workspace(), stretch.from, stretch.until, stretch.day.ms});
  std::vector<Arrivals> all;
  all.reserve(rows.size());
  for (const auto row : rows) {
    const auto* status = settings->status(row.id<StatusId>(1));
    all.push_back({row.integer(3), json::enum_of_name<Layer>(row.view(0)).value_or(Layer::interest),
                   status ? status->kind : StatusKind::open, row.text(2), row.integer(4)});
  }
  return all;
}

}  // namespace sarnakh::leads
