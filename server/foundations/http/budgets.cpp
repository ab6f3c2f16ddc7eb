#include "foundations/http/budgets.hpp"

namespace sarnakh::http {

namespace {
constexpr std::size_t most_keys = 100'000;
}

bool Budgets::take(const std::string& key, Instant now, time::Duration window, int most, int count) {
  const std::lock_guard lock(mutex_);
  if (counts_.size() >= most_keys) std::erase_if(counts_, [&](const auto& entry) { return entry.second.until <= now; });
  auto& so_far = counts_[key];
  if (so_far.until <= now) so_far = {now + window, 0};
  so_far.count += count;
  return so_far.count <= most;
}

}  // namespace sarnakh::http
