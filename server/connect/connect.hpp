#pragma once

// The door of lists that come in and go out.

#include "connect/exports.hpp"
#include "connect/imports.hpp"
#include "foundations/http/route.hpp"
#include "foundations/jobs/queue.hpp"

namespace sarnakh::connect {

// on lead_erased: rejected rows of the person are blanked; that there was a row stays.
std::vector<jobs::Listener> listeners();
jobs::JobHandler forgetting_handler();
// A file that nobody began to import within a day is forgotten.
jobs::Periodic forget_old_uploads();

// The names of the lists that came in.
void add_to_catalogue(db::Work& work, rules::Catalogue& all);

void add_routes(http::RouteTable& routes, db::Database& database, const Sentence& sentence,
                const rules::CatalogueOf& catalogue);

}  // namespace sarnakh::connect
