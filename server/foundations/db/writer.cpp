#include "foundations/db/writer.hpp"

#include <semaphore.h>

#include <algorithm>
#include <cassert>

#include "foundations/basics/log.hpp"
#include "foundations/basics/problem.hpp"

namespace sarnakh::db {

namespace {

constexpr int tries = 5;
// How long a write may go on trying when the database is away; then its caller is told to come back.
constexpr std::chrono::seconds patience{8};

std::exception_ptr problem(std::string code, const std::string& cause, int retry_after_seconds) {
  return std::make_exception_ptr(Problem::again_in(retry_after_seconds, std::move(code), cause));
}

}  // namespace

// A condition under a mutex would wake its waiter twice, for it is told while the mutex is still held; and it may be
// gone with its waiter before whoever tells it is done, which POSIX allows of a semaphore alone.
struct Writer::Awaited final : Writer::Request {
  Awaited(const Scope& whose, const std::function<void(Work&)>& act, const Ahead& before, Company with)
      : Request(whose, act, before, with) {
    ::sem_init(&told_, 0, 0);
  }
  ~Awaited() override { ::sem_destroy(&told_); }
  void tell() override { ::sem_post(&told_); }
  void wait() {
    while (::sem_wait(&told_) != 0) continue;  // a signal came between
  }

 private:
  sem_t told_;
};

struct Writer::Later final : Writer::Request {
  Later(const Scope& whose, std::function<void(Work&)> act, Done done)
      : Request(scope_, function_, ahead_, Company::welcome),
        scope_(whose),
        function_(std::move(act)),
        done_(std::move(done)) {}
  void tell() override {
    const std::unique_ptr<Later> mine(this);
    try {
      done_(failure);
    } catch (const std::exception& error) {
      log::error("nobody could be told of a write", {{"cause", error.what()}});
    }
  }

 private:
  Scope scope_;
  std::function<void(Work&)> function_;
  Ahead ahead_;
  Done done_;
};

Writer::Writer(Open open, const Settings& settings, LogFlusher* flusher)
    : open_(std::move(open)), settings_(settings), flusher_(flusher), connection_(open_()) {
  thread_ = std::thread([this] { serve(); });
}

Writer::~Writer() { close(); }

void Writer::close() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  arrived_.notify_all();
  if (thread_.joinable()) thread_.join();
}

int Writer::waiting() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(queue_.size() + untold_);
}

void Writer::run(const Scope& scope, const std::function<void(Work&)>& function, const Ahead& ahead, Company company) {
  assert(std::this_thread::get_id() != thread_.get_id() && "a write inside a write would wait for itself");
  assert(!(flusher_ != nullptr && flusher_->on_this_thread()) && "who tells of a write cannot wait for another");
  Awaited request(scope, function, ahead, company);
  queue(request);
  request.wait();
  if (request.failure) std::rethrow_exception(request.failure);
}

void Writer::run_later(const Scope& scope, std::function<void(Work&)> function, Done done) {
  auto request = std::make_unique<Later>(scope, std::move(function), std::move(done));
  queue(*request);
  (void)request.release();  // it may be gone already
}

void Writer::queue(Request& request) {
  bool enough = false;
  {
    const std::lock_guard lock(mutex_);
    if (closing_) throw Problem{"shutting_down"};
    if (flusher_ != nullptr && flusher_->failed()) std::rethrow_exception(problem("storage_failed", "the log", 60));
    if (queue_.size() + untold_ >= static_cast<std::size_t>(settings_.queue_limit))
      throw Problem::again_in(1, "overloaded");
    queue_.push_back(&request);
    enough = queue_.size() >= wanted_;
  }
  if (enough) arrived_.notify_one();
}

void Writer::serve() {
  while (true) {
    Request* first = nullptr;
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return closing_ || !queue_.empty() || !between_.empty(); });
      run_what_waits_between(lock);
      if (queue_.empty()) {
        if (closing_) return;
        continue;
      }
      first = queue_.front();
      queue_.pop_front();
    }
    Requests group{first};
    run_group(group);
    last_company_ = group.size();
    finish(std::move(group));
  }
}

void Writer::run_what_waits_between(std::unique_lock<std::mutex>& lock) {
  while (!between_.empty()) {
    auto act = std::move(between_.front());
    between_.pop_front();
    lock.unlock();
    act();
    lock.lock();
  }
}

bool Writer::run_between(std::move_only_function<void()> act) {
  std::packaged_task<void()> task(std::move(act));
  auto done = task.get_future();
  {
    const std::lock_guard lock(mutex_);
    if (closing_) return false;
    between_.push_back(std::move(task));
    arrived_.notify_one();
  }
  done.get();
  return true;
}

// Adds the writes that wait to the group; whether there were any. Waits for more when the last group was larger than
// this one is by now: then its callers are probably on their way back. A lonely caller never waits.
bool Writer::gather(Requests& group, std::chrono::steady_clock::time_point longest) {
  const auto before = group.size();
  const auto most = static_cast<std::size_t>(settings_.group_size);
  {
    std::unique_lock lock(mutex_);
    const auto company = std::min(last_company_, most);
    if (group.size() + queue_.size() < company) {
      wanted_ = company - group.size();
      arrived_.wait_until(lock, longest, [&] { return closing_ || queue_.size() >= wanted_; });
      wanted_ = 1;
    }
    while (!queue_.empty() && queue_.front()->company == Company::welcome && group.size() < most) {
      group.push_back(queue_.front());
      queue_.pop_front();
    }
  }
  tell_ahead(std::span(group).subspan(before));
  return group.size() > before;
}

bool Writer::worth_gathering() const { return flusher_ == nullptr || flusher_->busy(); }

void Writer::tell_ahead(std::span<Request* const> some) {
  for (const auto* request : some)
    if (request->ahead && !request->failed) request->ahead(shared_.late);
}

// Runs one write; false when it failed. `taints` tells whether the transaction then holds something of it.
bool Writer::attempt(Request& request, Sharing sharing, bool& taints) {
  const auto before = shared_.late.mark();
  Work work(*connection_, request.scope, true, &shared_);
  taints = true;
  try {
    request.function(work);
    if (work.refused()) throw DatabaseError("a write went on after a statement of it was refused");
    if (sharing == Sharing::apart) shared_.late.write_all(*connection_);
    request.after_commit = work.take_after_commit();
    return true;
  } catch (const OfTheWhole&) {
    throw;
  } catch (const LateRefused& refused) {
    if (sharing == Sharing::together) throw;
    request.failure = refused.cause;
  } catch (const StatementTimeout& error) {
    request.failure = problem("database_timeout", error.what(), 1);
  } catch (const DatabaseError&) {
    request.failure = std::current_exception();
  } catch (...) {
    request.failure = std::current_exception();
    taints = work.wrote() || work.refused();
  }
  shared_.late.back_to(before);
  shared_.shared.clear();
  request.failed = true;
  return false;
}

void Writer::run_group(Requests& group) {
  const auto since = std::chrono::steady_clock::now();
  const bool alone = group.front()->company == Company::alone;
  for (int round = 1;; ++round) {
    try {
      if (!connection_) connection_ = open_();
      connection_->set_timeout(alone ? 0 : settings_.statement_timeout_ms);
      connection_->begin(TransactionKind::write);
      shared_.clear();
      tell_ahead(group);
      if (round == 1)
        run_together(group, alone);
      else
        run_apart(group);
      commit(group);
      return;
    } catch (const TryAgain& error) {
      if (connection_) connection_->rollback();
      if (round == tries) return fail_all(group, problem("overloaded", error.what(), 1));
    } catch (const ConnectionLost& error) {
      // Lost before COMMIT was sent: nothing is committed, so the group may run again on a new connection.
      connection_.reset();
      log::warning("database connection lost", {{"round", std::to_string(round)}, {"cause", error.what()}});
      if (round == tries || std::chrono::steady_clock::now() - since > patience) {
        take_all_waiting(group);
        return fail_all(group, problem("database_unreachable", error.what(), 5));
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(50) * round);
    } catch (const StorageFull& error) {
      if (connection_) connection_->rollback();
      return fail_all(group, problem("storage_full", error.what(), 30));
    } catch (const std::exception& error) {
      if (connection_) connection_->rollback();
      log::error("a group could not be committed", {{"cause", error.what()}});
      return fail_all(group, problem("storage_failed", error.what(), 5));
    }
  }
}

// Without savepoints: two more statements for each write would cost more than running a group twice now and then.
void Writer::run_together(Requests& group, bool alone) {
  const auto longest = std::chrono::steady_clock::now() + std::chrono::microseconds(settings_.group_time_us);
  bool taints = false;
  try {
    bool tainted = false;
    if (!alone) gather(group, longest);
    for (std::size_t next = 0;
         !tainted && (next < group.size() || (!alone && worth_gathering() && gather(group, longest)));) {
      tainted = !attempt(*group[next++], Sharing::together, taints) && taints;
      if (!tainted) shared_.send_rows(*connection_);
    }
    if (!tainted) return shared_.late.write_all(*connection_);
  } catch (const LateRefused&) {
    // Nobody knows whose it was: alone, each answers for its own.
  }
  connection_->rollback();
  connection_->begin(TransactionKind::write);
  shared_.clear();
  tell_ahead(group);
  run_apart(group);
}

// Each under a savepoint; what failed before stays failed and is not run again.
void Writer::run_apart(Requests& group) {
  for (auto* request : group) {
    if (request->failed) continue;
    connection_->savepoint();
    bool taints = false;
    shared_.shared.clear();
    if (attempt(*request, Sharing::apart, taints)) {
      connection_->release();
    } else if (connection_->transaction() != TransactionState::none) {
      connection_->rollback_to_savepoint();
    } else {
      // SQLite has ended the whole transaction over it (a time-out): once more, without this one.
      connection_->begin(TransactionKind::write);
      return run_apart(group);
    }
  }
}

void Writer::commit(Requests& group) {
  if (flusher_ != nullptr) flusher_->committing();
  try {
    connection_->commit();
  } catch (const ConnectionLost& error) {
    // COMMIT was sent and no answer came: it may have happened. Saying yes or doing it twice would both be
    // lies; the caller asks again with its key and finds out.
    connection_.reset();
    log::error("nobody knows whether a commit happened", {{"cause", error.what()}});
    fail_all(group, problem("storage_uncertain", error.what(), 5));
  }
}

void Writer::take_all_waiting(Requests& group) {
  const std::lock_guard lock(mutex_);
  group.insert(group.end(), queue_.begin(), queue_.end());
  queue_.clear();
}

void Writer::fail_all(Requests& group, const std::exception_ptr& failure) {
  for (auto* request : group) {
    if (request->failed) continue;
    request->failed = true;
    request->failure = failure;
  }
}

void Writer::finish(Requests group) {
  for (auto* request : group) {
    if (request->failed) continue;
    for (auto& act : request->after_commit) {
      try {
        act();
      } catch (const std::exception& error) {
        log::error("an act after a commit failed", {{"cause", error.what()}});
      }
    }
  }
  if (flusher_ == nullptr) return tell(group, true);
  untold_ += group.size();
  flusher_->committed([this, group = std::move(group)](bool kept) {
    untold_ -= group.size();
    tell(group, kept);
  });
}

void Writer::tell(const Requests& group, bool kept) {
  for (auto* request : group) {
    if (!kept && !request->failed) request->failure = problem("storage_uncertain", "the log could not be flushed", 60);
    request->tell();
  }
}

}  // namespace sarnakh::db
