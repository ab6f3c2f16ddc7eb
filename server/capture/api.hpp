#pragma once

// The routes of the room in two files: what people do in the desk, and what visitors do.

#include "capture/capture.hpp"

namespace sarnakh::capture {

void add_form_routes(http::RouteTable& routes, db::Database& database, const Settings& settings);
void add_public_routes(http::RouteTable& routes, db::Database& database, const Settings& settings);

}  // namespace sarnakh::capture
