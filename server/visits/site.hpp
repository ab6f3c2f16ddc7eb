#pragma once

// What is known of a site by its write key: whose it is, and what its workspace decided. Read once and kept for some
// seconds; the desk's changes are told at once.

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "foundations/db/database.hpp"
#include "sources/source_rules.hpp"
#include "visits/tracking_settings.hpp"

namespace sarnakh::visits {

using WriteKeyId = Id<struct WriteKeyTag>;

struct Site {
  WorkspaceId workspace;
  WriteKeyId key;
  std::string label;
  TrackingSettings settings;
  std::string region, time_zone;
  std::shared_ptr<const sources::OwnSources> own_sources = {};
};

class Sites {
 public:
  // The site of that key; nullptr for a key that is none, or has ended.
  std::shared_ptr<const Site> find(db::Database& database, Instant now, const std::string& key);
  // Something changed: everything is read again.
  void forget();

 private:
  struct Kept {
    std::shared_ptr<const Site> site;
    Instant at;
  };
  std::mutex mutex_;
  std::map<std::string, Kept> kept_;
  std::int64_t changes_ = 0;
};

}  // namespace sarnakh::visits
