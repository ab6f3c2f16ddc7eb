#pragma once

// The door of the leads that other programs send: addresses of ours that they post to, each with its secret and with a
// mapping of what they call things; and calls that a telephone exchange reports. What comes goes the way of a
// submission (capture/roads.hpp).

#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/jobs/queue.hpp"
#include "foundations/outbound/guard.hpp"

namespace sarnakh::rules {
struct Catalogue;
}

namespace sarnakh::intake {

// on lead_erased: no call of the person waits any more.
std::vector<jobs::Listener> listeners();

// Where Meta's Graph API stands (https://graph.facebook.com/v23.0), and where this server may connect to.
struct MetaPlace {
  std::string graph_url;
  outbound::Guard guard;
};
std::vector<jobs::JobHandler> job_handlers(const MetaPlace& meta);

// The field «incoming» of a lead, and its calls as events.
void add_to_catalogue(db::Work& work, rules::Catalogue& all);

void add_routes(http::RouteTable& routes, db::Database& database, const std::string& base_url);

}  // namespace sarnakh::intake
