#include "foundations/db/reader_pool.hpp"

#include "foundations/basics/problem.hpp"

namespace sarnakh::db {

ReaderPool::ReaderPool(std::function<std::unique_ptr<Connection>()> open, const Settings& settings, LogFlusher* flusher)
    : open_(std::move(open)), settings_(settings), flusher_(flusher) {}

std::unique_ptr<Connection> ReaderPool::take() {
  std::unique_lock lock(mutex_);
  if (closed_) throw Problem{"shutting_down"};
  if (!returned_.wait_for(lock, std::chrono::seconds(5),
                          [this] { return !free_.empty() || lent_ < settings_.readers; }))
    throw Problem::again_in(1, "overloaded", "no free read connection");
  ++lent_;
  if (free_.empty()) return nullptr;
  auto connection = std::move(free_.back());
  free_.pop_back();
  return connection;
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --lent_;
    if (connection && !closed_) free_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

void ReaderPool::forget_free() {
  std::vector<std::unique_ptr<Connection>> gone;
  const std::lock_guard lock(mutex_);
  gone.swap(free_);
}

void ReaderPool::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  forget_free();
}

void ReaderPool::run(const Scope& scope, const std::function<void(Work&)>& function) {
  for (int round = 1;; ++round) {
    auto connection = take();
    try {
      if (!connection) {
        connection = open_();
        connection->set_timeout(settings_.statement_timeout_ms);
      }
      connection->begin(TransactionKind::read);
      {
        Work work(*connection, scope, false, nullptr);
        function(work);
      }
      connection->commit();
      give_back(std::move(connection));
      if (flusher_ != nullptr) flusher_->wait();
      return;
    } catch (const ConnectionLost& error) {
      give_back(nullptr);
      // The others were opened to the same server that went away.
      forget_free();
      if (round == 3) throw Problem::again_in(5, "database_unreachable", error.what());
    } catch (const TryAgain& error) {
      end(std::move(connection));
      if (round == 3) throw Problem::again_in(1, "overloaded", error.what());
    } catch (const StatementTimeout& error) {
      end(std::move(connection));
      throw Problem::again_in(1, "database_timeout", error.what());
    } catch (...) {
      end(std::move(connection));
      throw;
    }
  }
}

void ReaderPool::end(std::unique_ptr<Connection> connection) {
  if (connection) connection->rollback();
  give_back(std::move(connection));
}

}  // namespace sarnakh::db
