#include "capture/capture.hpp"

#include "capture/api.hpp"
#include "capture/capture_sql.hpp"

namespace sarnakh::capture {

void add_routes(http::RouteTable& routes, db::Database& database, const Settings& settings) {
  add_form_routes(routes, database, settings);
  add_public_routes(routes, database, settings);
}

std::vector<jobs::Listener> listeners() {
  return {{"capture.on_lead_erased", {"lead_erased"}, [](db::Work& work, const jobs::Event& event) {
             work.run(sql::blank_submissions, {work.workspace(), event.subject});
           }}};
}

}  // namespace sarnakh::capture
