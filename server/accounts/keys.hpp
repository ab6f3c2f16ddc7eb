#pragma once

// API keys: what other programs sign in with, each with the permissions that it was given.

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"

namespace sarnakh::accounts {

void add_key_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::accounts
