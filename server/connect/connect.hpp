#pragma once

// The door of lists that come in and go out.

#include "connect/exports.hpp"
#include "connect/imports.hpp"
#include "foundations/http/route.hpp"

namespace sarnakh::connect {

void add_routes(http::RouteTable& routes, db::Database& database, const Sentence& sentence);

}  // namespace sarnakh::connect
