#include "foundations/http/budgets.hpp"

namespace sarnakh::http {

namespace {
constexpr std::size_t most_keys = 100'000;
}

bool Budgets::take(const std::string& key, Instant now, time::Duration window, int most) {
  const std::lock_guard lock(mutex_);
  if (counts_.size() >= most_keys) std::erase_if(counts_, [&](const auto& entry) { return entry.second.until <= now; });
  auto& count = counts_[key];
  if (count.until <= now) count = {now + window, 0};
  return ++count.count <= most;
}

}  // namespace sarnakh::http
