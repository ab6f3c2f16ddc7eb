#pragma once

// The routes of the room: the leads themselves, what is done to them, and what the workspace decides about them.

#include "leads/leads.hpp"

namespace sarnakh::leads {

void add_lead_routes(http::RouteTable& routes, db::Database& database, const rules::CatalogueOf& catalogue);
void add_batch_routes(http::RouteTable& routes, db::Database& database, const rules::CatalogueOf& catalogue);
void add_act_routes(http::RouteTable& routes, db::Database& database);
void add_setting_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::leads
