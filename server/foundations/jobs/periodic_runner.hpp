#pragma once

// Work that comes back by itself: one row a name says when it is next, and a lease lets one process at a time run it.
// It keeps to its grid (next = the moment it was due + every); what was missed while the server was off is done once.

#include <optional>
#include <vector>

#include "foundations/jobs/leases.hpp"
#include "foundations/jobs/queue.hpp"

namespace sarnakh::jobs {

class PeriodicRunner {
 public:
  PeriodicRunner(db::Database& database, time::Clock& clock, Leases& leases)
      : database_(database), clock_(clock), leases_(leases) {}
  void add(Periodic periodic);
  // Writes the rows that are not there yet: new work is due at once. Needed before run_one.
  void prepare();
  // Claims and runs one that is due; false when none is.
  bool run_one();
  std::optional<Instant> next_due(Instant now);

 private:
  struct Due {
    std::string name;
    Instant at;
  };
  std::vector<Due> read_due(Instant now);
  bool run(const Periodic& periodic);

  db::Database& database_;
  time::Clock& clock_;
  Leases& leases_;
  std::vector<Periodic> all_;
};

}  // namespace sarnakh::jobs
