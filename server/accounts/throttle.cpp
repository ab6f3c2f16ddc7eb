#include "accounts/throttle.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "foundations/basics/problem.hpp"
#include "foundations/basics/random.hpp"

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
  Problem throttled{"throttled"};
  throttled.retry_after_seconds = static_cast<int>((found->second.free_at - now).ms / 1000) + 1;
  throw throttled;
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

std::string network_of(const std::string& address) {
  std::array<unsigned char, 4> four{};
  std::array<unsigned char, 16> sixteen{};
  const auto head = [](const auto& bytes, std::size_t from, std::size_t count) {
    return to_hex({reinterpret_cast<const char*>(bytes.data()) + from, count});
  };
  if (inet_pton(AF_INET, address.c_str(), four.data()) == 1) return head(four, 0, 3);
  if (inet_pton(AF_INET6, address.c_str(), sixteen.data()) != 1) return {};
  static constexpr std::array<unsigned char, 12> mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  if (std::equal(mapped.begin(), mapped.end(), sixteen.begin())) return head(sixteen, 12, 3);
  return head(sixteen, 0, 7);
}

}  // namespace sarnakh::accounts
