#pragma once

// Claims jobs that are due and runs them, one at a time on the calling thread.

#include <optional>
#include <vector>

#include "foundations/jobs/leases.hpp"
#include "foundations/jobs/queue.hpp"

namespace sarnakh::jobs {

class JobRunner {
 public:
  JobRunner(db::Database& database, time::Clock& clock, Leases& leases)
      : database_(database), clock_(clock), leases_(leases) {}
  void add(JobHandler handler);
  // Dead letters of events are tried again through the listener.
  void add(const Listener& listener);

  // Claims and runs one job; false when none is due.
  bool run_one();
  std::optional<Instant> next_due(Instant now);

 private:
  void run(const Job& job);
  void run_event(const Job& job, const Listener& listener);
  void put_back(const Job& job, const std::string& error);

  db::Database& database_;
  time::Clock& clock_;
  Leases& leases_;
  std::vector<JobHandler> handlers_;
  std::vector<Listener> listeners_;
  std::vector<std::string> kinds_;
};

}  // namespace sarnakh::jobs
