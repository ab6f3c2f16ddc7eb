#include "foundations/jobs/leases.hpp"

#include "foundations/jobs/jobs_sql.hpp"

namespace sarnakh::jobs {

Leases::Guard::Guard(Leases& leases, Held held) : leases_(leases) {
  const std::lock_guard lock(leases_.mutex_);
  place_ = leases_.held_.insert(leases_.held_.end(), std::move(held));
}

Leases::Guard::~Guard() {
  const std::lock_guard lock(leases_.mutex_);
  leases_.held_.erase(place_);
}

void Leases::extend_all(db::Database& database, Instant now) {
  std::list<Held> held;
  {
    const std::lock_guard lock(mutex_);
    held = held_;
  }
  for (const auto& each : held) {
    database.write({now, Caller::system(each.workspace)}, [&](db::Work& work) {
      if (each.job)
        work.run(sql::extend_lease, {each.workspace, each.job, each.turn, now + lease});
      else
        work.run(sql::extend_periodic, {each.name, each.turn, now + lease});
    });
  }
}

}  // namespace sarnakh::jobs
