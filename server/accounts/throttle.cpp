#include "accounts/throttle.hpp"

#include <algorithm>

#include "foundations/basics/problem.hpp"

namespace sarnakh::accounts {

namespace {
constexpr int free_tries = 10;
constexpr auto window = time::minutes(15);
constexpr std::size_t most_budgets = 100'000;
}  // namespace

void Throttle::check(const std::string& key, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = budgets_.find(key);
  if (found == budgets_.end() || found->second.free_at <= now) return;
  throw Problem::again_in(static_cast<int>((found->second.free_at - now).ms / 1000) + 1, "throttled");
}

void Throttle::failed(const std::string& key, Instant now) {
  const std::lock_guard lock(mutex_);
  if (budgets_.size() >= most_budgets)
    std::erase_if(budgets_, [&](const auto& entry) { return entry.second.last + window < now; });
  auto& budget = budgets_[key];
  if (budget.last + window < now) budget = {};
  budget.last = now;
  if (++budget.failures > free_tries)
    budget.free_at = now + time::seconds(1) * (std::int64_t{1} << std::min(budget.failures - free_tries - 1, 9));
}

void Throttle::succeeded(const std::string& key) {
  const std::lock_guard lock(mutex_);
  budgets_.erase(key);
}

}  // namespace sarnakh::accounts
