#pragma once

// The routes of the room in two files: what people do in the desk, and what programs send.

#include "intake/intake.hpp"

namespace sarnakh::intake {

void add_desk_routes(http::RouteTable& routes, db::Database& database, const std::string& base_url);
void add_public_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::intake
