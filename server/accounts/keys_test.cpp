// API keys, what is stored of secrets, the audit log, and the memory of callers.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "accounts/caller_cache.hpp"
#include "accounts/desk_test.hpp"

using namespace sarnakh;
using namespace sarnakh::accounts;
using namespace sarnakh::accounts::testing;

namespace {

// Every byte of the files of a SQLite database: the file itself, its log, what lies beside it.
std::string bytes_of(const std::string& path) {
  std::ostringstream all;
  const std::filesystem::path file(path);
  for (const auto& entry : std::filesystem::directory_iterator(file.parent_path()))
    if (entry.is_regular_file()) all << std::ifstream(entry.path(), std::ios::binary).rdbuf();
  return all.str();
}

}  // namespace

TEST_CASE("a key may do what it was given, and hands out no more") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const auto made = desk.make_key(owner, {"settings:read", "keys:write", "people:write"});
    REQUIRE(made.status == 201);
    const Asker program{{}, word(made.body["secret"]), ""};
    CHECK(desk.get("/api/v1/people", program).ok());
    CHECK(desk.get("/api/v1/audit", program).code == "scope_missing");
    CHECK(desk.get("/api/v1/session", program).code == "person_only");
    CHECK(desk.make_key(program, {"settings:read"}).status == 201);
    const auto more = desk.make_key(program, {"settings:read", "leads:read"});
    CHECK(more.code == "scope_missing");
    CHECK(more.pointer == "/scopes");
    CHECK(desk.make_key(owner, {"everything"}).code == "unknown_choice");
    CHECK(desk.make_key(owner, {}).code != "");
    // Nor does it make people who may do more, or a workspace that nobody owns.
    CHECK(desk.invite(program, "omid@example.com", "owner").code == "scope_missing");
    CHECK(desk.patch("/api/v1/people/" + desk.id_of(owner), program, json::Object{{"role", "owner"}}).code ==
          "scope_missing");
    CHECK(desk.post("/api/v1/workspaces", program, json::Object{{"name", "X"}, {"language", "fa"}}).code ==
          "person_only");
  });
}

TEST_CASE("the secret of a key is shown once, and a deleted key is refused at once") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const auto made = desk.make_key(owner, {"settings:read"}).body;
    const auto secret = word(made["secret"]);
    CHECK(secret.starts_with("snk_"));
    const Asker program{{}, secret, ""};
    CHECK(desk.get("/api/v1/people", program).ok());
    const auto list = desk.get("/api/v1/api-keys", owner).body;
    REQUIRE(list["data"].as_array().size() == 1);
    const auto& row = list["data"].as_array()[0];
    CHECK(json::write(list).find(secret) == std::string::npos);
    CHECK(secret.starts_with(word(row["prefix"])));
    CHECK_FALSE(row["last_used_at"].is_null());
    CHECK(desk.get("/api/v1/people", {{}, secret + "x"}).code == "unauthenticated");
    CHECK(desk.get("/api/v1/people", {"sid=" + secret, {}}).code == "unauthenticated");
    const auto path = "/api/v1/api-keys/" + word(row["id"]);
    CHECK(desk.remove(path, owner).status == 204);
    CHECK(desk.get("/api/v1/people", program).code == "unauthenticated");
    CHECK(desk.remove(path, owner).code == "not_found");
  });
}

TEST_CASE("a stolen database file holds no token, no secret and no password") {
  auto fresh = db::testing::migrated(db::Dialect::sqlite);
  Desk desk(*fresh);
  const auto setup = token_of(make_setup_link(*fresh, desk.now, desk.base));
  const Asker owner{desk.set_up(setup).cookie(), {}};
  const auto invitation = token_of(word(desk.invite(owner, "omid@example.com", "seller").body["link"]));
  const auto reset = token_of(make_reset_link(*fresh, desk.now, desk.base, "sara@example.com"));
  const auto secret = word(desk.make_key(owner, {"leads:read"}).body["secret"]);
  const auto bytes = bytes_of(fresh.url());
  REQUIRE(bytes.find("sara@example.com") != std::string::npos);  // it is the right file
  for (const auto& hidden : {setup, owner.cookie.substr(4), invitation, reset, secret, secret.substr(11), password}) {
    REQUIRE(hidden.size() > 15);
    CHECK(bytes.find(hidden) == std::string::npos);
  }
}

TEST_CASE("the audit log is only ever added to") {
  for (const auto* statement : sql::all) {
    const std::string text(statement->sqlite);
    if (text.find("audit_log") == std::string::npos) continue;
    CHECK_MESSAGE((text.starts_with("INSERT INTO audit_log") || text.starts_with("SELECT")), statement->name);
  }
}

TEST_CASE("the audit log says who did what, page by page, and no secret") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const auto later = [&] { desk.now = desk.now + time::seconds(1); };
    later();
    const auto invited = desk.invite(owner, "omid@example.com", "seller");
    later();
    desk.patch("/api/v1/people/" + word(invited.body["person"]["id"]), owner, json::Object{{"role", "analyst"}});
    later();
    desk.patch("/api/v1/workspace", owner, json::Object{{"name", "Shop and more"}});
    later();
    const auto key = desk.make_key(owner, {"people:write", "settings:read", "leads:read", "leads:write", "forms:read"});
    const Asker program{{}, word(key.body["secret"]), ""};
    later();
    CHECK(desk.invite(program, "till@example.com", "seller").status == 201);
    later();
    desk.remove("/api/v1/api-keys/" + word(key.body["key"]["id"]), owner);
    std::vector<std::string> actions;
    std::set<std::string> ids;
    std::string text;
    json::Value cursor;
    do {
      std::vector<std::pair<std::string, std::string>> query{{"limit", "3"}};
      if (!cursor.is_null()) query.emplace_back("cursor", word(cursor));
      const auto page = desk.ask(Method::get, "/api/v1/audit", owner, {}, query).body;
      CHECK(page["data"].as_array().size() <= 3);
      for (const auto& line : page["data"].as_array()) {
        actions.push_back(word(line["action"]) + " by " + word(line["actor"]["kind"]) + " " +
                          word(line["actor"]["name"]));
        ids.insert(word(line["id"]));
        // A key that is gone is known by what the log calls it.
        if (word(line["subject_kind"]) == "api_key") CHECK(word(line["detail"]["name"]) == "Till");
      }
      text += json::write(page);
      cursor = page["page"]["next_cursor"];
    } while (!cursor.is_null());
    const std::vector<std::string> wanted{"api_key_deleted by user Sara", "person_invited by api_key Till",
                                          "api_key_made by user Sara",    "workspace_changed by user Sara",
                                          "person_changed by user Sara",  "person_invited by user Sara",
                                          "workspace_made by user Sara"};
    CHECK(actions == wanted);
    CHECK(ids.size() == actions.size());
    CHECK(text.find(word(key.body["secret"])) == std::string::npos);
    CHECK(text.find(token_of(word(invited.body["link"]))) == std::string::npos);
    CHECK(desk.ask(Method::get, "/api/v1/audit", owner, {}, {{"cursor", "nonsense"}}).code == "bad_cursor");
  });
}

TEST_CASE("a caller is remembered for a second, and never from before a change") {
  CallerCache cache;
  const Instant now{1'790'000'000'000};
  Caller sara;
  sara.name = "Sara";
  const auto before = cache.state();
  cache.put("a", sara, now, before);
  CHECK(cache.find("a", now + time::milliseconds(999))->name == "Sara");
  CHECK_FALSE(cache.find("a", now + time::seconds(1)));
  CHECK_FALSE(cache.find("a", now - time::milliseconds(1)));
  CHECK_FALSE(cache.find("b", now));
  cache.clear();
  CHECK_FALSE(cache.find("a", now));
  cache.put("a", sara, now, before);  // read before the change, written after it
  CHECK_FALSE(cache.find("a", now));
  cache.put("a", sara, now, cache.state());
  CHECK(cache.find("a", now));
}

TEST_CASE("a busy program asks the database once a second who it is") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const auto secret = word(desk.make_key(owner, {"settings:read"}).body["secret"]);
    const Asker program{{}, secret, ""};
    CHECK(desk.get("/api/v1/people", program).ok());
    // Taken away behind the process's back, as another process would.
    static constexpr db::Statement remove_keys{"remove_keys", "DELETE FROM api_keys", "DELETE FROM api_keys"};
    database.write({desk.now, Caller::system(WorkspaceId{})}, [](db::Work& work) { work.run(remove_keys); });
    CHECK(desk.get("/api/v1/people", program).ok());
    desk.now = desk.now + time::seconds(1);
    CHECK(desk.get("/api/v1/people", program).code == "unauthenticated");
  });
}
