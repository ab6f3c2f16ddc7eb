#pragma once

// The door of the visits: who was here, what he looked at, and whose visits they were once he said who he is.

#include <string>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/jobs/queue.hpp"

namespace sarnakh::rules {
struct Catalogue;
}

namespace sarnakh::visits {

// The cookie that a visitor's browser is known by; set by the server alone.
inline constexpr std::string_view visitor_cookie = "sarnakh_visitor";
inline constexpr std::size_t longest_visitor_id = 100;
// Whether a text can be one that the script or the server gave: 16 to 100 letters, digits, - and _.
bool is_visitor_id(std::string_view text);

// A visitor said who he is, by a form: what he did before becomes the lead's. `visitor` is what his browser is known
// by, "" or an unknown one for nobody.
void join(db::Work& work, std::string_view visitor, LeadId lead);

// The event «page_viewed» of a lead.
void add_to_catalogue(db::Work& work, rules::Catalogue& all);

void add_routes(http::RouteTable& routes, db::Database& database, const std::string& base_url);
// on lead_erased: the person's visits go with him.
std::vector<jobs::Listener> listeners();
// Hashes and salts of days that are over, and messages nobody repeats any more.
jobs::Periodic forget_days();
// Lines for /metrics.
std::string metrics_text();

}  // namespace sarnakh::visits
