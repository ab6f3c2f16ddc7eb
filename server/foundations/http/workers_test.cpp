#include "foundations/http/workers.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace sarnakh::http;

namespace {

// A piece of work that ends when as many of them as it waits for run beside each other.
class Meeting {
 public:
  explicit Meeting(int wanted) : wanted_(wanted) {}
  void attend() {
    std::unique_lock lock(mutex_);
    ++here_;
    all_.notify_all();
    met_ = all_.wait_for(lock, std::chrono::seconds(20), [this] { return here_ >= wanted_; }) && met_;
  }
  bool met() const { return met_; }

 private:
  std::mutex mutex_;
  std::condition_variable all_;
  int wanted_, here_ = 0;
  bool met_ = true;
};

}  // namespace

TEST_CASE("as many pieces of work as there are workers run beside each other, whenever they come") {
  constexpr int threads = 8;
  Workers workers(threads, 64);
  for (int round = 0; round < 50; ++round) {
    Meeting meeting(threads);
    std::atomic<int> done = 0;
    for (int i = 0; i < threads; ++i)
      CHECK(workers.submit([&] {
        meeting.attend();
        ++done;
        done.notify_all();
      }));
    for (int seen = done; seen < threads; seen = done) done.wait(seen);
    CHECK(meeting.met());
  }
}

TEST_CASE("what was taken on is done before the pool closes, and what is too much is refused") {
  std::atomic<int> done = 0;
  std::mutex held;
  std::unique_lock hold(held);
  int taken = 0;
  Workers workers(2, 5);
  for (int i = 0; i < 20; ++i)
    taken += workers.submit([&] {
      const std::lock_guard wait(held);
      ++done;
    });
  CHECK(taken >= 5);
  CHECK(taken <= 7);
  hold.unlock();
  workers.close();
  CHECK(done == taken);
  CHECK_FALSE(workers.submit([] {}));
}
