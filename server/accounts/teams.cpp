#include "accounts/teams.hpp"

#include <map>
#include <optional>

#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "accounts/typed.hpp"
#include "foundations/text/fold.hpp"

namespace sarnakh::accounts {

namespace {

using http::Call, http::Method, http::Nothing;

struct NewTeam {
  std::string name;
  std::vector<UserId> members;
  static constexpr auto fields =
      json::fields(json::field("name", &NewTeam::name, json::length{1, 100}),
                   json::field("members", &NewTeam::members, json::length{0, 500}, json::with_default));
  static constexpr std::string_view schema_name = "NewTeam";
};

struct TeamChange {
  std::optional<std::string> name;
  std::optional<std::vector<UserId>> members;
  static constexpr auto fields = json::fields(json::field("name", &TeamChange::name, json::length{1, 100}),
                                              json::field("members", &TeamChange::members, json::length{0, 500}));
};

// The same name in other letters, digits or half-spaces is the same name.
void check_free(db::Work& work, const std::string& key, TeamId own) {
  const auto holder = work.one(sql::find_team_by_key, {work.workspace(), key});
  if (holder && holder->id<TeamId>(0) != own) throw Problem{"team_exists", "/name"};
}

void put_members(db::Work& work, TeamId team, const std::vector<UserId>& members) {
  work.run(sql::delete_members_of_team, {work.workspace(), team});
  for (std::size_t place = 0; place < members.size(); ++place) {
    if (!is_member(work, members[place])) throw Problem{"user_unknown", "/members/" + std::to_string(place)};
    work.run(sql::insert_team_member, {work.workspace(), team, members[place]});
  }
}

http::Created<Team> make(db::Work& work, const NewTeam& wanted) {
  const auto name = named(wanted.name, "/name");
  const auto key = text::search_key(name);
  check_free(work, key, {});
  const auto id = work.new_id<TeamId>();
  work.run(sql::insert_team, {work.workspace(), id, name, key, work.now()});
  put_members(work, id, wanted.members);
  audit(work, "team_made", "team", id.value, json::Object{{"name", name}});
  return {{id, name, wanted.members}, {}};
}

void change(db::Work& work, TeamId id, const TeamChange& wanted) {
  found(work.one(sql::find_team, {work.workspace(), id}));
  if (wanted.name) {
    const auto name = named(*wanted.name, "/name");
    const auto key = text::search_key(name);
    check_free(work, key, id);
    work.run(sql::rename_team, {work.workspace(), id, name, key});
  }
  if (wanted.members) put_members(work, id, *wanted.members);
  audit(work, "team_changed", "team", id.value);
}

void remove(db::Work& work, TeamId id) {
  const auto team = found(work.one(sql::find_team, {work.workspace(), id}));
  work.run(sql::dissolve_team, {work.workspace(), id, work.now()});
  audit(work, "team_deleted", "team", id.value, json::Object{{"name", team->text(0)}});
}

void restore(db::Work& work, TeamId id) {
  const auto team = found(work.one(sql::find_dissolved_team, {work.workspace(), id}));
  check_free(work, team->text(1), id);
  work.run(sql::restore_team, {work.workspace(), id});
  audit(work, "team_restored", "team", id.value, json::Object{{"name", team->text(0)}});
}

}  // namespace

std::vector<Team> list_teams(db::Work& work) {
  std::map<TeamId, std::vector<UserId>> members;
  for (const auto row : work.query(sql::list_team_members, {work.workspace()}))
    members[row.id<TeamId>(0)].push_back(row.id<UserId>(1));
  std::vector<Team> teams;
  for (const auto row : work.query(sql::list_teams, {work.workspace()}))
    teams.push_back({row.id<TeamId>(0), row.text(1), members[row.id<TeamId>(0)]});
  return teams;
}

std::vector<TeamId> teams_of(db::Work& work, UserId user) {
  std::vector<TeamId> teams;
  for (const auto row : work.query(sql::teams_of_member, {work.workspace(), user})) teams.push_back(row.id<TeamId>(0));
  return teams;
}

void put_in_teams(db::Work& work, UserId user, const std::vector<TeamId>& teams) {
  work.run(sql::delete_teams_of_member, {work.workspace(), user});
  for (std::size_t place = 0; place < teams.size(); ++place) {
    if (!work.one(sql::find_team, {work.workspace(), teams[place]}))
      throw Problem{"team_unknown", "/teams/" + std::to_string(place)};
    work.run(sql::insert_team_member, {work.workspace(), teams[place], user});
  }
}

void add_team_routes(http::RouteTable& routes, db::Database& database) {
  using http::route;
  routes.push_back(route<Nothing, http::List<Team>>(
      Method::get, "/api/v1/teams", "settings:read", "The teams of the workspace, each with its members.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) { return http::List<Team>{list_teams(work)}; });
      }));
  routes.push_back(route<NewTeam, http::Created<Team>>(
      Method::post, "/api/v1/teams", "people:write",
      "Makes a team; with the reach `team` its members see each other's leads.",
      [&database](const Call& call, const NewTeam& body) {
        return database.write(call.scope(), [&](db::Work& work) { return make(work, body); });
      }));
  routes.push_back(route<TeamChange, Nothing>(
      Method::patch, "/api/v1/teams/{id}", "people:write", "Renames a team, or says anew who is in it.",
      [&database](const Call& call, const TeamChange& body) {
        database.write(call.scope(), [&](db::Work& work) { change(work, call.id<TeamId>("id"), body); });
        return Nothing{};
      }));
  routes.push_back(route<Nothing, Nothing>(
      Method::remove, "/api/v1/teams/{id}", "people:write",
      "Dissolves a team; its people stay, and it can be brought back.", [&database](const Call& call, const Nothing&) {
        database.write(call.scope(), [&](db::Work& work) { remove(work, call.id<TeamId>("id")); });
        return Nothing{};
      }));
  routes.push_back(route<Nothing, Nothing>(
      Method::post, "/api/v1/teams/{id}/restoration", "people:write", "Brings a dissolved team back, with its people.",
      [&database](const Call& call, const Nothing&) {
        database.write(call.scope(), [&](db::Work& work) { restore(work, call.id<TeamId>("id")); });
        return Nothing{};
      }));
}

}  // namespace sarnakh::accounts
