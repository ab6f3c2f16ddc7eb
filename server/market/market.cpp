#include "market/market.hpp"

#include "accounts/accounts.hpp"
#include "foundations/text/fold.hpp"
#include "market/market_sql.hpp"

namespace sarnakh::market {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

constexpr std::size_t most_audiences = 200;

Audience audience_of(const db::Row& row) {
  Audience audience;
  audience.id = row.id<AudienceId>(0);
  audience.version = row.integer(1);
  audience.persona = row.text(2);
  audience.size = row.integer(3);
  audience.basis = row.text(4);
  audience.changed_at = row.instant(5);
  return audience;
}

Audience find(db::Work& work, AudienceId id) {
  return audience_of(*found(work.one(sql::find_audience, {work.workspace(), id})));
}

Estimate cleaned(Estimate estimate) {
  estimate.persona = text::clean_text(estimate.persona);
  estimate.basis = text::clean_lines(estimate.basis);
  if (estimate.persona.empty()) throw Problem{"required", "/persona"};
  return estimate;
}

void audit(db::Work& work, std::string_view action, const Audience& audience, json::Value detail = json::Object{}) {
  detail.set("name", audience.persona);
  accounts::audit(work, action, "audience", audience.id.value, detail);
}

http::Tagged<Audience> tagged(Audience audience) {
  const auto version = audience.version;
  return {std::move(audience), version};
}

http::Created<Audience> add(db::Work& work, const Estimate& estimate) {
  if (list(work).size() >= most_audiences)
    throw Problem{"too_many_audiences", "", {{"most", std::to_string(most_audiences)}}};
  const auto id = work.new_id<AudienceId>();
  work.run(sql::insert_audience, {work.workspace(), id, estimate.persona, estimate.size, estimate.basis, work.now()});
  auto audience = find(work, id);
  audit(work, "audience_added", audience);
  return {std::move(audience), "/api/v1/audiences/" + to_string(id)};
}

http::Tagged<Audience> change(db::Work& work, const http::Request& request, AudienceId id, const Estimate& estimate) {
  const auto before = find(work, id);
  http::require_match(request, before.version);
  work.run(sql::update_audience, {work.workspace(), id, estimate.persona, estimate.size, estimate.basis, work.now()});
  auto after = find(work, id);
  audit(work, "audience_changed", after,
        accounts::changes_between(json::to_value<Estimate>(before), json::to_value<Estimate>(after)));
  return tagged(std::move(after));
}

}  // namespace

std::vector<Audience> list(db::Work& work) {
  std::vector<Audience> all;
  for (const auto row : work.query(sql::list_audiences, {work.workspace()})) all.push_back(audience_of(row));
  return all;
}

void add_routes(http::RouteTable& routes, db::Database& database) {
  const std::string all = "/api/v1/audiences", one = all + "/{id}";
  routes.push_back(http::route<Nothing, http::List<Audience>>(
      Method::get, all, "leads:read", "How many people there are of each persona, as estimated; never leads.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) { return http::List<Audience>{list(work)}; });
      }));
  routes.push_back(http::route<Estimate, http::Created<Audience>>(
      Method::post, all, "settings:write", "Keeps an estimate for a persona.",
      [&database](const Call& call, const Estimate& body) {
        const auto estimate = cleaned(body);
        return database.write(call.scope(), [&](db::Work& work) { return add(work, estimate); });
      }));
  routes.push_back(http::route<Estimate, http::Tagged<Audience>>(
      Method::put, one, "settings:write", "Changes an estimate, whole; If-Match names the version that was read.",
      [&database](const Call& call, const Estimate& body) {
        const auto estimate = cleaned(body);
        return database.write(call.scope(), [&](db::Work& work) {
          return change(work, call.request, call.id<AudienceId>("id"), estimate);
        });
      }));
  routes.push_back(http::route<Nothing, Nothing>(
      Method::remove, one, "settings:write", "Takes an estimate away; If-Match may name the version that was read.",
      [&database](const Call& call, const Nothing&) {
        return database.write(call.scope(), [&](db::Work& work) {
          const auto audience = find(work, call.id<AudienceId>("id"));
          if (!call.request.header("if-match").empty()) http::require_match(call.request, audience.version);
          work.run(sql::delete_audience, {work.workspace(), audience.id});
          audit(work, "audience_removed", audience, json::to_value<Estimate>(audience));
          return Nothing{};
        });
      }));
}

}  // namespace sarnakh::market
