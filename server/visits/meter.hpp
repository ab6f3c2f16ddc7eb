#pragma once

// What /metrics tells of the events: how many came to what, and how long each step took.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "visits/event.hpp"

namespace sarnakh::visits {

class Meter {
 public:
  explicit Meter(const std::vector<std::string_view>& steps);
  ~Meter();
  void accepted(std::int64_t count);
  void refused(Refusal reason);
  void took(std::size_t step, std::chrono::steady_clock::duration time);
  std::string text() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// Of this process.
Meter& meter();

}  // namespace sarnakh::visits
