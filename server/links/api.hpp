#pragma once

// The routes of the room in two files: what people do in the desk, and what visitors do.

#include "links/links.hpp"

namespace sarnakh::links {

void add_desk_routes(http::RouteTable& routes, db::Database& database, const Settings& settings);
void add_public_routes(http::RouteTable& routes, db::Database& database, const Settings& settings);

}  // namespace sarnakh::links
