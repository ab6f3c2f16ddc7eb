#pragma once

// A desk without sockets for the tests of the accounts: a request is admitted by authenticate() and handled by the row
// of the route table that the router finds, as the server does it. Only *_test.cpp files include this.

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "accounts/accounts.hpp"
#include "foundations/db/testing.hpp"
#include "foundations/http/router.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::accounts::testing {

using http::Method;

inline const std::string password = "a long enough password";

// Who asks, and from where.
struct Asker {
  std::string cookie = {};  // "sid=…"
  std::string key = {};     // "snk_…"
  std::string origin = "http://leads.example";
  std::string site = {};  // Sec-Fetch-Site
  std::string remote = "192.0.2.1";
  std::string scheme = "http";
};

struct Reply {
  int status = 0;
  std::string code;  // of a problem, "" when all is well
  std::string pointer;
  int retry_after = 0;
  json::Value body;
  std::string set_cookie;

  bool ok() const { return code.empty(); }
  // "sid=…", as a browser sends it back.
  std::string cookie() const { return set_cookie.substr(0, set_cookie.find(';')); }
};

inline std::string word(const json::Value& value) { return std::string(value.as_string().value_or("")); }
inline std::string token_of(const std::string& link) { return link.substr(link.find("token=") + 6); }

class Desk {
 public:
  explicit Desk(db::Database& of) : database(of), routes(routes_of(*this)), router(routes) {}
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  Reply ask(Method method, const std::string& path, const Asker& asker, const json::Value& body = {},
            std::vector<std::pair<std::string, std::string>> query = {}) {
    auto request = request_of(method, path, asker);
    request.query = std::move(query);
    if (!body.is_null()) request.body = json::write(body);
    Reply reply;
    try {
      const auto match = router.find(method, path);
      REQUIRE(match.route != nullptr);
      const http::Call call{request, authenticate(database, request, *match.route), match.places};
      const auto answer = match.route->handle(call);
      reply.status = answer.status;
      if (!answer.body.empty()) reply.body = json::parse(answer.body);
      for (const auto& header : answer.headers)
        if (header.name == "Set-Cookie") reply.set_cookie = header.value;
    } catch (const Problem& problem) {
      reply.code = problem.faults.empty() ? problem.code : problem.faults.front().code;
      reply.pointer = problem.faults.empty() ? problem.pointer : problem.faults.front().pointer;
      reply.retry_after = problem.retry_after_seconds;
    }
    return reply;
  }
  Reply get(const std::string& path, const Asker& asker) { return ask(Method::get, path, asker); }
  Reply post(const std::string& path, const Asker& asker, const json::Value& body = json::Object{}) {
    return ask(Method::post, path, asker, body);
  }
  Reply patch(const std::string& path, const Asker& asker, const json::Value& body) {
    return ask(Method::patch, path, asker, body);
  }
  Reply remove(const std::string& path, const Asker& asker) { return ask(Method::remove, path, asker); }

  // Only the question at the door; the code of the refusal, "" when he may come in.
  std::string admit(const http::Route& route, const Asker& asker) {
    try {
      authenticate(database, request_of(route.method, route.pattern, asker), route);
      return {};
    } catch (const Problem& problem) {
      return problem.code;
    }
  }

  Reply set_up(const std::string& token, const std::string& chosen = password, const std::string& zone = "") {
    return post("/api/v1/setup", {},
                json::Object{{"token", token},
                             {"name", "Sara"},
                             {"email", "sara@example.com"},
                             {"password", chosen},
                             {"workspace_name", "Shop"},
                             {"language", "fa"},
                             {"time_zone", zone}});
  }
  // The first owner, signed in.
  Asker owner() { return {set_up(token_of(make_setup_link(database, now, base))).cookie(), {}}; }
  Reply login(const std::string& email, const std::string& tried = password, Asker asker = {}) {
    return post("/api/v1/session", asker, json::Object{{"email", email}, {"password", tried}});
  }
  Reply invite(const Asker& asker, const std::string& email, const std::string& role) {
    return post("/api/v1/people", asker, json::Object{{"name", "Omid"}, {"email", email}, {"role", role}});
  }
  Reply choose_password(const std::string& token, const std::string& chosen = password) {
    return post("/api/v1/password-reset", {}, json::Object{{"token", token}, {"password", chosen}});
  }
  // Invited, with a password, signed in.
  Asker member(const Asker& inviter, const std::string& email, const std::string& role) {
    choose_password(token_of(word(invite(inviter, email, role).body["link"])));
    return {login(email).cookie(), {}};
  }
  std::string id_of(const Asker& asker) { return word(get("/api/v1/session", asker).body["user"]["id"]); }
  Reply make_key(const Asker& asker, const std::vector<std::string>& scopes) {
    json::Array list;
    for (const auto& scope : scopes) list.emplace_back(scope);
    return post("/api/v1/api-keys", asker, json::Object{{"label", "Till"}, {"scopes", list}});
  }

  static constexpr const char* base = "http://leads.example";
  db::Database& database;
  Instant now{1'790'000'000'000};
  int seeded = 0;
  http::RouteTable routes;
  http::Router router;

 private:
  static http::RouteTable routes_of(Desk& desk) {
    Settings settings;
    settings.base_url = base;
    settings.quick_passwords = true;
    settings.seeders.push_back([&desk](db::Work&, Language) { ++desk.seeded; });
    http::RouteTable routes;
    add_routes(routes, desk.database, settings);
    return routes;
  }

  http::Request request_of(Method method, const std::string& path, const Asker& asker) const {
    http::Request request;
    request.method = method;
    request.path = request.target = path;
    request.host = "leads.example";
    request.scheme = asker.scheme;
    request.remote = asker.remote;
    request.now = now;
    request.headers.push_back({"content-type", "application/json"});
    if (!asker.cookie.empty()) request.headers.push_back({"cookie", asker.cookie});
    if (!asker.key.empty()) request.headers.push_back({"authorization", "Bearer " + asker.key});
    if (!asker.origin.empty()) request.headers.push_back({"origin", asker.origin});
    if (!asker.site.empty()) request.headers.push_back({"sec-fetch-site", asker.site});
    return request;
  }
};

}  // namespace sarnakh::accounts::testing
