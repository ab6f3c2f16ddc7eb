#pragma once

// Brings SQLite's log to the disk beside the writer: while one group waits for the disk, the writer is at work on the
// next (docs/decisions/0029). COMMIT itself does not wait. Whoever wrote is told after a flush that began after his
// COMMIT, and a reader's answer waits for a flush of whatever it may have seen, so that nothing is told to anyone that
// a power cut could take back.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace sarnakh::db {

class LogFlusher {
 public:
  // Returns when all that was in the log at the call is on the disk; throws when the disk has failed.
  using Flush = std::move_only_function<void()>;
  // Whether it is on the disk. Called on the flusher's thread; short.
  using Told = std::move_only_function<void(bool kept)>;

  explicit LogFlusher(Flush flush);
  ~LogFlusher();
  LogFlusher(const LogFlusher&) = delete;
  LogFlusher& operator=(const LogFlusher&) = delete;

  // The writer, before COMMIT: from now on a reader may see what it commits.
  void committing() { ++announced_; }
  // The writer, when COMMIT has returned, or when there will be none.
  void committed(Told told);
  // Whether something is being flushed: whoever commits now waits for the next.
  bool busy() const { return settled_ < announced_; }
  // A reader, at its end: returns when what was announced by now is on the disk, or when the disk has failed.
  void wait();
  // Once a flush has failed nobody knows what the disk holds, and asking again could be answered with a yes that is not
  // true. Nothing is kept from then on; only a new start, which reads the log with its checksums, finds out.
  bool failed() const { return failed_; }
  bool on_this_thread() const { return std::this_thread::get_id() == thread_.get_id(); }
  // Flushes what waits, then ends the thread.
  void close();

 private:
  struct Waiting {
    std::uint64_t number;
    Told told;
  };
  void serve();
  bool flush_once();

  Flush flush_;
  std::atomic<std::uint64_t> announced_{0};
  std::atomic<std::uint64_t> settled_{0};  // announced and on the disk, or beyond help
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::condition_variable arrived_, flushed_;
  std::vector<Waiting> waiting_;
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace sarnakh::db
