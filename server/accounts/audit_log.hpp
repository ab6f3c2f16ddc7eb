#pragma once

// The audit log: every change of settings, people and keys. Written by audit(), and here for what differs.

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::accounts {

// What differs between the two; nothing when nothing does.
void audit_change(db::Work& work, std::string_view action, std::string_view subject_kind, std::int64_t subject,
                  const json::Value& before, const json::Value& after);

void add_audit_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::accounts
