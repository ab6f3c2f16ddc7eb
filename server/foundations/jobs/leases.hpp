#pragma once

// What this process is running, so that its leases can be held while it runs. A lease that is not held runs out, and
// another process takes the work: that is how a crash is survived.

#include <list>
#include <mutex>
#include <string>

#include "foundations/db/database.hpp"

namespace sarnakh::jobs {

// Held every third of it.
constexpr time::Duration lease = time::seconds(30);

class Leases {
 public:
  // Either a job (id is not 0) or periodic work of that name. `turn` proves that it is still ours.
  struct Held {
    WorkspaceId workspace;
    JobId job;
    std::string name;
    std::int64_t turn = 0;
  };
  // Holds the lease until it goes out of scope.
  class Guard {
   public:
    Guard(Leases& leases, Held held);
    ~Guard();
    Guard(const Guard&) = delete;
    Guard& operator=(const Guard&) = delete;

   private:
    Leases& leases_;
    std::list<Held>::iterator place_;
  };

  void extend_all(db::Database& database, Instant now);

 private:
  std::mutex mutex_;
  std::list<Held> held_;
};

}  // namespace sarnakh::jobs
