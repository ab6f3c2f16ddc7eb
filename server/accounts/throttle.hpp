#pragma once

// Slows down who guesses passwords: a budget for each account and for each network, in memory (a restart forgives; the
// delay of Argon2 stays). Ten wrong tries are free within a quarter of an hour; each one after doubles the waiting
// time, from one second.

#include <map>
#include <mutex>
#include <string>

#include "foundations/time/instant.hpp"

namespace sarnakh::accounts {

class Throttle {
 public:
  // Throws Problem "throttled" with Retry-After when `key` has to wait.
  void check(const std::string& key, Instant now);
  void failed(const std::string& key, Instant now);
  void succeeded(const std::string& key);

 private:
  struct Budget {
    int failures = 0;
    Instant last;
    Instant free_at;
  };
  std::mutex mutex_;
  std::map<std::string, Budget> budgets_;
};

}  // namespace sarnakh::accounts
