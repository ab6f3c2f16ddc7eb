// Whom the links brought.

#include "links/link.hpp"
#include "links/links_sql.hpp"
#include "sources/arrival.hpp"

namespace sarnakh::links {

std::optional<LinkId> recognise(db::Work& work, leads::Touch& touch) {
  if (!touch.click_ids) return std::nullopt;
  const auto token = (*touch.click_ids)[sources::link_parameter].as_string();
  if (!token) return std::nullopt;
  const auto row = work.one(sql::find_link_by_token, {work.workspace(), *token});
  if (!row) return std::nullopt;  // anybody can write anything into an address
  touch.label = row->text(1);
  if (!row->view(2).empty()) touch.channel = row->text(2);
  return row->id<LinkId>(0);
}

void brought(db::Work& work, LinkId link, LeadId lead) {
  work.run(sql::insert_lead_link, {work.workspace(), link, lead, work.now()});
}

void add_to_catalogue(db::Work& work, rules::Catalogue& all) {
  rules::Field field{.key = "link",
                     .label = {"لینک", "Link"},
                     .type = rules::Type::multi_choice,
                     .place = rules::Rows{"lead_links x", "x.workspace_id = {workspace}", "x.lead_id", "x.link_id"},
                     .stored = rules::Stored::integer,
                     .group = "source"};
  for (const auto& link : list_links(work)) field.choices.push_back({to_string(link.id), {link.name, link.name}});
  all.add(std::move(field));
}

std::vector<jobs::Listener> listeners() {
  return {{"links.on_lead_erased", {"lead_erased"}, [](db::Work& work, const jobs::Event& event) {
             work.run(sql::delete_lead_links, {work.workspace(), event.subject});
           }}};
}

}  // namespace sarnakh::links
