#include "foundations/time/clock.hpp"

#include <chrono>

namespace sarnakh::time {

Instant SystemClock::now() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace sarnakh::time
