#pragma once

// The door of the sources: what a workspace says of them itself, kept and asked for.

#include <map>
#include <memory>
#include <mutex>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "sources/source_rules.hpp"

namespace sarnakh::sources {

// Those of the Work's workspace.
std::shared_ptr<const OwnSources> own_sources(db::Work& work);

// For roads on which every question counts: read once and kept for some seconds.
class OwnSourcesKept {
 public:
  std::shared_ptr<const OwnSources> find(db::Database& database, Instant now, WorkspaceId workspace);

 private:
  struct Kept {
    std::shared_ptr<const OwnSources> own;
    Instant at;
  };
  std::mutex mutex_;
  std::map<WorkspaceId, Kept> kept_;
};

void add_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::sources
