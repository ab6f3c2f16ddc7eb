#include "visits/site.hpp"

#include "accounts/accounts.hpp"
#include "sources/sources.hpp"
#include "visits/store.hpp"

namespace sarnakh::visits {

namespace {
constexpr std::size_t most_sites = 10'000;
constexpr auto kept_for = time::seconds(5);
}  // namespace

std::shared_ptr<const Site> Sites::find(db::Database& database, Instant now, const std::string& key) {
  std::int64_t changes = 0;
  {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    if (found != kept_.end() && now < found->second.at + kept_for && found->second.at <= now) return found->second.site;
    changes = changes_;
  }
  const auto address = database.read({now, {}}, [&](db::Work& work) { return find_key_address(work, key); });
  if (!address) return nullptr;
  const db::Scope scope{now, Caller::system(address->workspace)};
  const auto site = database.read(scope, [&](db::Work& work) -> std::shared_ptr<const Site> {
    const auto row = find_key(work, address->key);
    if (!row || row->ended_at) return nullptr;
    const auto workspace = accounts::workspace_of(work);
    return std::make_shared<const Site>(Site{address->workspace, address->key, row->label, load_settings(work).settings,
                                             workspace.default_region, workspace.time_zone,
                                             sources::own_sources(work)});
  });
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= most_sites) kept_.clear();
  // A change that came while we read may not be in what was read.
  if (site && changes == changes_) kept_[key] = {site, now};
  return site;
}

void Sites::forget() {
  const std::lock_guard lock(mutex_);
  kept_.clear();
  ++changes_;
}

}  // namespace sarnakh::visits
