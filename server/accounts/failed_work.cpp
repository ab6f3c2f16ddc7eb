#include "accounts/failed_work.hpp"

#include <string>

#include "accounts/accounts.hpp"
#include "foundations/jobs/queue.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::accounts {

namespace {

using http::Call, http::Method, http::Nothing;

struct FailedWork {
  JobId id;
  std::string kind, error;
  int attempts = 0;
  Instant failed_at;
  static constexpr auto fields =
      json::fields(json::field("id", &FailedWork::id), json::field("kind", &FailedWork::kind),
                   json::field("error", &FailedWork::error), json::field("attempts", &FailedWork::attempts),
                   json::field("failed_at", &FailedWork::failed_at));
  static constexpr std::string_view schema_name = "FailedWork";
};

http::List<FailedWork> all_failed_work(db::Work& work) {
  http::List<FailedWork> list;
  for (const auto& letter : jobs::dead_letters(work))
    list.data.push_back({letter.id, letter.kind, letter.error, letter.attempts, letter.failed_at});
  return list;
}

void retry(db::Work& work, JobId id) {
  if (!jobs::retry_dead_letter(work, id)) throw Problem{"not_found"};
  audit(work, "work_retried", "job", id.value);
}

}  // namespace

void add_failed_work_routes(http::RouteTable& routes, db::Database& database) {
  using http::route;
  routes.push_back(route<Nothing, http::List<FailedWork>>(
      Method::get, "/api/v1/dead-letters", "jobs:write", "Work that failed for good, with its last error.",
      [&database](const Call& call, const Nothing&) { return database.read(call.scope(), all_failed_work); }));
  routes.push_back(route<Nothing, Nothing>(
      Method::post, "/api/v1/dead-letters/{id}/retry", "jobs:write", "Tries failed work again from the start.",
      [&database](const Call& call, const Nothing&) {
        database.write(call.scope(), [&](db::Work& work) { retry(work, call.id<JobId>("id")); });
        return Nothing{};
      }));
}

}  // namespace sarnakh::accounts
