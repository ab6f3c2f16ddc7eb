#pragma once

// A point in time: milliseconds since 1970-01-01T00:00:00Z, stored and computed in UTC. Zones, calendars and
// formats are the business of the other headers of this folder, and of no one else.

#include <compare>
#include <cstdint>

namespace sarnakh::time {

struct Duration {
  std::int64_t ms = 0;
  auto operator<=>(const Duration&) const = default;
  friend Duration operator+(Duration a, Duration b) { return {a.ms + b.ms}; }
  friend Duration operator-(Duration a, Duration b) { return {a.ms - b.ms}; }
  friend Duration operator*(Duration a, std::int64_t times) { return {a.ms * times}; }
};

constexpr Duration milliseconds(std::int64_t count) { return {count}; }
constexpr Duration seconds(std::int64_t count) { return {count * 1000}; }
constexpr Duration minutes(std::int64_t count) { return {count * 60'000}; }
constexpr Duration hours(std::int64_t count) { return {count * 3'600'000}; }
constexpr Duration days(std::int64_t count) { return {count * 86'400'000}; }

struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
  friend Instant operator+(Instant at, Duration by) { return {at.ms + by.ms}; }
  friend Instant operator-(Instant at, Duration by) { return {at.ms - by.ms}; }
  friend Duration operator-(Instant a, Instant b) { return {a.ms - b.ms}; }
};

}  // namespace sarnakh::time

namespace sarnakh {
using time::Instant;
}
