#pragma once

// What the two lists of the pipeline share: how many steps there are, and the watch.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "visits/meter.hpp"

namespace sarnakh::visits {

inline constexpr std::size_t judging_steps = 12;
inline constexpr std::size_t keeping_steps = 9;

std::vector<std::string_view> judging_step_names();
std::vector<std::string_view> keeping_step_names();

// Runs a step and writes down how long it took; also when it throws.
template <class Act>
auto timed(std::size_t step, Act act) {
  struct Watch {
    std::size_t step;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    ~Watch() { meter().took(step, std::chrono::steady_clock::now() - since); }
  };
  const Watch watch{step};
  return act();
}

// A value as it stands in an address.
std::string encoded(std::string_view value);

}  // namespace sarnakh::visits
