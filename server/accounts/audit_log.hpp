#pragma once

// Reading the audit log: every change of settings, people and keys. It is written by audit().

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"

namespace sarnakh::accounts {

void add_audit_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::accounts
