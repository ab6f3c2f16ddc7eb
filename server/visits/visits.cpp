#include "visits/visits.hpp"

#include <algorithm>

#include "accounts/accounts.hpp"
#include "foundations/time/calendar.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/zone.hpp"
#include "visits/api.hpp"
#include "visits/join.hpp"
#include "visits/meter.hpp"
#include "visits/pipeline.hpp"
#include "visits/visits_sql.hpp"

namespace sarnakh::visits {

namespace {

std::vector<VisitorId> visitors_of(db::Work& work, LeadId lead) {
  std::vector<VisitorId> ids;
  for (const auto row : work.query(sql::visitors_of_lead, {work.workspace(), lead}))
    ids.push_back(row.id<VisitorId>(0));
  return ids;
}

// Nothing of what an erased person did is kept, and his browser is a stranger's from now on.
void forget(db::Work& work, LeadId lead) {
  for (const auto visitor : visitors_of(work, lead)) {
    work.run(sql::delete_keys, {work.workspace(), visitor});
    work.run(sql::update_visitor, {work.workspace(), visitor, LeadId{}, "", VisitId{}});
  }
  work.run(sql::delete_events_of_lead, {work.workspace(), lead});
  work.run(sql::delete_visits, {work.workspace(), lead});
}

}  // namespace

bool is_visitor_id(std::string_view text) {
  return text.size() >= 16 && text.size() <= longest_visitor_id && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
         });
}

void join(db::Work& work, std::string_view visitor, LeadId lead) {
  if (!is_visitor_id(visitor) || !lead) return;
  const auto key = db::list_of(std::vector<std::string>{"a:" + std::string(visitor)});
  const auto row = work.one(sql::find_visitor_keys, {work.workspace(), key});
  if (!row) return;
  const auto id = row->id<VisitorId>(1);
  name_visitor(work, id, lead);
  name_visits(work, id, lead);
  tell_visits(work, lead, "");
}

void add_routes(http::RouteTable& routes, db::Database& database, const std::string& base_url) {
  const auto sites = std::make_shared<Sites>();
  add_public_routes(routes, database, sites);
  add_desk_routes(routes, database, sites, base_url);
}

std::vector<jobs::Listener> listeners() {
  return {{"visits.on_lead_erased", {"lead_erased"}, [](db::Work& work, const jobs::Event& event) {
             forget(work, LeadId{event.subject});
           }}};
}

jobs::Periodic forget_days() {
  return {"visits.forget_days", time::hours(6), [](db::Database& database, const db::Scope& scope) {
            for (const auto& workspace : accounts::list_workspaces(database)) {
              database.write({scope.now, Caller::system(workspace.id)}, [](db::Work& work) {
                const auto zone = accounts::workspace_of(work).time_zone;
                const auto today = time::iso_date(time::Calendar::gregorian, time::day_at(work.now(), zone));
                work.run(sql::forget_salts, {work.workspace(), today});
                const auto hashes = "h:" + today;
                work.run(sql::forget_hashes, {work.workspace(), hashes});
                work.run(sql::forget_messages, {work.workspace(), work.now().ms / 86'400'000 - 1});
              });
            }
          }};
}

std::string metrics_text() { return meter().text(); }

}  // namespace sarnakh::visits
