#pragma once

// The door of the leads that other programs send: addresses of ours that they post to, each with its secret and with a
// mapping of what they call things. What comes goes the way of a submission (capture/roads.hpp).

#include <string>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"

namespace sarnakh::intake {

void add_routes(http::RouteTable& routes, db::Database& database, const std::string& base_url);

}  // namespace sarnakh::intake
