#include <doctest/doctest.h>

#include <set>

#include "accounts/desk_test.hpp"
#include "accounts/totp.hpp"
#include "foundations/basics/random.hpp"

using namespace sarnakh;
using namespace sarnakh::accounts;
using namespace sarnakh::accounts::testing;

namespace {

std::string secret_of_base32(std::string_view text) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char letter : text) {
    bits = bits << 5 | static_cast<std::uint32_t>(letters.find(letter));
    if ((held += 5) >= 8) bytes += static_cast<char>(bits >> (held -= 8) & 0xFF);
  }
  return bytes;
}

// A telephone with the secret of the person.
struct Telephone {
  std::string secret;
  std::string code(Instant at) const { return code_of_window(secret, window_of(at)); }
};

json::Value proof() { return json::Object{{"password", password}}; }
json::Value code_body(const std::string& code) { return json::Object{{"code", code}}; }

struct Enrolled {
  Telephone telephone;
  std::vector<std::string> recovery;
};
Enrolled enrol(Desk& desk, const Asker& asker) {
  const auto begun = desk.post("/api/v1/me/two-step", asker, proof());
  REQUIRE(begun.ok());
  Enrolled enrolled{{secret_of_base32(word(begun.body["secret"]))}, {}};
  CHECK(word(begun.body["uri"]) ==
        "otpauth://totp/Sarnakh:sara@example.com?secret=" + word(begun.body["secret"]) + "&issuer=Sarnakh");
  const auto confirmed =
      desk.post("/api/v1/me/two-step/confirmation", asker, code_body(enrolled.telephone.code(desk.now)));
  REQUIRE(confirmed.ok());
  for (const auto& code : confirmed.body["codes"].as_array()) enrolled.recovery.push_back(word(code));
  return enrolled;
}

Reply login_with(Desk& desk, const std::string& code, const std::string& tried = password) {
  return desk.post("/api/v1/session", {},
                   json::Object{{"email", "sara@example.com"}, {"password", tried}, {"code", code}});
}

}  // namespace

TEST_CASE("codes by time are those of RFC 6238") {
  // Appendix B, SHA-1, the last six digits.
  const std::string secret = "12345678901234567890";
  const std::pair<std::int64_t, const char*> known[] = {{59, "287082"},         {1111111109, "081804"},
                                                        {1111111111, "050471"}, {1234567890, "005924"},
                                                        {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : known) CHECK(code_of_window(secret, window_of(Instant{seconds * 1000})) == code);
  CHECK(base32("foobar") == "MZXW6YTBOI");
  CHECK(base32("fooba") == "MZXW6YTB");
}

TEST_CASE("a code is good for its half minute and the two beside it, and never twice") {
  const auto secret = random_bytes(20);
  const Instant at{1'790'000'010'000};
  const auto window = window_of(at);
  for (const auto beside : {-1, 0, 1}) CHECK(matching_window(secret, code_of_window(secret, window + beside), at, 0));
  for (const auto beside : {-2, 2})
    CHECK_FALSE(matching_window(secret, code_of_window(secret, window + beside), at, 0));
  CHECK_FALSE(matching_window(secret, code_of_window(secret, window), at, window));
  CHECK_FALSE(matching_window(secret, "", at, 0));
}

TEST_CASE("signing in asks for the second step once it is on") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    CHECK(desk.post("/api/v1/me/two-step", owner, json::Object{{"password", "another password"}}).code ==
          "wrong_password");
    // Begun but not confirmed asks nobody anything.
    REQUIRE(desk.post("/api/v1/me/two-step", owner, proof()).ok());
    CHECK(desk.login("sara@example.com").ok());
    CHECK(desk.post("/api/v1/me/two-step/confirmation", owner, code_body("000000")).code == "code_wrong");
    const auto enrolled = enrol(desk, owner);
    CHECK(std::set<std::string>(enrolled.recovery.begin(), enrolled.recovery.end()).size() == 10);
    CHECK(desk.post("/api/v1/me/two-step", owner, proof()).code == "two_step_on");

    CHECK(desk.login("sara@example.com").code == "code_needed");
    CHECK(login_with(desk, "", "a wrong password").code == "wrong_login");
    // The code that switched it on has been taken.
    CHECK(login_with(desk, enrolled.telephone.code(desk.now)).code == "code_wrong");
    desk.now = desk.now + time::seconds(30);
    const auto code = enrolled.telephone.code(desk.now);
    CHECK(login_with(desk, code, "a wrong password").code == "wrong_login");
    CHECK(login_with(desk, code.substr(0, 3) + " " + code.substr(3)).ok());
    CHECK(login_with(desk, code).code == "code_wrong");

    // A recovery code works once, in any writing of it.
    auto loud = enrolled.recovery.front();
    for (auto& letter : loud) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    CHECK(login_with(desk, loud).ok());
    CHECK(login_with(desk, enrolled.recovery.front()).code == "code_wrong");
    CHECK(desk.get("/api/v1/me/two-step", owner).body["recovery_codes_left"].as_integer() == 9);
    REQUIRE(desk.post("/api/v1/me/two-step/recovery-codes", owner, proof()).ok());
    CHECK(login_with(desk, enrolled.recovery.back()).code == "code_wrong");

    REQUIRE(desk.post("/api/v1/me/two-step/removal", owner, proof()).ok());
    CHECK(desk.login("sara@example.com").ok());
  });
}

TEST_CASE("who guesses codes is slowed down") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    enrol(desk, desk.owner());
    std::string last;
    int waits = 0;
    for (int i = 0; i < 12; ++i) {
      const auto reply = login_with(desk, "000000");
      last = reply.code;
      waits = reply.retry_after;
    }
    CHECK(last == "throttled");
    CHECK(waits > 0);
  });
}

TEST_CASE("a workspace that asks for the second step is closed to who has none") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto owner = desk.owner();
    const auto seller = desk.member(owner, "omid@example.com", "seller");
    const auto rule = [&](const Asker& asker) {
      return desk.ask(Method::put, "/api/v1/workspace/two-step", asker, json::Object{{"required", true}});
    };
    CHECK(rule(seller).code == "forbidden");
    CHECK(rule(owner).code == "two_step_first");
    enrol(desk, owner);
    REQUIRE(rule(owner).ok());
    CHECK(desk.get("/api/v1/people", owner).ok());
    CHECK(desk.get("/api/v1/workspace", seller).code == "two_step_required");
    const auto session = desk.get("/api/v1/session", seller);
    REQUIRE(session.ok());
    CHECK(session.body["two_step_needed"].as_bool() == true);
    CHECK(session.body["permissions"].as_array().empty());
    const auto begun = desk.post("/api/v1/me/two-step", seller, proof());
    REQUIRE(begun.ok());
    const Telephone telephone{secret_of_base32(word(begun.body["secret"]))};
    REQUIRE(desk.post("/api/v1/me/two-step/confirmation", seller, code_body(telephone.code(desk.now))).ok());
    CHECK(desk.get("/api/v1/workspace", seller).ok());
  });
}

TEST_CASE("the machine's owner takes a lost second step away") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    enrol(desk, desk.owner());
    CHECK(desk.login("sara@example.com").code == "code_needed");
    CHECK(take_two_step_away(database, desk.now, "sara@example.com"));
    CHECK_FALSE(take_two_step_away(database, desk.now, "sara@example.com"));
    CHECK(desk.login("sara@example.com").ok());
  });
}

TEST_CASE("a person sees where he is signed in, and ends it") {
  db::testing::for_each_database([](db::Database& database) {
    Desk desk(database);
    const auto here = desk.owner();
    const Asker there{desk.login("sara@example.com", password, {.remote = "198.51.100.77"}).cookie(), {}};
    const Asker elsewhere{desk.login("sara@example.com", password, {.remote = "2001:db8:1:2ff::5"}).cookie(), {}};
    const auto other = desk.member(here, "omid@example.com", "owner");
    const auto devices = desk.get("/api/v1/me/sessions", here).body["data"].as_array();
    REQUIRE(devices.size() == 3);
    std::set<std::string> networks;
    std::string of_there;
    int current = 0;
    for (const auto& device : devices) {
      networks.insert(word(device["network"]));
      current += device["current"].as_bool() == true ? 1 : 0;
      if (word(device["network"]) == "198.51.100.0/24") of_there = word(device["id"]);
    }
    CHECK(networks == std::set<std::string>{"192.0.2.0/24", "198.51.100.0/24", "2001:db8:1:200::/56"});
    CHECK(current == 1);
    // Nobody ends another's.
    CHECK(desk.remove("/api/v1/me/sessions/" + of_there, other).code == "not_found");
    CHECK(desk.remove("/api/v1/me/sessions/" + of_there, here).ok());
    CHECK(desk.get("/api/v1/session", there).code == "unauthenticated");
    CHECK(desk.remove("/api/v1/me/sessions", here).ok());
    CHECK(desk.get("/api/v1/session", elsewhere).code == "unauthenticated");
    CHECK(desk.get("/api/v1/session", here).ok());
    CHECK(desk.get("/api/v1/session", other).ok());
  });
}
