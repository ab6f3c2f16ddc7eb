#pragma once

// The door of labelled links: addresses of ours under a name, for one post, one poster, one advertisement. A visitor
// who follows one carries its token along; whoever makes a lead of him asks here whose it is.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/json/local_text.hpp"
#include "leads/touch.hpp"
#include "rules/catalogue.hpp"

namespace sarnakh::links {

using LinkId = Id<struct LinkTag>;

// When the touch came by a link of this workspace: calls the touch by the link's name, in the link's channel.
std::optional<LinkId> recognise(db::Work& work, leads::Touch& touch);
// The lead came by that link; told as often as he comes, counted once.
void brought(db::Work& work, LinkId link, LeadId lead);

// Where a link to a form leads, as the room of forms knows it.
struct FormPlace {
  std::string path;  // "/f/…"
  json::LocalText title;
  bool open = false;  // visitors see it
};

struct Settings {
  std::string base_url;
  std::function<std::optional<FormPlace>(db::Work&, FormId)> form;  // of the Work's workspace
  rules::CatalogueOf catalogue;                                     // for counting leads as their list does
};

// The field «link» of a lead.
void add_to_catalogue(db::Work& work, rules::Catalogue& all);

void add_routes(http::RouteTable& routes, db::Database& database, const Settings& settings);
// on lead_erased: by which links the person came is forgotten.
std::vector<jobs::Listener> listeners();

}  // namespace sarnakh::links
