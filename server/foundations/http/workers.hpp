#pragma once

// The pool of threads that run handlers. Its queue is bounded: what does not fit is answered with 503 at once.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace sarnakh::http {

class Workers {
 public:
  Workers(int threads, int queue);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  bool submit(std::move_only_function<void()> work);  // false when the queue is full or the pool is closing
  void close();                                       // runs what is queued, then ends the threads

 private:
  void serve();
  bool wakes_another();  // with the lock held: whether the caller is to notify one
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::move_only_function<void()>> queue_;
  std::size_t most_;
  std::size_t asleep_ = 0;
  bool waking_ = false;  // one has been notified and is not there yet
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace sarnakh::http
