// Who may do what: roles, invitations, several workspaces, and the walls between them.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "accounts/accounts.hpp"
#include "accounts/desk_test.hpp"
#include "foundations/jobs/queue.hpp"

using namespace sarnakh;
using namespace sarnakh::accounts;
using namespace sarnakh::accounts::testing;

namespace {

const json::Value& person_of(const json::Value& list, const std::string& email) {
  for (const auto& person : list["data"].as_array())
    if (word(person["email"]) == email) return person;
  static const json::Value nobody;
  return nobody;
}

std::vector<std::string> actions_of(Desk& desk, const Asker& asker) {
  std::vector<std::string> actions;
  const auto page = desk.get("/api/v1/audit", asker).body;
  for (const auto& line : page["data"].as_array()) actions.push_back(word(line["action"]));
  return actions;
}

WorkspaceId workspace_of(Desk& desk, const Asker& asker) {
  return WorkspaceId{*parse_id(word(desk.get("/api/v1/session", asker).body["workspace"]["id"]))};
}

// A job that has failed for good in that workspace.
JobId make_dead_letter(Desk& desk, WorkspaceId workspace) {
  const auto id = desk.database.write({desk.now, Caller::system(workspace)},
                                      [](db::Work& work) { return jobs::enqueue(work, "mail", json::Object{}); });
  time::VirtualClock clock{desk.now};
  jobs::Worker worker(desk.database, clock);
  worker.add(jobs::JobHandler{"mail", [](db::Database&, const db::Scope&, const jobs::Job&) {
                                throw std::runtime_error("the mail server is away");
                              }});
  worker.run_due();
  while (const auto due = worker.next_due()) {
    clock.set(*due);
    worker.run_due();
  }
  return id;
}

}  // namespace

TEST_CASE("each role may do what its row says, at every door") {
  const std::map<std::string, std::vector<std::string>> rows{
      {"owner",
       {"leads:read", "leads:write", "leads:export", "leads:erase", "forms:read", "forms:write", "imports:write",
        "settings:read", "settings:write", "people:write", "keys:write", "audit:read", "jobs:write"}},
      {"marketer",
       {"leads:read", "leads:write", "leads:export", "forms:read", "forms:write", "imports:write", "settings:read",
        "settings:write", "audit:read", "jobs:write"}},
      {"seller", {"leads:read", "leads:write", "forms:read", "settings:read"}},
      {"analyst", {"leads:read", "forms:read", "settings:read", "audit:read"}}};
  db::testing::for_each_database([&](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    for (const auto& row : rows) {
      const auto& role = row.first;
      const auto& allowed = row.second;
      CAPTURE(role);
      const auto asker = desk.member(owner, role + "@example.com", role);
      std::vector<std::string> told;
      const auto session = desk.get("/api/v1/session", asker).body;
      for (const auto& name : session["permissions"].as_array()) told.push_back(word(name));
      CHECK(told == allowed);
      for (const auto& route : desk.routes) {
        CAPTURE(route.pattern);
        const bool open = route.permission == "public" || route.permission == "session" ||
                          std::find(allowed.begin(), allowed.end(), route.permission) != allowed.end();
        CHECK(desk.admit(route, asker) == (open ? "" : "forbidden"));
        CHECK(desk.admit(route, {}) == (route.permission == "public" ? "" : "unauthenticated"));
      }
    }
  });
}

TEST_CASE("a workspace never loses its last owner") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto sara = desk.owner();
    const auto path = "/api/v1/people/" + desk.id_of(sara);
    CHECK(desk.patch(path, sara, json::Object{{"role", "seller"}}).code == "last_owner");
    CHECK(desk.patch(path, sara, json::Object{{"active", false}}).code == "last_owner");
    CHECK(desk.patch(path, sara, json::Object{{"reach", "team"}}).status == 204);
    CHECK(json::write(desk.get("/api/v1/audit", sara).body["data"].as_array().front()["detail"]) ==
          R"({"changes":[{"field":"reach","from":"all","to":"team"}]})");
    const auto omid = desk.member(sara, "omid@example.com", "owner");
    CHECK(desk.patch(path, sara, json::Object{{"role", "seller"}}).status == 204);
    // He sees it with his next click, and so does the one who is left.
    CHECK(desk.invite(sara, "else@example.com", "seller").code == "forbidden");
    CHECK(desk.patch("/api/v1/people/" + desk.id_of(omid), omid, json::Object{{"role", "analyst"}}).code ==
          "last_owner");
  });
}

TEST_CASE("an invited person chooses a password by the link, once") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const auto invited = desk.invite(owner, "omid@example.com", "seller");
    CHECK(invited.status == 201);
    const auto mistyped = desk.invite(owner, "omid@example", "seller");
    CHECK(mistyped.code == "email_invalid");
    CHECK(mistyped.pointer == "/email");
    const auto token = token_of(word(invited.body["link"]));
    CHECK(desk.login("omid@example.com", "").code != "");
    CHECK(desk.login("omid@example.com").code == "wrong_login");
    desk.now = desk.now + time::days(7) - time::seconds(1);
    CHECK(desk.choose_password(token).status == 204);
    CHECK(desk.choose_password(token, "another long password").code == "link_expired");
    const Asker omid{desk.login("omid@example.com").cookie(), {}};
    CHECK(word(desk.get("/api/v1/session", omid).body["role"]) == "seller");
    CHECK(desk.invite(owner, "Omid@example.com", "owner").code == "already_member");
    const auto late = token_of(word(desk.invite(owner, "late@example.com", "seller").body["link"]));
    desk.now = desk.now + time::days(7);
    CHECK(desk.choose_password(late).code == "link_expired");
    // Invited again he gets a new link; the old one stays closed, and his role is not changed by the way.
    const auto again = desk.invite(owner, "late@example.com", "owner");
    CHECK(word(again.body["person"]["role"]) == "seller");
    CHECK(desk.choose_password(late).code == "link_expired");
    CHECK(desk.choose_password(token_of(word(again.body["link"]))).status == 204);
    CHECK(desk.login("late@example.com").ok());
    CHECK(desk.invite(owner, "late@example.com", "owner").code == "already_member");
    CHECK(desk.invite(owner, "not an address", "seller").pointer == "/email");
  });
}

TEST_CASE("an invitation is taken back, and given anew") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const auto invited = desk.invite(owner, "omid@example.com", "seller");
    const auto path = "/api/v1/people/" + word(invited.body["person"]["id"]);
    const auto person = [&] { return person_of(desk.get("/api/v1/people", owner).body, "omid@example.com"); };
    CHECK(person()["invited"] == json::Value{true});
    CHECK(desk.patch(path, owner, json::Object{{"active", false}}).status == 204);
    CHECK(desk.choose_password(token_of(word(invited.body["link"]))).code == "link_expired");
    const auto again = desk.invite(owner, "omid@example.com", "seller");
    CHECK(person()["active"] == json::Value{true});
    CHECK(desk.choose_password(token_of(word(again.body["link"]))).status == 204);
    CHECK(desk.login("omid@example.com").ok());
    CHECK(person()["invited"] == json::Value{false});
    // Who has come keeps the link by which he sets a forgotten password, whatever one workspace does with him.
    const auto reset = token_of(make_reset_link(database, desk.now, Desk::base, "omid@example.com"));
    CHECK(desk.patch(path, owner, json::Object{{"active", false}}).status == 204);
    CHECK(desk.choose_password(reset).status == 204);
  });
}

TEST_CASE("who is in a team with somebody is his colleague, as long as the team stands") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    std::vector<UserId> users;
    for (const char* name : {"a", "b", "c"})
      users.push_back(UserId{*parse_id(desk.id_of(desk.member(owner, name + std::string("@example.com"), "seller")))});
    const auto workspace = workspace_of(desk, owner);
    const auto colleagues = [&](std::size_t of) {
      Caller caller;
      caller.kind = CallerKind::user;
      caller.workspace = workspace;
      caller.user = users[of];
      auto found = database.read({desk.now, caller}, colleagues_of_caller);
      std::sort(found.begin(), found.end());
      return found;
    };
    const auto ids = [&](std::initializer_list<std::size_t> places) {
      json::Array list;
      for (const auto place : places) list.emplace_back(to_string(users[place]));
      return list;
    };
    using Users = std::vector<UserId>;
    CHECK(colleagues(0) == Users{users[0]});
    const auto north =
        desk.post("/api/v1/teams", owner, json::Object{{"name", " گروه  شمال "}, {"members", ids({0, 1, 1})}});
    REQUIRE(north.status == 201);
    CHECK(word(north.body["name"]) == "گروه شمال");
    const auto south = word(desk.post("/api/v1/teams", owner, json::Object{{"name", "South"}}).body["id"]);
    CHECK(colleagues(0) == Users{users[0], users[1]});
    // One person, two teams: he sees both, they do not see each other.
    CHECK(desk.patch("/api/v1/teams/" + south, owner, json::Object{{"members", ids({1, 2})}}).status == 204);
    CHECK(colleagues(1) == users);
    CHECK(colleagues(2) == Users{users[1], users[2]});
    const auto person = "/api/v1/people/" + to_string(users[2]);
    CHECK(desk.patch(person, owner, json::Object{{"teams", json::Array{south, word(north.body["id"])}}}).status == 204);
    CHECK(colleagues(0) == users);
    const auto teams = desk.get("/api/v1/teams", owner).body["data"].as_array();
    REQUIRE(teams.size() == 2);
    CHECK(teams[0]["members"].as_array().size() + teams[1]["members"].as_array().size() == 5);
    CHECK(desk.remove("/api/v1/teams/" + word(north.body["id"]), owner).status == 204);
    CHECK(colleagues(0) == Users{users[0]});
    CHECK(actions_of(desk, owner).front() == "team_deleted");
    CHECK(desk.get("/api/v1/teams", owner).body["data"].as_array().size() == 1);
    // Who comes back is the same team with the same people, unless another has its name by now.
    const auto back = "/api/v1/teams/" + word(north.body["id"]) + "/restoration";
    CHECK(desk.patch("/api/v1/teams/" + south, owner, json::Object{{"name", "گروه شمال"}}).status == 204);
    CHECK(desk.post(back, owner).code == "team_exists");
    CHECK(desk.patch("/api/v1/teams/" + south, owner, json::Object{{"name", "South"}}).status == 204);
    CHECK(desk.post(back, owner).status == 204);
    CHECK(colleagues(0) == users);
    CHECK(desk.post(back, owner).code == "not_found");
    CHECK(desk.remove("/api/v1/teams/" + word(north.body["id"]), owner).status == 204);
    // Refused with its place, and nothing half done.
    CHECK(desk.post("/api/v1/teams", owner, json::Object{{"name", "SOUTH"}}).code == "team_exists");
    CHECK(desk.patch("/api/v1/teams/" + south, owner, json::Object{{"name", "  "}}).pointer == "/name");
    auto strangers = ids({0});
    strangers.emplace_back("42");
    const auto refused = desk.patch("/api/v1/teams/" + south, owner, json::Object{{"members", strangers}});
    CHECK(refused.code == "user_unknown");
    CHECK(refused.pointer == "/members/1");
    CHECK(desk.patch(person, owner, json::Object{{"teams", json::Array{"42"}}}).pointer == "/teams/0");
    CHECK(colleagues(1) == Users{users[1], users[2]});
  });
}

TEST_CASE("inviting somebody who works elsewhere lets him in, and nobody into his account") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto sara = desk.owner();
    const auto omid = desk.member(sara, "omid@example.com", "owner");
    const auto made = desk.post("/api/v1/workspaces", omid, json::Object{{"name", "Agency"}, {"language", "en"}});
    REQUIRE(made.status == 201);
    const auto there = Asker{
        desk.post("/api/v1/session/workspace", omid, json::Object{{"workspace_id", made.body["id"]}}).cookie(), {}};
    const auto invited = desk.invite(there, "sara@example.com", "analyst");
    CHECK(invited.status == 201);
    CHECK(word(invited.body["link"]).find("token") == std::string::npos);
    CHECK(word(invited.body["person"]["name"]) == "Sara");
    CHECK(desk.login("sara@example.com").ok());
    // Nor does somebody who waits for his first password elsewhere: neither here nor, by asking again, there.
    desk.invite(sara, "new@example.com", "seller");
    CHECK(word(desk.invite(there, "new@example.com", "analyst").body["link"]).find("token") == std::string::npos);
    CHECK(desk.invite(there, "new@example.com", "analyst").code == "already_member");
    const auto choices = desk.get("/api/v1/session", sara).body["workspaces"].as_array();
    REQUIRE(choices.size() == 2);
    CHECK(word(choices[1]["role"]) == "analyst");
  });
}

TEST_CASE("a person of two workspaces goes from one to the other") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto sara = desk.owner();
    const auto first = word(desk.get("/api/v1/session", sara).body["workspace"]["id"]);
    const auto made = desk.post("/api/v1/workspaces", sara, json::Object{{"name", "Second"}, {"language", "en"}});
    REQUIRE(made.status == 201);
    CHECK(desk.seeded == 2);
    CHECK(word(made.body["language"]) == "en");
    const auto switch_to = [&](const Asker& asker, const std::string& id) {
      return desk.post("/api/v1/session/workspace", asker, json::Object{{"workspace_id", id}});
    };
    const auto gone_over = switch_to(sara, word(made.body["id"]));
    REQUIRE(gone_over.ok());
    CHECK(word(gone_over.body["workspace"]["name"]) == "Second");
    CHECK(word(gone_over.body["role"]) == "owner");
    const Asker there{gone_over.cookie(), {}};
    CHECK(desk.get("/api/v1/session", sara).code == "unauthenticated");
    CHECK(desk.get("/api/v1/people", there).body["data"].as_array().size() == 1);
    const Asker back{switch_to(there, first).cookie(), {}};
    CHECK(word(desk.get("/api/v1/workspace", back).body["name"]) == "Shop");
    // Somebody else's workspace and one that is none look the same; the session stays as it was.
    const auto omid = desk.member(back, "omid@example.com", "owner");
    CHECK(switch_to(omid, word(made.body["id"])).code == "not_found");
    CHECK(switch_to(omid, "12345").code == "not_found");
    CHECK(desk.get("/api/v1/session", omid).ok());
    // Switched off in one workspace, he works on in the other.
    CHECK(desk.patch("/api/v1/people/" + desk.id_of(back), omid, json::Object{{"active", false}}).status == 204);
    CHECK(desk.get("/api/v1/session", back).code == "unauthenticated");
    const auto again = desk.login("sara@example.com");
    CHECK(word(again.body["workspace"]["name"]) == "Second");
    CHECK(switch_to({again.cookie(), {}}, first).code == "not_found");
  });
}

TEST_CASE("who is switched off is out at once, and comes back only by signing in") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const auto omid = desk.member(owner, "omid@example.com", "seller");
    const auto path = "/api/v1/people/" + desk.id_of(omid);
    http::Request stream;
    stream.now = desk.now;
    stream.scheme = "http";
    stream.headers.push_back({"cookie", omid.cookie});
    CHECK(session_holds(database, stream));
    CHECK(desk.get("/api/v1/people", omid).ok());
    CHECK(desk.patch(path, owner, json::Object{{"active", false}}).status == 204);
    CHECK(desk.get("/api/v1/people", omid).code == "unauthenticated");
    CHECK_FALSE(session_holds(database, stream));
    CHECK(desk.login("omid@example.com").code == "wrong_login");
    CHECK(desk.patch(path, owner, json::Object{{"active", true}}).status == 204);
    CHECK(desk.get("/api/v1/people", omid).code == "unauthenticated");
    CHECK(desk.login("omid@example.com").ok());
  });
}

TEST_CASE("ids of another workspace are no ids here") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto sara = desk.owner();
    const auto omid = desk.member(sara, "omid@example.com", "seller");
    const auto key = desk.make_key(sara, {"leads:read"});
    const auto team = desk.post("/api/v1/teams", sara, json::Object{{"name", "North"}});
    const auto dissolved = word(desk.post("/api/v1/teams", sara, json::Object{{"name", "East"}}).body["id"]);
    desk.remove("/api/v1/teams/" + dissolved, sara);
    const auto letter = make_dead_letter(desk, workspace_of(desk, sara));
    const auto device = word(desk.get("/api/v1/me/sessions", omid).body["data"].as_array().front()["id"]);
    const auto made = desk.post("/api/v1/workspaces", sara, json::Object{{"name", "Second"}, {"language", "fa"}});
    const auto switched = desk.post("/api/v1/session/workspace", sara, json::Object{{"workspace_id", made.body["id"]}});
    const Asker there{switched.cookie(), {}};
    // One row for each route of the accounts with an id: a route without a row here fails.
    const std::map<std::string, std::string> ids{
        {"/api/v1/people/{id}", desk.id_of(omid)},     {"/api/v1/teams/{id}", word(team.body["id"])},
        {"/api/v1/teams/{id}/restoration", dissolved}, {"/api/v1/api-keys/{id}", word(key.body["key"]["id"])},
        {"/api/v1/me/sessions/{id}", device},          {"/api/v1/dead-letters/{id}/retry", to_string(letter)}};
    int walked = 0;
    for (const auto& route : desk.routes) {
      const auto place = route.pattern.find("{id}");
      if (place == std::string::npos) continue;
      CAPTURE(route.pattern);
      REQUIRE(ids.contains(route.pattern));
      for (const auto& id : {ids.at(route.pattern), std::string("not-an-id"), std::string("-1"), std::string("42")}) {
        auto path = route.pattern;
        path.replace(place, 4, id);
        CHECK(desk.ask(route.method, path, there, json::Object{}).code == "not_found");
      }
      ++walked;
    }
    CHECK(walked == 7);
    CHECK(desk.get("/api/v1/dead-letters", there).body["data"].as_array().empty());
    CHECK(desk.get("/api/v1/api-keys", there).body["data"].as_array().empty());
    CHECK(desk.get("/api/v1/session", omid).ok());
    CHECK(desk.get("/api/v1/people", {{}, word(key.body["secret"])}).code == "scope_missing");  // the key still stands
  });
}

TEST_CASE("failed work is seen with its error and tried again from the start") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const auto id = to_string(make_dead_letter(desk, workspace_of(desk, owner)));
    const auto letters = desk.get("/api/v1/dead-letters", owner).body["data"].as_array();
    REQUIRE(letters.size() == 1);
    CHECK(word(letters[0]["id"]) == id);
    CHECK(word(letters[0]["kind"]) == "mail");
    CHECK(word(letters[0]["error"]) == "the mail server is away");
    CHECK(letters[0]["attempts"].as_integer().value_or(0) > 1);
    CHECK(desk.post("/api/v1/dead-letters/" + id + "/retry", owner).status == 204);
    CHECK(desk.post("/api/v1/dead-letters/" + id + "/retry", owner).code == "not_found");
    CHECK(desk.get("/api/v1/dead-letters", owner).body["data"].as_array().empty());
    CHECK(actions_of(desk, owner).front() == "work_retried");
  });
}

TEST_CASE("everybody has the desk as he likes it") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const auto changed = desk.patch("/api/v1/me", owner,
                                    json::Object{{"name", " Sara  Rad "},
                                                 {"language", "en"},
                                                 {"calendar", "gregorian"},
                                                 {"theme", "dark"},
                                                 {"digits", "latin"},
                                                 {"time_zone", "Europe/Berlin"}});
    REQUIRE(changed.ok());
    const auto user = desk.get("/api/v1/session", owner).body["user"];
    const std::map<std::string, std::string> wanted{{"name", "Sara Rad"},         {"language", "en"},
                                                    {"calendar", "gregorian"},    {"theme", "dark"},
                                                    {"digits", "latin"},          {"time_zone", "Europe/Berlin"},
                                                    {"email", "sara@example.com"}};
    for (const auto& [name, value] : wanted) CHECK(word(user[name]) == value);
    struct Row {
      const char *field, *value, *code;
    };
    for (const auto& row : std::vector<Row>{{"language", "de", "unknown_choice"},
                                            {"calendar", "lunar", "unknown_choice"},
                                            {"theme", "pink", "unknown_choice"},
                                            {"digits", "roman", "unknown_choice"},
                                            {"time_zone", "Mars/Olympus", "time_zone_unknown"},
                                            {"name", "  ", "required"}}) {
      const auto refused = desk.patch("/api/v1/me", owner, json::Object{{row.field, row.value}});
      CHECK(refused.code == row.code);
      CHECK(refused.pointer == "/" + std::string(row.field));
    }
    // Without a zone of his own he lives in that of the workspace.
    CHECK(desk.patch("/api/v1/workspace", owner, json::Object{{"time_zone", "Asia/Kabul"}}).ok());
    CHECK(desk.patch("/api/v1/workspace", owner, json::Object{{"time_zone", "Nowhere"}}).code == "time_zone_unknown");
    const auto region = desk.patch("/api/v1/workspace", owner, json::Object{{"default_region", "af"}}).body;
    CHECK(word(region["default_region"]) == "AF");
    CHECK(word(region["currency"]) == "IRR");
    CHECK(desk.patch("/api/v1/workspace", owner, json::Object{{"default_region", "A1"}}).code == "region_unknown");
    CHECK(word(desk.patch("/api/v1/workspace", owner, json::Object{{"default_area", "۲۱"}}).body["default_area"]) ==
          "021");
    CHECK(desk.patch("/api/v1/workspace", owner, json::Object{{"default_area", "0912"}}).code == "area_unknown");
    CHECK(word(desk.patch("/api/v1/workspace", owner, json::Object{{"default_area", ""}}).body["default_area"]) == "");
    CHECK(desk.patch("/api/v1/workspace", owner, json::Object{{"currency", "$$$"}}).code == "currency_unknown");
    CHECK(desk.patch("/api/v1/workspace", owner, json::Object{{"name", " "}}).pointer == "/name");
    const auto follows = desk.patch("/api/v1/me", owner, json::Object{{"time_zone", ""}}).body;
    CHECK(word(follows["user"]["time_zone"]) == "Asia/Kabul");
    CHECK(word(follows["user"]["theme"]) == "dark");
    // The audit says from what to what, and nothing of what stayed.
    const auto line = desk.get("/api/v1/audit", owner).body["data"].as_array().at(0);
    CHECK(word(line["action"]) == "user_changed");
    CHECK(json::write(line["detail"]) == R"({"changes":[{"field":"time_zone","from":"Europe/Berlin","to":""}]})");
    CHECK(desk.patch("/api/v1/me", owner, json::Object{{"language", "fa"}, {"theme", "dark"}, {"name", "سارا"}}).ok());
    CHECK(json::write(desk.get("/api/v1/audit", owner).body["data"].as_array().at(0)["detail"]) ==
          R"({"changes":[{"field":"name","from":"Sara Rad","to":"سارا"},{"field":"language","from":"en","to":"fa"}]})");
    // What changes nothing is no change.
    const auto lines = desk.get("/api/v1/audit", owner).body["data"].as_array().size();
    CHECK(desk.patch("/api/v1/me", owner, json::Object{{"theme", "dark"}}).ok());
    CHECK(desk.patch("/api/v1/workspace", owner, json::Object{{"time_zone", "Asia/Kabul"}}).ok());
    CHECK(desk.get("/api/v1/audit", owner).body["data"].as_array().size() == lines);
  });
}

TEST_CASE("the list of people says who was here lately") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    desk.invite(owner, "omid@example.com", "seller");
    desk.now = desk.now + time::minutes(5);
    CHECK(desk.get("/api/v1/people", owner).ok());  // writes down that she is here
    const auto people = desk.get("/api/v1/people", owner).body;
    CHECK(word(person_of(people, "sara@example.com")["last_seen_at"]).starts_with("2026-09-21T"));
    CHECK(person_of(people, "omid@example.com")["last_seen_at"].is_null());
  });
}
