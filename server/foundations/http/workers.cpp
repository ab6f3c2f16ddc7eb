#include "foundations/http/workers.hpp"

namespace sarnakh::http {

Workers::Workers(int threads, int queue) : most_(static_cast<std::size_t>(queue)) {
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { serve(); });
}

Workers::~Workers() { close(); }

bool Workers::submit(std::move_only_function<void()> work) {
  bool wakes = false;
  {
    const std::lock_guard lock(mutex_);
    if (closing_ || queue_.size() >= most_) return false;
    queue_.push_back(std::move(work));
    wakes = wakes_another();
  }
  if (wakes) arrived_.notify_one();
  return true;
}

// One wakes at a time, and wakes the next when there is more than it can take: of short requests that come together one
// thread takes many, where each would else cost two changes of thread.
bool Workers::wakes_another() {
  if (queue_.empty() || asleep_ == 0 || waking_) return false;
  return waking_ = true;
}

void Workers::close() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  arrived_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Workers::serve() {
  std::unique_lock lock(mutex_);
  while (true) {
    while (queue_.empty()) {
      if (closing_) return;
      ++asleep_;
      arrived_.wait(lock);
      --asleep_;
      waking_ = false;
    }
    auto work = std::move(queue_.front());
    queue_.pop_front();
    const bool wakes = wakes_another();
    lock.unlock();
    if (wakes) arrived_.notify_one();
    work();
    work = nullptr;
    lock.lock();
  }
}

}  // namespace sarnakh::http
