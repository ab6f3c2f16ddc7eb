#pragma once

// GET /api/v1/openapi.json, and the text `sarnakh openapi` prints: the same, made of the route table.

#include <string>

#include "foundations/http/route.hpp"

namespace sarnakh::app {

void add_openapi_route(http::RouteTable& routes);
// Indented, keys in a stable order.
std::string openapi_text(const http::RouteTable& routes);

}  // namespace sarnakh::app
