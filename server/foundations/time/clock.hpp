#pragma once

// Who says what time it is. Only http and jobs ask a clock, once per request or job; everything inside takes
// `Instant now` as a value. Tests and stories turn a VirtualClock by hand.

#include <atomic>

#include "foundations/time/instant.hpp"

namespace sarnakh::time {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() override;
};

// Stands still until told; safe from several threads.
class VirtualClock final : public Clock {
 public:
  explicit VirtualClock(Instant start) : ms_(start.ms) {}
  Instant now() override { return {ms_.load()}; }
  void set(Instant at) { ms_.store(at.ms); }
  // Returns the new time.
  Instant advance(Duration by) { return {ms_.fetch_add(by.ms) + by.ms}; }

 private:
  std::atomic<std::int64_t> ms_;
};

}  // namespace sarnakh::time
