#pragma once

// The routes of the room in four files: the forms and what came, as people see them in the desk; what visitors do; and
// the tablet at an exhibition stand.

#include "capture/capture.hpp"

namespace sarnakh::capture {

void add_form_routes(http::RouteTable& routes, db::Database& database, const Settings& settings);
void add_submission_routes(http::RouteTable& routes, db::Database& database);
void add_public_routes(http::RouteTable& routes, db::Database& database, const Settings& settings);
void add_stand_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::capture
