#include "foundations/db/writer.hpp"

#include <algorithm>

#include "foundations/basics/log.hpp"
#include "foundations/basics/problem.hpp"

namespace sarnakh::db {

namespace {

constexpr int tries = 5;

std::exception_ptr problem(std::string code, const std::string& cause, int retry_after_seconds) {
  Problem made{std::move(code), {}, {}, cause};
  made.retry_after_seconds = retry_after_seconds;
  return std::make_exception_ptr(std::move(made));
}

}  // namespace

Writer::Writer(Open open, const Settings& settings)
    : open_(std::move(open)), settings_(settings), connection_(open_()) {
  connection_->set_timeout(settings_.statement_timeout_ms);
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
  return static_cast<int>(queue_.size());
}

void Writer::run(const Scope& scope, const std::function<void(Work&)>& function, Company company) {
  Request request{scope, function, company};
  {
    std::unique_lock lock(mutex_);
    if (closing_) throw Problem{"shutting_down"};
    if (queue_.size() >= static_cast<std::size_t>(settings_.queue_limit)) {
      Problem overloaded{"overloaded"};
      overloaded.retry_after_seconds = 1;
      throw overloaded;
    }
    queue_.push_back(&request);
    arrived_.notify_one();
    request.finished.wait(lock, [&] { return request.done; });
  }
  if (request.failure) std::rethrow_exception(request.failure);
}

void Writer::serve() {
  while (true) {
    Request* first = nullptr;
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return closing_ || !queue_.empty(); });
      if (queue_.empty()) return;
      first = queue_.front();
      queue_.pop_front();
    }
    run_group(first);
  }
}

// The next write that may join the group; waits a moment for it when the queue is empty.
bool Writer::take_one(Request*& request, bool may_wait) {
  std::unique_lock lock(mutex_);
  if (queue_.empty() && may_wait && !closing_)
    arrived_.wait_for(lock, std::chrono::microseconds(settings_.group_time_us),
                      [this] { return closing_ || !queue_.empty(); });
  if (queue_.empty() || queue_.front()->company == Company::alone) return false;
  request = queue_.front();
  queue_.pop_front();
  return true;
}

// Runs one write; false when it failed. `changed` tells whether the transaction now holds something of a
// failed one.
bool Writer::attempt(Connection& connection, Request& request, bool& changed) {
  Work work(connection, request.scope, true);
  try {
    request.function(work);
    request.after_commit = work.take_after_commit();
    return true;
  } catch (const TryAgain&) {
    throw;
  } catch (const ConnectionLost&) {
    throw;
  } catch (const StatementTimeout& error) {
    request.failure = problem("database_timeout", error.what(), 1);
    changed = true;
  } catch (const StorageFull& error) {
    request.failure = problem("storage_full", error.what(), 30);
    changed = true;
  } catch (const DatabaseError&) {
    request.failure = std::current_exception();
    changed = true;
  } catch (...) {
    request.failure = std::current_exception();
    changed = work.wrote();
  }
  request.failed = true;
  return false;
}

void Writer::run_group(Request* first) {
  Group group{first};
  for (int round = 1;; ++round) {
    try {
      if (!connection_) connect();
      if (round > 1) {
        run_again_apart(group);
      } else {
        if (first->company == Company::alone) connection_->set_timeout(0);
        connection_->begin(TransactionKind::write);
        bool changed = false;
        attempt(*connection_, *first, changed);
        bool waited = false;
        Request* next = nullptr;
        while (!changed && first->company == Company::welcome &&
               group.size() < static_cast<std::size_t>(settings_.group_size)) {
          if (!take_one(next, !waited)) break;
          waited = waited || group.size() > 1;
          group.push_back(next);
          attempt(*connection_, *next, changed);
        }
        if (changed) {
          connection_->rollback();
          run_again_apart(group);
        }
      }
      commit(group);
      break;
    } catch (const TryAgain& error) {
      connection_->rollback();
      if (round == tries) {
        fail_all(group, problem("overloaded", error.what(), 1));
        break;
      }
    } catch (const ConnectionLost& error) {
      // Lost before COMMIT was sent: nothing is committed, so the group may run again on a new connection.
      log::warning("database connection lost", {{"round", std::to_string(round)}});
      connection_.reset();
      if (round == tries) {
        fail_all(group, problem("database_unreachable", error.what(), 5));
        break;
      }
    } catch (const StorageFull& error) {
      connection_->rollback();
      fail_all(group, problem("storage_full", error.what(), 30));
      break;
    } catch (const std::exception& error) {
      if (connection_) connection_->rollback();
      log::error("a group could not be committed", {{"cause", error.what()}});
      fail_all(group, std::current_exception());
      break;
    }
  }
  if (connection_ && first->company == Company::alone) {
    try {
      connection_->set_timeout(settings_.statement_timeout_ms);
    } catch (const std::exception&) {
      connection_.reset();
    }
  }
  finish(group);
}

// Everything once more, each under a savepoint; what failed before stays failed and is not run.
void Writer::run_again_apart(Group& group) {
  connection_->begin(TransactionKind::write);
  for (auto* request : group) {
    if (request->failed) continue;
    connection_->savepoint();
    bool changed = false;
    if (attempt(*connection_, *request, changed))
      connection_->release();
    else
      connection_->rollback_to_savepoint();
  }
}

void Writer::commit(Group& group) {
  try {
    connection_->commit();
  } catch (const ConnectionLost& error) {
    // COMMIT was sent and no answer came: it may have happened. Saying yes or doing it twice would both be
    // lies; the caller asks again with its key and finds out.
    connection_.reset();
    fail_all(group, problem("storage_uncertain", error.what(), 5));
  }
}

void Writer::fail_all(Group& group, const std::exception_ptr& failure) {
  for (auto* request : group) {
    if (request->failed) continue;
    request->failed = true;
    request->failure = failure;
  }
}

void Writer::finish(Group& group) {
  for (auto* request : group)
    if (!request->failed)
      for (auto& act : request->after_commit) act();
  const std::lock_guard lock(mutex_);
  for (auto* request : group) {
    request->done = true;
    request->finished.notify_one();
  }
}

void Writer::connect() {
  connection_ = open_();
  connection_->set_timeout(settings_.statement_timeout_ms);
}

}  // namespace sarnakh::db
