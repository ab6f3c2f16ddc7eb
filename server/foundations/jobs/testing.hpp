#pragma once

// What the tests of the queue and of the delivery share. Only *_test.cpp files include this.

#include <vector>

#include "foundations/jobs/queue.hpp"

namespace sarnakh::jobs::testing {

inline constexpr Instant start{1'780'000'000'000};

inline std::vector<DeadLetter> letters(db::Database& database, WorkspaceId workspace) {
  return database.read({start, Caller::system(workspace)}, [](db::Work& work) { return dead_letters(work); });
}

}  // namespace sarnakh::jobs::testing
