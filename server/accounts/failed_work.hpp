#pragma once

// Jobs and events that failed for good, and trying them again.

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"

namespace sarnakh::accounts {

void add_failed_work_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::accounts
