#pragma once

// The routes of the room, in two files: the leads themselves, and what the workspace decides about them.

#include "leads/leads.hpp"

namespace sarnakh::leads {

void add_lead_routes(http::RouteTable& routes, db::Database& database);
void add_act_routes(http::RouteTable& routes, db::Database& database);
void add_setting_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::leads
