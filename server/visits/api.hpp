#pragma once

// The routes of the room in two files: what pages and programs send, and what people do in the desk.

#include <memory>
#include <string>

#include "foundations/http/route.hpp"
#include "visits/site.hpp"

namespace sarnakh::visits {

void add_public_routes(http::RouteTable& routes, db::Database& database, std::shared_ptr<Sites> sites);
void add_desk_routes(http::RouteTable& routes, db::Database& database, std::shared_ptr<Sites> sites,
                     const std::string& base_url);

// The snippet as it is served to that site: without its comments and indentation.
std::string snippet_of(const TrackingSettings& settings);

}  // namespace sarnakh::visits
