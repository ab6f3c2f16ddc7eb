#pragma once

// Wakes the threads of the workers of this process when something was committed for them. It says nothing about what:
// the tables are the truth, and a worker that hears nothing looks into them every second all the same.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace sarnakh::jobs {

enum class About { events, jobs };

class Bell {
 public:
  explicit Bell(About about);
  ~Bell();
  Bell(const Bell&) = delete;
  Bell& operator=(const Bell&) = delete;

  void ring();
  About about() const { return about_; }
  // How often it has rung.
  std::uint64_t count() const;
  // Returns when it has rung more than `seen` times, or after `longest`.
  void wait(std::uint64_t seen, std::chrono::milliseconds longest);

 private:
  About about_;
  mutable std::mutex mutex_;
  std::condition_variable rung_;
  std::uint64_t count_ = 0;
};

// Rings every bell of this process that is about that.
void ring_bells(About about);

}  // namespace sarnakh::jobs
