#include "foundations/db/log_flusher.hpp"

#include <exception>

#include "foundations/basics/log.hpp"

namespace sarnakh::db {

LogFlusher::LogFlusher(Flush flush) : flush_(std::move(flush)), thread_([this] { serve(); }) {}

LogFlusher::~LogFlusher() { close(); }

void LogFlusher::close() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  arrived_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void LogFlusher::committed(Told told) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({announced_, std::move(told)});
  }
  arrived_.notify_one();
}

void LogFlusher::wait() {
  const auto seen = announced_.load();
  if (settled_ >= seen) return;
  std::unique_lock lock(mutex_);
  flushed_.wait(lock, [&] { return settled_ >= seen; });
}

void LogFlusher::serve() {
  std::vector<Waiting> taken;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return closing_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      taken.swap(waiting_);
    }
    const bool kept = flush_once();
    {
      const std::lock_guard lock(mutex_);
      settled_ = taken.back().number;
    }
    flushed_.notify_all();
    for (auto& one : taken) one.told(kept);
    taken.clear();
  }
}

bool LogFlusher::flush_once() {
  if (failed_) return false;
  try {
    flush_();
  } catch (const std::exception& error) {
    log::error("the disk did not keep what was written; nothing more is taken until the program is started anew",
               {{"cause", error.what()}});
    failed_ = true;
  }
  return !failed_;
}

}  // namespace sarnakh::db
