#pragma once

// The people of a workspace: invited by a link, in a role, seeing as far as their reach; and what ends that.

#include <string>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"

namespace sarnakh::accounts {

void add_people_routes(http::RouteTable& routes, db::Database& database, const std::string& base_url);

}  // namespace sarnakh::accounts
