#include "visits/join.hpp"

#include <algorithm>

#include "foundations/jobs/events.hpp"
#include "links/links.hpp"
#include "visits/identity_rules.hpp"
#include "visits/visits_sql.hpp"

namespace sarnakh::visits {

namespace {

constexpr std::size_t most_pages_told = 12;

// What the line in the timeline says: where the visit came from, and what was looked at.
json::Value line_of(const Visit& visit, const std::vector<SeenPage>& seen) {
  json::Array pages, events;
  for (const auto& one : seen) {
    if (one.kind == "page") {
      if (pages.size() == most_pages_told) continue;
      json::Value page{json::Object{}};
      page.set("page", one.page);
      if (!one.title.empty()) page.set("title", one.title);
      if (!one.content.empty()) page.set("content", one.content);
      if (!one.stage.empty()) page.set("stage", one.stage);
      pages.push_back(std::move(page));
    } else if (one.kind == "track" && events.size() < most_pages_told) {
      events.emplace_back(one.name);
    }
  }
  json::Value data{json::Object{}};
  data.set("visit_id", to_string(visit.id));
  data.set("touch", json::to_value(visit.touch));
  data.set("pages", std::move(pages));
  if (!events.empty()) data.set("events", std::move(events));
  data.set("page_count", visit.pages);
  data.set("seconds", seconds_of(visit));
  return data;
}

}  // namespace

// The snippet measures what was looked at; without it the time between the first and the last event is all we know.
std::int64_t seconds_of(const Visit& visit) {
  return visit.seconds > 0 ? visit.seconds : (visit.last_at - visit.started_at).ms / 1000;
}

void name_visitor(db::Work& work, VisitorId visitor, LeadId lead) {
  work.run(sql::name_visitor, {work.workspace(), visitor, lead});
}

void name_visits(db::Work& work, VisitorId visitor, LeadId lead) {
  work.run(sql::name_visits, {work.workspace(), visitor, lead});
}

void tell_visits(db::Work& work, LeadId lead, const std::string& site) {
  auto visits = untold_visits(work, lead);
  if (visits.empty()) return;
  std::reverse(visits.begin(), visits.end());  // as they happened
  std::vector<VisitId> ids;
  ids.reserve(visits.size());
  for (const auto& visit : visits) ids.push_back(visit.id);
  auto pages = pages_of(work, ids);
  std::vector<leads::Told> told;
  told.reserve(visits.size());
  std::vector<std::optional<links::LinkId>> by_link;
  by_link.reserve(visits.size());
  for (auto& visit : visits) {
    by_link.push_back(links::recognise(work, visit.touch));
    told.push_back({visit.touch, line_of(visit, pages[visit.id])});
  }
  const auto lines = leads::add_touches(work, lead, "visit", told, provenance_of(site));
  for (std::size_t i = 0; i < lines.size(); ++i) work.run(sql::tell_visit, {work.workspace(), visits[i].id, lines[i]});
  if (lines.empty()) return;
  for (const auto& link : by_link)
    if (link) links::brought(work, *link, lead);
  json::Value data{json::Object{}};
  data.set("visits", static_cast<std::int64_t>(lines.size()));
  jobs::announce(work, "lead_visited", lead.value, std::move(data));
}

void retell_visit(db::Work& work, const Visit& visit) {
  auto told = visit;
  links::recognise(work, told.touch);
  auto pages = pages_of(work, {visit.id});
  leads::retell(work, visit.lead, visit.line, line_of(told, pages[visit.id]));
}

void add_organisation(db::Work& work, LeadId id, std::string_view name, const leads::Provenance& by) {
  if (!leads::lead_exists(work, id)) return;
  const auto lead = leads::load(work, id);
  leads::Draft draft;
  draft.by = by;
  draft.organisation = std::string(name.substr(0, 300));
  // The lead is found by his own contact, as by any other road.
  if (!lead.phones.empty())
    draft.phones.push_back({lead.phones.front().value, {}, {}});
  else if (!lead.emails.empty())
    draft.emails.push_back({lead.emails.front().value, {}});
  else
    return;
  if (!lead.organisation) leads::upsert(work, draft);
}

}  // namespace sarnakh::visits
