// Routes: looked at before, begun, followed, stopped, taken back.

#include "bulk/bulk.hpp"

namespace sarnakh::bulk {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

struct OutcomeParameters {
  Fate fate = Fate::left;
  std::int64_t limit = 50;
  std::string cursor;
  static constexpr auto fields =
      json::fields(json::field("fate", &OutcomeParameters::fate, json::with_default,
                               "changed, refused, undone, or left: those that somebody else changed since"),
                   json::field("limit", &OutcomeParameters::limit, json::with_default, json::range{1, 500}),
                   json::field("cursor", &OutcomeParameters::cursor, json::with_default, json::length{0, 400}));
};

http::Page<LeadOutcome> outcome_page(db::Work& work, BulkId id, const OutcomeParameters& parameters) {
  const LeadId after{http::number_of_cursor(parameters.cursor, 0)};
  http::Page<LeadOutcome> page;
  page.data = outcomes(work, id, parameters.fate, after, static_cast<int>(parameters.limit) + 1);
  http::cut(page, parameters.limit, [](const LeadOutcome& one) { return one.lead.value; });
  return page;
}

// The leads are found before the write, so that nobody's write waits for that; a repetition by its key gets the first
// answer, whoever matches by then.
http::Answer begin(db::Database& database, const Call& call, const Wish& wish, const rules::CatalogueOf& catalogue) {
  const auto leads = chosen(database, call.scope(), wish, catalogue);
  return http::idempotent(database, call, [&](db::Work& work) {
    if (!call.request.header("if-match").empty()) http::require_match(call.request, fingerprint_of(leads));
    auto bulk = start(work, wish.acts, leads);
    auto place = "/api/v1/bulk-changes/" + to_string(bulk.id);
    return http::ResultTraits<http::Accepted<BulkChange>>::answer({std::move(bulk), std::move(place)});
  });
}

}  // namespace

void add_routes(http::RouteTable& routes, db::Database& database, const rules::CatalogueOf& catalogue) {
  routes.push_back(http::route<Wish, http::Tagged<Preview>>(
      Method::post, "/api/v1/bulk-changes/preview", "leads:write",
      "What a change of many leads would do: how many change, are so already, or may not be changed. Changes nothing; "
      "its ETag says which leads they are.",
      [&database, catalogue](const Call& call, const Wish& wish) {
        auto answer = preview(database, call.scope(), wish, catalogue);
        const auto fingerprint = answer.fingerprint;
        return http::Tagged<Preview>{std::move(answer), fingerprint};
      }));
  auto begun = http::route<Wish, http::Answer>(
      Method::post, "/api/v1/bulk-changes", "leads:write",
      "Changes many leads at once, as work that goes on by itself. With If-Match of the preview it is refused when "
      "they "
      "are no longer the same leads. Idempotent by Idempotency-Key.",
      [&database, catalogue](const Call& call, const Wish& wish) { return begin(database, call, wish, catalogue); });
  begun.describe = [](json::Value& components, json::Value& operation) {
    http::describe_request(operation, Method::post, json::schema_of<Wish>(components), components);
    http::describe_response(operation, 202, json::schema_of<BulkChange>(components), false);
  };
  routes.push_back(std::move(begun));
  routes.push_back(http::route<Nothing, http::List<BulkChange>>(
      Method::get, "/api/v1/bulk-changes", "leads:write",
      "The latest changes of many leads: one's own, or everybody's for whoever reaches all leads.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) { return http::List<BulkChange>{list(work)}; });
      }));
  routes.push_back(http::route<Nothing, BulkChange>(
      Method::get, "/api/v1/bulk-changes/{id}", "leads:write", "One change of many leads and its progress.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [&](db::Work& work) { return load(work, call.id<BulkId>("id")); });
      }));
  routes.push_back(http::route<OutcomeParameters, http::Page<LeadOutcome>>(
      Method::get, "/api/v1/bulk-changes/{id}/leads", "leads:write", "What became of its leads.",
      [&database](const Call& call, const OutcomeParameters& parameters) {
        return database.read(call.scope(),
                             [&](db::Work& work) { return outcome_page(work, call.id<BulkId>("id"), parameters); });
      }));
  routes.push_back(http::route<Nothing, BulkChange>(
      Method::post, "/api/v1/bulk-changes/{id}/stop", "leads:write",
      "Stops it where it is; what it has done stays and can be taken back.",
      [&database](const Call& call, const Nothing&) {
        return database.write(call.scope(), [&](db::Work& work) { return stop(work, call.id<BulkId>("id")); });
      }));
  routes.push_back(http::route<Nothing, http::Accepted<BulkChange>>(
      Method::post, "/api/v1/bulk-changes/{id}/undo", "leads:write",
      "Puts the earlier values back; what somebody else changed since is left and named.",
      [&database](const Call& call, const Nothing&) {
        return database.write(call.scope(), [&](db::Work& work) {
          return http::Accepted<BulkChange>{start_undo(work, call.id<BulkId>("id"))};
        });
      }));
}

}  // namespace sarnakh::bulk
