#pragma once

// How much may come within a window of time, counted for any key. In memory: a restart forgives.

#include <map>
#include <mutex>
#include <string>

#include "foundations/time/instant.hpp"

namespace sarnakh::http {

class Budgets {
 public:
  // Counts one (or several) for the key; false when more than `most` came since its window began.
  bool take(const std::string& key, Instant now, time::Duration window, int most, int count = 1);

 private:
  struct Count {
    Instant until;
    std::int64_t count = 0;
  };
  std::mutex mutex_;
  std::map<std::string, Count> counts_;
};

}  // namespace sarnakh::http
