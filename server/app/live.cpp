#include "app/live.hpp"

#include "accounts/accounts.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::app {

void add_live_routes(http::RouteTable& routes, db::Database& database, http::Hub& hub) {
  routes.push_back(http::route<http::Nothing, http::Answer>(
      http::Method::get, "/api/v1/events", "leads:read",
      "Server-sent events of the workspace: what changed, by id; resumes with Last-Event-ID.",
      [&database, &hub](const http::Call& call, const http::Nothing&) {
        return hub.subscribe(call.request, call.caller.workspace, [&database, request = call.request] {
          return accounts::session_holds(database, request);
        });
      }));
}

jobs::Listener live_listener(http::Hub& hub) {
  return {"app.live",
          {"lead_created", "lead_matched", "lead_changed", "lead_status_changed", "lead_erased", "lead_visited",
           "leads_removed", "form_submitted", "form_changed", "import_progress", "bulk_progress", "lead_rule_progress",
           "view_changed"},
          [&hub](db::Work& work, const jobs::Event& event) {
            json::Value data{json::Object{}};
            data.set("id", std::to_string(event.subject));
            work.after_commit([&hub, workspace = event.workspace, id = event.id.value, type = event.type,
                               text = json::write(data)] { hub.publish(workspace, id, type, text); });
          }};
}

}  // namespace sarnakh::app
