#include "demo/house.hpp"

#include "app/wiring.hpp"

namespace sarnakh::demo {

House::House(db::Database& database, Instant start)
    : database_(database),
      clock_(start),
      // The passwords of the demo are no secret: the least work for them is enough.
      routes_(app::routes_of(database, hub_, {.base_url = "http://127.0.0.1:8080", .quick_passwords = true})),
      router_(routes_),
      worker_(database, clock_) {
  app::connect_worker(worker_, hub_, {});
}

json::Value House::ask(const Caller& caller, Instant at, const Ask& ask) {
  const auto match = router_.find(ask.method, ask.path);
  if (match.route == nullptr) throw Problem{"not_found", {}, {}, ask.path};
  http::Request request;
  request.method = ask.method;
  request.path = request.target = ask.path;
  request.query = ask.query;
  request.scheme = "http";
  request.host = "127.0.0.1:8080";
  request.remote = ask.remote;
  request.now = at;
  request.headers = ask.headers;
  request.body = ask.raw.empty() && !ask.body.is_null() ? json::write(ask.body) : ask.raw;
  if (request.header("content-type").empty()) request.headers.push_back({"content-type", "application/json"});
  const auto answer = http::ready(match.route->handle(http::Call{request, caller, match.places}));
  return answer.body.starts_with('{') ? json::parse(answer.body) : json::Value{};
}

void House::rest(Instant at) {
  clock_.set(at);
  worker_.run_due();
}

}  // namespace sarnakh::demo
