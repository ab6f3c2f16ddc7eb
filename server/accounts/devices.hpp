#pragma once

// Where a person is signed in: his sessions, which he may end one by one or all but this one.

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"

namespace sarnakh::accounts {

void add_device_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::accounts
