#include "foundations/jobs/bell.hpp"

#include <algorithm>
#include <vector>

namespace sarnakh::jobs {

namespace {

// The one thing in the process that is not handed down by value: announce() knows a Work, not who waits.
struct Bells {
  std::mutex mutex;
  std::vector<Bell*> list;
};
Bells& bells() {
  static Bells all;
  return all;
}

}  // namespace

Bell::Bell(About about) : about_(about) {
  const std::lock_guard lock(bells().mutex);
  bells().list.push_back(this);
}

Bell::~Bell() {
  const std::lock_guard lock(bells().mutex);
  std::erase(bells().list, this);
}

void Bell::ring() {
  {
    const std::lock_guard lock(mutex_);
    ++count_;
  }
  rung_.notify_all();
}

std::uint64_t Bell::count() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

void Bell::wait(std::uint64_t seen, std::chrono::milliseconds longest) {
  std::unique_lock lock(mutex_);
  rung_.wait_for(lock, longest, [&] { return count_ != seen; });
}

void ring_bells(About about) {
  const std::lock_guard lock(bells().mutex);
  for (auto* bell : bells().list)
    if (bell->about() == about) bell->ring();
}

}  // namespace sarnakh::jobs
