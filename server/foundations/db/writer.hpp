#pragma once

// The writer: one thread that owns one write connection and gives many callers one commit.
//
// A group is run without savepoints first. When one of its writes fails after it had changed something,
// everything is taken back and the others run again, now each under a savepoint. Failures after a change are
// rare; two more round trips for each write would not be. What the writes put off (late.hpp) is written before the
// commit.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "foundations/db/connection.hpp"
#include "foundations/db/group.hpp"
#include "foundations/db/log_flusher.hpp"

namespace sarnakh::db {

class Writer {
 public:
  using Open = std::function<std::unique_ptr<Connection>()>;
  // With a flusher COMMIT does not wait for the disk, and the writer goes on while its callers do.
  Writer(Open open, const Settings& settings, LogFlusher* flusher = nullptr);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  enum class Company { welcome, alone };
  // Returns when the write is durable; throws what the function threw, or Problem "overloaded",
  // "storage_full", "storage_failed", "storage_uncertain", "database_unreachable", "database_timeout",
  // "shutting_down".
  void run(const Scope& scope, const std::function<void(Work&)>& function, const Ahead& ahead, Company company);
  // The same without waiting: `done` gets what run() would have thrown, or nothing, on the thread that tells. What is
  // known at once ("overloaded", "shutting_down") is thrown.
  using Done = std::move_only_function<void(std::exception_ptr)>;
  void run_later(const Scope& scope, std::function<void(Work&)> function, Done done);
  int waiting() const;
  // Runs it between two groups, while nobody writes, and waits for it; false when the writer closes.
  bool run_between(std::move_only_function<void()> act);
  // Finishes what waits, then ends the thread.
  void close();

 private:
  struct Request {
    Request(const Scope& scope_, const std::function<void(Work&)>& function_, const Ahead& ahead_, Company company_)
        : scope(scope_), function(function_), ahead(ahead_), company(company_) {}
    virtual ~Request() = default;
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;
    // Whoever asked hears that it is over; the request may be gone then.
    virtual void tell() = 0;

    const Scope& scope;
    const std::function<void(Work&)>& function;
    const Ahead& ahead;
    Company company;
    std::exception_ptr failure = nullptr;
    std::vector<std::move_only_function<void()>> after_commit = {};
    bool failed = false;
  };
  struct Awaited;                          // by a thread that stands still until it is told
  struct Later;                            // belongs to the writer once it is queued
  using Requests = std::vector<Request*>;  // of one group
  // Whether what is put off waits for the others of the group, or is written at the end of each.
  enum class Sharing { together, apart };

  void queue(Request& request);
  void serve();
  void run_what_waits_between(std::unique_lock<std::mutex>& lock);
  bool gather(Requests& group, std::chrono::steady_clock::time_point longest);
  // Whether a group that is done gains by more company: not while the disk could be at work on it.
  bool worth_gathering() const;
  void tell_ahead(std::span<Request* const> some);
  void run_group(Requests& group);
  void run_together(Requests& group, bool alone);
  void run_apart(Requests& group);
  void commit(Requests& group);
  void take_all_waiting(Requests& group);
  void fail_all(Requests& group, const std::exception_ptr& failure);
  void finish(Requests group);
  void tell(const Requests& group, bool kept);
  bool attempt(Request& request, Sharing sharing, bool& taints);

  Open open_;
  Settings settings_;
  LogFlusher* flusher_;
  std::unique_ptr<Connection> connection_;
  Group shared_;  // what the group that runs has together
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Request*> queue_;
  std::deque<std::packaged_task<void()>> between_;
  std::atomic<std::size_t> untold_{0};  // written, and waiting for the disk
  std::size_t wanted_ = 1;              // writes that must wait before the writer wants to hear of them
  bool closing_ = false;
  std::size_t last_company_ = 1;  // the writer thread's alone
  std::thread thread_;
};

}  // namespace sarnakh::db
