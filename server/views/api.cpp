// Routes: the views that one sees, what is done to them, and how many leads they find.

#include "views/views.hpp"

namespace sarnakh::views {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

constexpr std::size_t most_counted = 50;

struct CountedParameters {
  std::string ids;
  static constexpr auto fields = json::fields(
      json::field("ids", &CountedParameters::ids, json::length{1, 1200}, "Up to 50 ids of views, separated by commas"));
};
struct Counted {
  ViewId id;
  std::optional<std::int64_t> count;
  static constexpr auto fields =
      json::fields(json::field("id", &Counted::id),
                   json::field("count", &Counted::count, "Left out when the filter does not hold together any more"));
  static constexpr std::string_view schema_name = "LeadViewCount";
};

std::vector<ViewId> read_ids(std::string_view text) {
  std::vector<ViewId> ids;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    const auto id = parse_id(text.substr(0, end));
    if (!id || ids.size() == most_counted) throw Problem{"ids_invalid", "/ids"};
    ids.push_back(ViewId{*id});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return ids;
}

http::Tagged<View> tagged(View view) {
  const auto version = view.version;
  return {std::move(view), version};
}

}  // namespace

void add_routes(http::RouteTable& routes, db::Database& database, const rules::CatalogueOf& catalogue) {
  routes.push_back(http::route<Nothing, http::List<View>>(
      Method::get, "/api/v1/views", "leads:read",
      "The saved lists of leads that one sees: the ready-made ones, one's own, the team's.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) { return http::List<View>{list(work)}; });
      }));
  routes.push_back(http::route<CountedParameters, http::List<Counted>>(
      Method::get, "/api/v1/views/counts", "leads:read", "How many leads these views find for whoever asks.",
      [&database, catalogue](const Call& call, const CountedParameters& parameters) {
        http::List<Counted> counts;
        // Each in a read of its own, so that no other question waits for all of them; one that was deleted a moment ago
        // is left out.
        for (const auto id : read_ids(parameters.ids)) {
          try {
            counts.data.push_back(
                {id, database.read(call.scope(), [&](db::Work& work) { return count(work, id, catalogue); })});
          } catch (const Problem& problem) {
            if (problem.code != "not_found") throw;
          }
        }
        return counts;
      }));
  routes.push_back(http::route<NewView, http::Created<View>>(
      Method::post, "/api/v1/views", "leads:read", "Keeps a list of leads under a name, for oneself or for everybody.",
      [&database, catalogue](const Call& call, const NewView& body) {
        return database.write(call.scope(), [&](db::Work& work) {
          auto view = add(work, body, catalogue);
          auto location = "/api/v1/views/" + to_string(view.id);
          return http::Created<View>{std::move(view), std::move(location)};
        });
      }));
  routes.push_back(http::route<Nothing, http::Tagged<View>>(
      Method::get, "/api/v1/views/{id}", "leads:read", "One saved list of leads.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [&](db::Work& work) { return tagged(find(work, call.id<ViewId>("id"))); });
      }));
  routes.push_back(http::route<Change, http::Tagged<View>>(
      Method::patch, "/api/v1/views/{id}", "leads:read",
      "Renames a saved list, gives it another filter, order or columns, or to everybody; If-Match names the version "
      "that one saw.",
      [&database, catalogue](const Call& call, const Change& body) {
        return database.write(call.scope(), [&](db::Work& work) {
          const auto id = call.id<ViewId>("id");
          // A program that names no version means whatever is there.
          if (call.caller.kind == CallerKind::user || !call.request.header("if-match").empty())
            http::require_match(call.request, find(work, id).version);
          return tagged(change(work, id, body, catalogue));
        });
      }));
  routes.push_back(http::route<Nothing, Nothing>(
      Method::remove, "/api/v1/views/{id}", "leads:read", "Deletes a saved list; for a day it can be brought back.",
      [&database](const Call& call, const Nothing&) {
        database.write(call.scope(), [&](db::Work& work) { remove(work, call.id<ViewId>("id")); });
        return Nothing{};
      }));
  routes.push_back(http::route<Nothing, http::Tagged<View>>(
      Method::post, "/api/v1/views/{id}/restoration", "leads:read", "Brings a deleted list back.",
      [&database](const Call& call, const Nothing&) {
        return database.write(call.scope(),
                              [&](db::Work& work) { return tagged(restore(work, call.id<ViewId>("id"))); });
      }));
  for (const bool pinned : {true, false})
    routes.push_back(http::route<Nothing, Nothing>(
        pinned ? Method::put : Method::remove, "/api/v1/views/{id}/pin", "leads:read",
        pinned ? "Puts a saved list into one's own row." : "Takes a saved list out of one's own row.",
        [&database, pinned](const Call& call, const Nothing&) {
          database.write(call.scope(), [&](db::Work& work) { pin(work, call.id<ViewId>("id"), pinned); });
          return Nothing{};
        }));
}

}  // namespace sarnakh::views
