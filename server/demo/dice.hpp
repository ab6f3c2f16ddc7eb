#pragma once

// Chance that is the same on every machine: of one seed always the same throws.

#include <cmath>
#include <cstdint>
#include <vector>

#include "foundations/time/instant.hpp"

namespace sarnakh::demo {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 0x632BE59BD9B4E019ULL) {}

  std::int64_t below(std::int64_t count) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(count));
  }
  std::int64_t between(std::int64_t least, std::int64_t most) { return least + below(most - least + 1); }
  bool chance(double of_one) { return share() < of_one; }
  template <class T>
  const T& pick(const std::vector<T>& list) {
    return list[static_cast<std::size_t>(below(static_cast<std::int64_t>(list.size())))];
  }
  // The place of a weight, the heavier the more often.
  std::size_t place(const std::vector<double>& weights) {
    double all = 0;
    for (const auto weight : weights) all += weight;
    auto left = share() * all;
    for (std::size_t i = 0; i < weights.size(); ++i)
      if ((left -= weights[i]) < 0) return i;
    return weights.size() - 1;
  }
  // A wait that is mostly short and sometimes long.
  time::Duration about(time::Duration usual) {
    return {static_cast<std::int64_t>(-std::log(1 - share()) * static_cast<double>(usual.ms)) + 60'000};
  }

 private:
  double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  // splitmix64
  std::uint64_t next() {
    auto z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

}  // namespace sarnakh::demo
