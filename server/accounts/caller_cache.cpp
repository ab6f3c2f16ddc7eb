#include "accounts/caller_cache.hpp"

namespace sarnakh::accounts {

namespace {
constexpr auto lives = time::seconds(1);
constexpr std::size_t most_entries = 10'000;
}  // namespace

std::uint64_t CallerCache::state() {
  const std::lock_guard lock(mutex_);
  return state_;
}

std::optional<Caller> CallerCache::find(const std::string& key, Instant now) {
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(key);
  // A clock that was set back must not make an entry live longer.
  if (entry == entries_.end() || now < entry->second.read_at || entry->second.read_at + lives <= now)
    return std::nullopt;
  return entry->second.caller;
}

void CallerCache::put(const std::string& key, const Caller& caller, Instant now, std::uint64_t state) {
  const std::lock_guard lock(mutex_);
  if (state != state_) return;
  if (entries_.size() >= most_entries) entries_.clear();
  entries_.insert_or_assign(key, Entry{caller, now});
}

void CallerCache::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
  ++state_;
}

CallerCache& caller_cache() {
  static CallerCache cache;
  return cache;
}

void forget_callers(db::Work& work) {
  work.after_commit([] { caller_cache().clear(); });
}

}  // namespace sarnakh::accounts
