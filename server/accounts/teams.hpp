#pragma once

// Teams: whose leads a person with the reach `team` sees besides his own. A person may be in several.

#include <string>
#include <vector>

#include "foundations/basics/ids.hpp"
#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::accounts {

using TeamId = Id<struct TeamTag>;

struct Team {
  TeamId id;
  std::string name;
  std::vector<UserId> members;
  static constexpr auto fields = json::fields(json::field("id", &Team::id), json::field("name", &Team::name),
                                              json::field("members", &Team::members));
  static constexpr std::string_view schema_name = "Team";
};

// By name, each with its members.
std::vector<Team> list_teams(db::Work& work);
// From now on the person is in these teams and in no other; Problem "team_unknown" at `/teams/<place>`.
void put_in_teams(db::Work& work, UserId user, const std::vector<TeamId>& teams);
std::vector<TeamId> teams_of(db::Work& work, UserId user);

void add_team_routes(http::RouteTable& routes, db::Database& database);

}  // namespace sarnakh::accounts
