#pragma once

// The door of everything that arrives. Forms are made in the desk and published as a hosted page, an embedded script
// and a JSON endpoint; every submission is kept, each page's submission one lead. What comes by other roads: roads.hpp.

#include <string>

#include "capture/pages.hpp"
#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/jobs/queue.hpp"
#include "links/links.hpp"
#include "rules/catalogue.hpp"

namespace sarnakh::capture {

struct Settings {
  std::string base_url;  // where the links of forms lead
  Sentence sentence;     // the server's catalogue of problems, for pages that show one in their own way
};

// Where the page of a form of this workspace is, for links that lead to it.
std::optional<links::FormPlace> place_of_form(db::Work& work, FormId form);

// The names of forms and of the purposes that their consents are for.
void add_to_catalogue(db::Work& work, rules::Catalogue& all);

void add_routes(http::RouteTable& routes, db::Database& database, const Settings& settings);
// on lead_erased: what the person sent is blanked, also what was refused or waited; that something came stays.
std::vector<jobs::Listener> listeners();
std::vector<jobs::JobHandler> job_handlers();

}  // namespace sarnakh::capture
