// The accounts behind a real server and a proxy with TLS: what a browser and a program really get.

#include "foundations/http/server.hpp"

#include <doctest/doctest.h>

#include <boost/asio.hpp>

#include "accounts/accounts.hpp"
#include "accounts/desk_test.hpp"
#include "foundations/time/clock.hpp"

using namespace sarnakh;
using namespace sarnakh::accounts;
using namespace sarnakh::accounts::testing;

namespace {

struct Running {
  time::VirtualClock clock{Instant{1'790'000'000'000}};
  std::unique_ptr<http::Server> server;

  explicit Running(db::Database& database) {
    http::ServerSettings settings;
    settings.port = 0;
    settings.workers = 2;
    settings.trusted_proxies = {"127.0.0.1"};
    Settings accounts_settings;
    accounts_settings.base_url = "https://leads.example";
    accounts_settings.quick_passwords = true;
    http::RouteTable routes;
    add_routes(routes, database, accounts_settings);
    http::Hooks hooks;
    hooks.authenticate = [&database](const http::Request& request, const http::Route& route) {
      return authenticate(database, request, route);
    };
    hooks.status = [](std::string_view code) {
      return code == "throttled" ? 429 : code == "origin_refused" ? 403 : 401;
    };
    server = std::make_unique<http::Server>(settings, clock, std::move(routes), std::move(hooks));
    server->start();
  }

  std::string ask(const std::string& line, const std::string& headers, const std::string& body = {}) const {
    boost::asio::io_context context;
    boost::asio::ip::tcp::socket socket(context);
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<unsigned short>(server->port())});
    const auto bytes = line + " HTTP/1.1\r\nHost: leads.example\r\nConnection: close\r\nX-Forwarded-Proto: https\r\n" +
                       "X-Forwarded-For: 198.51.100.7\r\nContent-Type: application/json\r\n" + headers +
                       "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    boost::asio::write(socket, boost::asio::buffer(bytes));
    std::string answer;
    boost::system::error_code error;
    boost::asio::read(socket, boost::asio::dynamic_buffer(answer), error);
    return answer;
  }
};

}  // namespace

TEST_CASE("a browser behind the proxy gets a secure cookie, comes back with it, and is slowed down with Retry-After") {
  db::testing::for_each_database([](db::Database& database) {
    Running running(database);
    const auto token = token_of(make_setup_link(database, running.clock.now(), "https://leads.example"));
    const auto made = running.ask("POST /api/v1/setup", "Origin: https://leads.example\r\n",
                                  R"({"name":"Sara","email":"sara@example.com","password":")" + password +
                                      R"(","workspace_name":"Shop","language":"fa","token":")" + token + "\"}");
    REQUIRE(made.starts_with("HTTP/1.1 200"));
    const auto at = made.find("Set-Cookie: __Host-sid=");
    REQUIRE(at != std::string::npos);
    const auto line = made.substr(at, made.find("\r\n", at) - at);
    for (const auto* part : {"; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"})
      CHECK(line.find(part) != std::string::npos);
    const auto cookie = "Cookie: " + line.substr(12, line.find(';') - 12) + "\r\n";
    CHECK(running.ask("GET /api/v1/session", cookie).find("\"sara@example.com\"") != std::string::npos);
    CHECK(running.ask("GET /api/v1/session", "").starts_with("HTTP/1.1 401"));
    CHECK(
        running.ask("DELETE /api/v1/session", cookie + "Origin: https://evil.example\r\n").starts_with("HTTP/1.1 403"));
    CHECK(running.ask("DELETE /api/v1/session", cookie).starts_with("HTTP/1.1 403"));
    CHECK(running.ask("DELETE /api/v1/session", cookie + "Origin: https://leads.example\r\n")
              .starts_with("HTTP/1.1 204"));
    CHECK(running.ask("GET /api/v1/session", cookie).starts_with("HTTP/1.1 401"));
    const std::string wrong = R"({"email":"sara@example.com","password":"a wrong password"})";
    for (int i = 0; i < 11; ++i) CHECK(running.ask("POST /api/v1/session", "", wrong).starts_with("HTTP/1.1 401"));
    const auto slowed = running.ask("POST /api/v1/session", "", wrong);
    CHECK(slowed.starts_with("HTTP/1.1 429"));
    CHECK(slowed.find("Retry-After: 2\r\n") != std::string::npos);
  });
}
