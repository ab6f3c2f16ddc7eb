#pragma once

// Durable jobs in the same database: work for later or for long. A job is claimed by one UPDATE … RETURNING with a
// lease; a crash lets the lease run out and another worker takes it. A job that fails is tried again after 5 s, 30 s,
// 5 min, 30 min, 2 h, 6 h (with a little chance in it), then lies in the dead-letter list, where a person reads its
// last error and tries it again.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/time/clock.hpp"

namespace sarnakh::jobs {

struct Job {
  JobId id;
  WorkspaceId workspace;
  std::string kind;  // "import"
  json::Value payload;
  int attempt = 0;  // 1 for the first
};

// Puts a job into the queue, in this Work, due at `due` (now when empty). With a `key`, a job of the same workspace,
// kind and key that still waits is left as it is and its id returned.
JobId enqueue(db::Work& work, std::string_view kind, json::Value payload, std::optional<Instant> due = {},
              std::string_view key = {});

struct JobHandler {
  std::string kind;
  // Runs outside a transaction (long work makes its own Works through the database). A throw is a failure.
  std::function<void(db::Database&, const db::Scope&, const Job&)> act;
};

// Work that comes back by itself: each `every`, in the workspace 0 (it goes over all workspaces itself).
struct Periodic {
  std::string name;
  time::Duration every;
  std::function<void(db::Database&, const db::Scope&)> act;
};

struct DeadLetter {
  JobId id;
  std::string kind;  // of a job, or "event:<listener>"
  std::string error;
  int attempts = 0;
  Instant failed_at;
};
std::vector<DeadLetter> dead_letters(db::Work& work);
// Makes it due again with a fresh count of attempts; false when there is none of that id in this workspace.
bool retry_dead_letter(db::Work& work, JobId id);

// Periodic work for the wiring: takes away events that every listener has had and that are older than `keep`.
Periodic forget_old_events(time::Duration keep = time::days(30));

// Delivers events and runs jobs on threads of its own: one for the events, `threads` for jobs and periodic work, one
// that holds their leases.
class Worker {
 public:
  Worker(db::Database& database, time::Clock& clock);
  ~Worker();
  void add(Listener listener);
  void add(JobHandler handler);
  void add(Periodic periodic);
  void start(int threads = 2);
  // Lets running work finish, claims nothing new.
  void stop();
  // Runs everything that is due at the clock's now, on the calling thread, until nothing is (for the virtual clock:
  // the worker must not have been started). Returns the number of deliveries and jobs.
  int run_due();
  // The next moment after now at which a job or periodic work is due.
  std::optional<Instant> next_due();
  // Wakes the threads: something was committed.
  void wake();
  int queued();  // events and jobs waiting, for /metrics

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace sarnakh::jobs
