#pragma once

// The desk lives: what the rooms announce reaches every open page of the workspace as a server-sent event that says
// what to load again. Events carry ids, never personal data.

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/http/sse.hpp"
#include "foundations/jobs/events.hpp"

namespace sarnakh::app {

// GET /api/v1/events
void add_live_routes(http::RouteTable& routes, db::Database& database, http::Hub& hub);
jobs::Listener live_listener(http::Hub& hub);

}  // namespace sarnakh::app
