#pragma once

// The routes of the room in three files: what people do in the desk, what programs send, and calls.

#include "intake/intake.hpp"

namespace sarnakh::intake {

void add_desk_routes(http::RouteTable& routes, db::Database& database, const std::string& base_url);
void add_call_routes(http::RouteTable& routes, db::Database& database);
void add_public_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::intake
