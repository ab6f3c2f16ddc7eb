#pragma once

// The whole program without its sockets: who asks goes through the same row of the route table as over HTTP, at the
// time he says.

#include <string>
#include <vector>

#include "foundations/basics/caller.hpp"
#include "foundations/db/database.hpp"
#include "foundations/http/router.hpp"
#include "foundations/http/sse.hpp"
#include "foundations/jobs/queue.hpp"
#include "foundations/json/value.hpp"
#include "foundations/time/clock.hpp"

namespace sarnakh::demo {

struct Ask {
  http::Method method = http::Method::get;
  std::string path;
  json::Value body = {};
  std::string raw = {};  // instead of a body
  std::vector<http::Header> headers = {};
  std::vector<std::pair<std::string, std::string>> query = {};
  std::string remote = "198.18.0.1";
};

class House {
 public:
  House(db::Database& database, Instant start);
  House(const House&) = delete;
  House& operator=(const House&) = delete;

  // The answer's body. A Problem is thrown as it is to be told.
  json::Value ask(const Caller& caller, Instant at, const Ask& ask);
  // Lets listeners and jobs do what is due at that time.
  void rest(Instant at);
  db::Database& database() { return database_; }

 private:
  db::Database& database_;
  time::VirtualClock clock_;
  http::Hub hub_;
  http::RouteTable routes_;
  http::Router router_;
  jobs::Worker worker_;
};

// A text of an answer; "" when it is none.
inline std::string word(const json::Value& value) { return std::string(value.as_string().value_or("")); }

}  // namespace sarnakh::demo
