#pragma once

// Takes what is due to its endpoints, on one thread of its own: everything under way goes on side by side, a few at a
// time for each endpoint, so a receiver that is slow holds up nobody but himself, and neither the jobs nor the writer
// ever wait for one. What is under way is leased in the database: a crash lets the lease run out and it is sent again
// with the same id.

#include <memory>
#include <optional>

#include "foundations/db/database.hpp"
#include "foundations/outbound/guard.hpp"
#include "foundations/time/clock.hpp"

namespace sarnakh::webhooks {

class Sender {
 public:
  Sender(db::Database& database, time::Clock& clock, outbound::Guard guard);
  ~Sender();
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  void start();
  // Begins nothing new, gives what is under way a moment, and puts the rest back.
  void stop();
  // From any thread: something was committed.
  void wake();

  // Sends everything that is due at the clock's now and waits for the answers, on the calling thread (for the virtual
  // clock: it must not have been started). Returns the number of attempts.
  int run_due();
  // The next moment after now at which something is due.
  std::optional<Instant> next_due();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace sarnakh::webhooks
