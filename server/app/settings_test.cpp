#include "app/settings.hpp"

#include <doctest/doctest.h>

namespace sarnakh::app {

TEST_CASE("the settings are printed with where they come from, and without what is secret") {
  const auto shown = [](const std::string& url) {
    const auto listing = Settings::load("", {{"database.url", url}}, {}).listing();
    const auto line = listing.find("database.url = ");
    return listing.substr(line + 15, listing.find("\n", line) - line - 15);
  };
  CHECK(shown("postgres://host/db") == "postgres://host/db  (flag)");
  CHECK(shown("postgres://user@host/db") == "postgres://user@host/db  (flag)");
  CHECK(shown("postgres://user:secret@host:5432/db") == "postgres://user:********@host:5432/db  (flag)");
  CHECK(shown("postgres://user:p@ss@host/db") == "postgres://user:********@host/db  (flag)");
  CHECK(shown("postgres://host/db?user=u&password=secret&sslmode=require") ==
        "postgres://host/db?user=u&password=********&sslmode=require  (flag)");
  CHECK(shown("postgres://host/db?password=secret") == "postgres://host/db?password=********  (flag)");
  const auto listing = Settings::load("", {}, {"SARNAKH_SERVER__PORT=9000"}).listing();
  CHECK(listing.find("server.port = 9000  (environment") != std::string::npos);
  CHECK(listing.find("server.address = 127.0.0.1  (default)") != std::string::npos);
}

}  // namespace sarnakh::app
