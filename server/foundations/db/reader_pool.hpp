#pragma once

// Read connections, lent one at a time. A reader sees one consistent state from its first statement to its
// last.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "foundations/db/connection.hpp"
#include "foundations/db/log_flusher.hpp"

namespace sarnakh::db {

class ReaderPool {
 public:
  // With a flusher nobody is told what a power cut could take back.
  ReaderPool(std::function<std::unique_ptr<Connection>()> open, const Settings& settings,
             LogFlusher* flusher = nullptr);
  // Throws Problem "overloaded" when none gets free within five seconds, "database_unreachable",
  // "database_timeout"; "shutting_down" after close().
  void run(const Scope& scope, const std::function<void(Work&)>& function);
  // Lends no more; connections that are lent are closed when they come back.
  void close();

 private:
  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);
  void end(std::unique_ptr<Connection> connection);
  void forget_free();

  std::function<std::unique_ptr<Connection>()> open_;
  Settings settings_;
  LogFlusher* flusher_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> free_;
  int lent_ = 0;
  bool closed_ = false;
};

}  // namespace sarnakh::db
