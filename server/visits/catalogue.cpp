#include "rules/catalogue.hpp"

#include "leads/choices.hpp"
#include "visits/visits.hpp"

namespace sarnakh::visits {

void add_to_catalogue(db::Work& work, rules::Catalogue& all) {
  rules::Event viewed{.key = "page_viewed",
                      .label = {"صفحه‌ای را دید", "Viewed a page"},
                      .happened = {"صفحه‌ای را دیده است", "viewed a page"},
                      .never = {"صفحه‌ای را ندیده است", "viewed no page"},
                      .rows = {"visits v JOIN visit_events e ON e.workspace_id = v.workspace_id AND e.visit_id = v.id",
                               "v.workspace_id = {workspace} AND e.workspace_id = {workspace} AND v.lead_id <> 0 AND "
                               "e.kind = 'page'",
                               "v.lead_id", "e.at"}};
  // An address may say behind its question mark what is kept from a role.
  if (work.caller().hidden.empty())
    viewed.own.push_back({.key = "page",
                          .label = {"نشانی صفحه", "Address of the page"},
                          .type = rules::Type::text,
                          .place = rules::Column{"lower(e.page)", rules::Missing::never}});
  rules::Field stage{.key = "stage",
                     .label = {"مرحلهٔ محتوا", "Stage of the content"},
                     .type = rules::Type::choice,
                     .place = rules::Column{"e.stage", rules::Missing::never},
                     .choices = leads::buying_stages(work)};
  viewed.own.push_back(std::move(stage));
  all.add(std::move(viewed));
}

}  // namespace sarnakh::visits
