// How people get in and how they are kept out: set-up, sign-in, cookies, passwords, links, origins.

#include "accounts/accounts.hpp"

#include <doctest/doctest.h>

#include <ctime>

#include "accounts/accounts_sql.hpp"
#include "accounts/desk_test.hpp"
#include "accounts/passwords.hpp"
#include "accounts/throttle.hpp"

using namespace sarnakh;
using namespace sarnakh::accounts;
using namespace sarnakh::accounts::testing;

TEST_CASE("every statement of the accounts prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("the set-up link makes one owner, once, and furnishes his workspace") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    CHECK(desk.get("/api/v1/setup", {}).body["needed"].as_bool() == true);
    const auto first = token_of(make_setup_link(database, desk.now, desk.base));
    const auto second = token_of(make_setup_link(database, desk.now, desk.base));
    CHECK(desk.set_up(first).code == "link_expired");  // replaced by the second
    CHECK(desk.set_up("made-up").code == "link_expired");
    CHECK(desk.set_up(second, "short").code == "password_too_short");
    desk.now = desk.now + time::days(2);
    CHECK(desk.set_up(second).code == "link_expired");
    const auto third = token_of(make_setup_link(database, desk.now, desk.base));
    const auto made = desk.set_up(third);
    REQUIRE(made.ok());
    CHECK(desk.seeded == 1);
    CHECK(desk.get("/api/v1/setup", {}).body["needed"].as_bool() == false);
    CHECK(desk.set_up(third).code == "link_expired");
    // Nor does a new link make a second first owner.
    CHECK(desk.set_up(token_of(make_setup_link(database, desk.now, desk.base))).code == "link_expired");
    const auto session = desk.get("/api/v1/session", {made.cookie(), {}}).body;
    CHECK(word(session["role"]) == "owner");
    CHECK(word(session["workspace"]["name"]) == "Shop");
    CHECK(word(session["user"]["calendar"]) == "jalali");
  });
}

TEST_CASE("a workspace begins where the browser of its owner is, and the next one where the first one is now") {
  struct Begun {
    const char *zone, *kept, *region, *currency;
  };
  const Begun begun[] = {{"Europe/London", "Europe/London", "GB", "GBP"}, {"Asia/Tehran", "Asia/Tehran", "IR", "IRR"},
                         {"Asia/Kabul", "Asia/Kabul", "AF", "AFN"},       {"UTC", "Asia/Tehran", "IR", "IRR"},
                         {"Etc/GMT-3", "Asia/Tehran", "IR", "IRR"},       {"Mars/Base", "Asia/Tehran", "IR", "IRR"}};
  for (const auto& one : begun)
    db::testing::for_each_database([&](db::Database& database) {
      Desk desk(database);
      const auto made = desk.set_up(token_of(make_setup_link(database, desk.now, desk.base)), password, one.zone);
      REQUIRE(made.ok());
      const Asker owner{made.cookie(), {}};
      const auto check = [&](const json::Value& workspace) {
        CHECK(word(workspace["time_zone"]) == one.kept);
        CHECK(word(workspace["default_region"]) == one.region);
        CHECK(word(workspace["currency"]) == one.currency);
      };
      check(desk.get("/api/v1/workspace", owner).body);
      check(desk.post("/api/v1/workspaces", owner, json::Object{{"name", "Branch"}, {"language", "en"}}).body);
    });
}

TEST_CASE("who does not exist is refused as who types a wrong password") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    desk.owner();
    const auto wrong = desk.login("sara@example.com", "not this password");
    const auto unknown = desk.login("nobody@example.com");
    const auto no_address = desk.login("nobody");
    CHECK(wrong.code == "wrong_login");
    for (const auto& other : {unknown, no_address}) {
      CHECK(other.code == wrong.code);
      CHECK(other.pointer == wrong.pointer);
    }
    CHECK(desk.login("SARA@example.com").ok());
  });
}

// Processor time, so that a busy machine does not matter: a look that hashes nothing would take a thousandth of it.
TEST_CASE("who does not exist costs as much work as who does") {
  const auto work_of = [](const std::string& hash) {
    const auto now = [] {
      timespec at{};
      ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
      return static_cast<double>(at.tv_sec) + static_cast<double>(at.tv_nsec) / 1e9;
    };
    const auto began = now();
    CHECK_FALSE(verify_password(hash, "not this password", Cost::usual));
    return now() - began;
  };
  const auto hash = hash_password("a long password", Cost::usual);
  work_of("");  // the hash that nobody's password fits is made once
  const auto known = work_of(hash), unknown = work_of("");
  CHECK(unknown > known / 4);
  CHECK(known > unknown / 4);
}

TEST_CASE("guessing one account is slowed down from everywhere, and the clock lets go") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    desk.owner();
    const auto from = [](int network) {
      Asker asker;
      asker.remote = "198.51." + std::to_string(network) + ".7";
      return asker;
    };
    for (int i = 0; i < 11; ++i)
      CHECK(desk.login("sara@example.com", "a wrong password", from(i)).code == "wrong_login");
    const auto refused = desk.login("sara@example.com", password, from(99));
    CHECK(refused.code == "throttled");
    CHECK(refused.retry_after == 2);
    CHECK(desk.login("other@example.com", password, from(99)).code == "wrong_login");
    desk.now = desk.now + time::seconds(2);
    CHECK(desk.login("sara@example.com", "a wrong password", from(20)).code == "wrong_login");
    CHECK(desk.login("sara@example.com", password, from(99)).retry_after == 3);  // it doubles
    desk.now = desk.now + time::seconds(3);
    CHECK(desk.login("sara@example.com", password, from(99)).ok());
    // The right password forgives: ten tries are free again.
    for (int i = 0; i < 10; ++i)
      CHECK(desk.login("sara@example.com", "a wrong password", from(30 + i)).code == "wrong_login");
    CHECK(desk.login("sara@example.com", password, from(99)).ok());
  });
}

TEST_CASE("guessing many accounts from one network is slowed down there alone") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    desk.owner();
    Asker near, far;
    far.remote = "198.51.100.1";
    for (int i = 0; i < 11; ++i) {
      near.remote = "192.0.2." + std::to_string(i);
      CHECK(desk.login("person" + std::to_string(i) + "@example.com", password, near).code == "wrong_login");
    }
    CHECK(desk.login("sara@example.com", password, near).code == "throttled");
    CHECK(desk.login("sara@example.com", password, far).ok());
    desk.now = desk.now + time::minutes(16);
    CHECK(desk.login("sara@example.com", password, near).ok());
  });
}

TEST_CASE("the cookie of a session is out of reach of scripts and other sites") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    desk.owner();
    const auto plain = desk.login("sara@example.com").set_cookie;
    CHECK(plain.starts_with("sid="));
    CHECK(plain.find("; Path=/; HttpOnly; SameSite=Lax") != std::string::npos);
    CHECK(plain.find("Secure") == std::string::npos);
    Asker secure;
    secure.scheme = "https";
    const auto answer = desk.login("sara@example.com", password, secure);
    CHECK(answer.set_cookie.starts_with("__Host-sid="));
    CHECK(answer.set_cookie.find("; Path=/; HttpOnly; SameSite=Lax") != std::string::npos);
    CHECK(answer.set_cookie.find("; Secure") != std::string::npos);
    CHECK(answer.set_cookie.find("Domain") == std::string::npos);
    secure.cookie = answer.cookie();
    CHECK(desk.get("/api/v1/session", secure).ok());
    // Over HTTPS the name without the prefix counts for nothing: another host of the domain could have planted it.
    secure.cookie = answer.cookie().substr(7);
    CHECK(desk.get("/api/v1/session", secure).code == "unauthenticated");
  });
}

TEST_CASE("each sign-in has a new token, and signing out ends it at once") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto first = desk.owner();
    CHECK(desk.get("/api/v1/session", first).ok());
    const auto again = desk.login("sara@example.com", password, first);
    CHECK(again.cookie() != first.cookie);
    CHECK(desk.get("/api/v1/session", first).code == "unauthenticated");  // the same browser's old session
    // A token that somebody planted beforehand is not taken over.
    Asker planted;
    planted.cookie = "sid=planted-by-somebody-else";
    CHECK(desk.login("sara@example.com", password, planted).cookie() != planted.cookie);
    CHECK(desk.get("/api/v1/session", planted).code == "unauthenticated");
    const Asker here{again.cookie(), {}};
    CHECK(desk.get("/api/v1/session", here).ok());
    const auto out = desk.remove("/api/v1/session", here);
    CHECK(out.status == 204);
    CHECK(out.set_cookie.find("Max-Age=0") != std::string::npos);
    CHECK(desk.get("/api/v1/session", here).code == "unauthenticated");
  });
}

TEST_CASE("a session ends after a fortnight of silence, and after ninety days whatever happens") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto silent = desk.owner();
    const Asker busy{desk.login("sara@example.com").cookie(), {}};
    for (int day = 0; day < 90; day += 10) {
      CHECK(desk.get("/api/v1/session", busy).ok());
      desk.now = desk.now + time::days(10);
      if (day == 10) CHECK(desk.get("/api/v1/session", silent).code == "unauthenticated");
    }
    CHECK(desk.get("/api/v1/session", busy).ok());
    desk.now = desk.now + time::days(1);
    CHECK(desk.get("/api/v1/session", busy).code == "unauthenticated");
  });
}

TEST_CASE("a new password ends every session but the one that chose it") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto here = desk.owner();
    const Asker phone{desk.login("sara@example.com").cookie(), {}};
    CHECK(desk.get("/api/v1/session", phone).ok());
    const auto change = [&](const char* current, const char* chosen) {
      return desk.post("/api/v1/me/password", here, json::Object{{"current", current}, {"password", chosen}});
    };
    CHECK(change("a wrong password", "another long password").code == "wrong_password");
    CHECK(change(password.c_str(), "short").code == "password_too_short");
    CHECK(desk.get("/api/v1/session", phone).ok());
    const auto changed = change(password.c_str(), "another long password");
    CHECK(changed.status == 204);
    CHECK(desk.get("/api/v1/session", phone).code == "unauthenticated");
    CHECK(desk.get("/api/v1/session", here).code == "unauthenticated");
    CHECK(desk.get("/api/v1/session", {changed.cookie(), {}}).ok());
    CHECK(desk.login("sara@example.com").code == "wrong_login");
    CHECK(desk.login("sara@example.com", "another long password").ok());
  });
}

TEST_CASE("a forgotten password is set by a link: once, within half an hour") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    CHECK_THROWS_AS(make_reset_link(database, desk.now, desk.base, "nobody@example.com"), Problem);
    const auto link = [&] { return token_of(make_reset_link(database, desk.now, desk.base, "Sara@Example.com")); };
    const auto replaced = link(), late = link();
    CHECK(desk.choose_password(replaced).code == "link_expired");
    desk.now = desk.now + time::minutes(30);
    CHECK(desk.choose_password(late).code == "link_expired");
    const auto token = link();
    desk.now = desk.now + time::minutes(30) - time::seconds(1);
    CHECK(desk.choose_password(token, "short").code == "password_too_short");
    CHECK(desk.get("/api/v1/session", owner).ok());
    CHECK(desk.choose_password(token, "another long password").status == 204);
    CHECK(desk.get("/api/v1/session", owner).code == "unauthenticated");
    CHECK(desk.choose_password(token, "a third long password").code == "link_expired");
    const auto back = desk.login("sara@example.com", "another long password");
    REQUIRE(back.ok());
    // Links for passwords are seen in the audit log: whoever has the machine can make them.
    const auto lines = desk.get("/api/v1/audit", {back.cookie(), {}}).body["data"].as_array();
    int made = 0, used = 0;
    for (const auto& line : lines) {
      made += word(line["action"]) == "password_link_made" ? 1 : 0;
      used += word(line["action"]) == "password_set_by_link" ? 1 : 0;
    }
    CHECK(made == 3);
    CHECK(used == 1);
  });
}

TEST_CASE("another site's page changes nothing in the name of who is signed in") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const Asker program{
        {},
        word(desk.make_key(owner, {"people:write", "keys:write", "settings:write", "jobs:write"}).body["secret"]),
        ""};
    struct Row {
      std::string origin, site, code;
    };
    const std::vector<Row> rows{{"http://leads.example", "", ""},
                                {"https://leads.example", "same-origin", ""},
                                {"", "same-origin", ""},
                                {"", "", "origin_refused"},
                                {"null", "", "origin_refused"},
                                {"http://evil.example", "", "origin_refused"},
                                {"http://evil.leads.example", "", "origin_refused"},
                                {"http://leads.example.evil.example", "", "origin_refused"},
                                {"http://leads.example:8080", "", "origin_refused"},
                                {"http://leads.example", "cross-site", "origin_refused"},
                                {"", "same-site", "origin_refused"}};
    int changes = 0;
    for (const auto& route : desk.routes) {
      CAPTURE(route.pattern);
      if (route.permission == "public") {
        for (const auto& row : rows) {
          CAPTURE(row.origin);
          const bool refused = route.method != Method::get && (!row.origin.empty() || !row.site.empty());
          CHECK(desk.admit(route, Asker{"", "", row.origin, row.site}) == (refused ? row.code : ""));
        }
        continue;
      }
      const bool reads = route.method == Method::get;
      changes += reads ? 0 : 1;
      for (const auto& row : rows) {
        auto asker = owner;
        asker.origin = row.origin;
        asker.site = row.site;
        CAPTURE(row.origin);
        CHECK(desk.admit(route, asker) == (reads ? "" : row.code));
      }
      const auto code = desk.admit(route, program);
      CHECK(code != "origin_refused");
      if (route.permission == "session") CHECK(code == "person_only");
    }
    CHECK(changes >= 11);
  });
}
