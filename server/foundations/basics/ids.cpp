#include "foundations/basics/ids.hpp"

#include <atomic>
#include <charconv>

#include "foundations/basics/random.hpp"

namespace sarnakh {

namespace {
constexpr std::int64_t epoch = 1577836800000;  // 2020-01-01T00:00:00Z
constexpr int counter_bits = 22;
}  // namespace

std::optional<std::int64_t> parse_id(std::string_view text) {
  if (text.empty() || text.size() > 19 || text.front() < '1' || text.front() > '9') return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::int64_t first_id_at(std::int64_t milliseconds) {
  return milliseconds <= epoch ? 1 : (milliseconds - epoch) << counter_bits;
}

std::int64_t next_id(std::int64_t milliseconds) {
  static std::atomic<std::int64_t> last{0};
  // A new millisecond starts at a random point in the lower half of the counter: ids of two processes that
  // write to one PostgreSQL in the same millisecond differ, and half of the counter is left to count up.
  const auto candidate = first_id_at(milliseconds) + static_cast<std::int64_t>(random_below(1u << 21));
  auto previous = last.load(std::memory_order_relaxed);
  while (true) {
    const bool same_or_later = (previous >> counter_bits) >= (candidate >> counter_bits);
    const auto next = same_or_later ? previous + 1 : candidate;
    if (last.compare_exchange_weak(previous, next, std::memory_order_relaxed)) return next;
  }
}

}  // namespace sarnakh
