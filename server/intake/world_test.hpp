#pragma once

// What the tests of the intake begin with: a workspace with one incoming address, and what programs send to it.

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "accounts/accounts.hpp"
#include "capture/capture_sql.hpp"
#include "foundations/basics/signing.hpp"
#include "foundations/db/testing.hpp"
#include "intake/receive.hpp"
#include "leads/leads.hpp"

namespace sarnakh::intake::testing {

inline constexpr Instant start{1'790'000'000'000};

inline std::string sample(const std::string& name) {
  std::ifstream in(std::string(SARNAKH_SOURCE_DIR) + "/tests/fixtures/intake/" + name + ".json");
  std::stringstream text;
  text << in.rdbuf();
  REQUIRE_FALSE(text.str().empty());
  return text.str();
}

// A workspace with one incoming address, and what programs send to it.
struct World {
  template <class Act>
  auto write(Act act, std::int64_t after_ms = 0) {
    return database.write({start + time::milliseconds(after_ms), Caller::system(WorkspaceId{1})}, act);
  }
  World(db::Database& given, Kind kind, std::string_view channel = "") : database(given) {
    write([](db::Work& work) {
      accounts::make_workspace(work, "کلینیک", "fa");
      leads::seed_workspace(work, work.workspace(), Language::fa);
    });
    address = write([&](db::Work& work) { return make_address(work, kind, "فرم همکار", channel).id; });
  }
  Known known() {
    return write([&](db::Work& work) { return known_address(work, address); });
  }
  void map(const Mapping& mapping) {
    write([&](db::Work& work) {
      auto changed = load_address(work, address);
      changed.mapping = mapping;
      save_address(work, changed);
    });
  }
  http::Request request(std::string body, std::int64_t after_ms = 0) {
    http::Request request;
    request.method = http::Method::post;
    request.headers = {{"content-type", "application/json"}};
    request.body = std::move(body);
    request.remote = "203.0.113.7";
    request.now = start + time::milliseconds(after_ms);
    return request;
  }
  http::Request standard(const std::string& body, const std::string& id, std::int64_t signed_after_ms = 0) {
    auto signed_request = request(body, signed_after_ms);
    const auto timestamp = std::to_string((start.ms + signed_after_ms) / 1000);
    const auto secret = known().address.secret.value;
    signed_request.headers.push_back({"webhook-id", id});
    signed_request.headers.push_back({"webhook-timestamp", timestamp});
    signed_request.headers.push_back({"webhook-signature", standard_signature(secret, id, timestamp, body)});
    return signed_request;
  }
  capture::Outcome take(const http::Request& given) {
    const auto arrival = arrival_of(known(), given);
    return write([&](db::Work& work) { return capture::arrive(work, arrival); }, given.now.ms - start.ms);
  }
  leads::Lead lead(LeadId id) {
    return write([&](db::Work& work) { return leads::load(work, id); });
  }
  std::int64_t rows(const std::string& table) {
    return write([&](db::Work& work) {
      return work.query_text("SELECT count(*) FROM " + table + " WHERE workspace_id = $1", {work.workspace()})[0]
          .integer(0);
    });
  }
  std::map<std::string, std::int64_t> counts() {
    return write([&](db::Work& work) {
      std::map<std::string, std::int64_t> all;
      for (const auto row : work.query(capture::sql::counts_of_form, {work.workspace(), address}))
        all[row.text(0) + " " + row.text(1)] = row.integer(2);
      return all;
    });
  }

  db::Database& database;
  AddressId address;
};

inline const std::string sara =
    R"({"contact":{"name":"سارا احمدی","mobile":"۰۹۱۲۱۲۳۴۵۶۷","e-mail":"sara@example.com"}})";

}  // namespace sarnakh::intake::testing
