#include "app/forgetting.hpp"

#include "foundations/http/route.hpp"

namespace sarnakh::app {

namespace {
// By then every room has heard of the erasure and cleared its own shelves.
constexpr auto until_all_have_heard = time::minutes(1);
}  // namespace

jobs::Listener forgetting_listener() {
  return {"app.on_lead_erased", {"lead_erased"}, [](db::Work& work, const jobs::Event& event) {
            http::forget_answers_about(work, event.subject);
            jobs::enqueue(work, "empty_log", json::Object{}, work.now() + until_all_have_heard, "empty_log");
          }};
}

jobs::JobHandler emptying_handler() {
  return {"empty_log", [](db::Database& database, const db::Scope&, const jobs::Job&) { database.empty_log(); }};
}

jobs::Periodic old_answers() {
  return {"app.old_answers", time::hours(1), [](db::Database& database, const db::Scope& scope) {
            database.write(scope, [](db::Work& work) { http::forget_old_answers(work); });
          }};
}

}  // namespace sarnakh::app
