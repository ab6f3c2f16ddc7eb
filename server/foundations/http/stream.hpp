#pragma once

// One open page that listens to a Hub: frames wait here until the connection has sent those before.

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "foundations/basics/ids.hpp"

namespace sarnakh::http {

class Stream {
 public:
  enum class Next { frame, nothing, closed };

  Stream(WorkspaceId workspace, std::function<bool()> still_valid)
      : workspace_(workspace), still_valid_(std::move(still_valid)) {}

  WorkspaceId workspace() const { return workspace_; }
  bool still_valid() const { return !still_valid_ || still_valid_(); }

  // A reader that is too slow loses its stream; it comes back and resynchronises.
  void push(const std::string& frame);
  void close();
  Next next(std::string& frame);
  // Called, from any thread, when there is something for next(). Set once by the connection.
  void on_ready(const std::function<void()>& wake);

 private:
  WorkspaceId workspace_;
  std::function<bool()> still_valid_;
  std::mutex mutex_;
  std::deque<std::string> frames_;
  std::function<void()> wake_;
  bool closed_ = false;
};

}  // namespace sarnakh::http
