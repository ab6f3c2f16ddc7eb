#pragma once

// From a request to its answer, without a socket: the row of the table, who asks, the handler, and what is said when
// one of them refuses or fails.

#include <atomic>
#include <functional>

#include "foundations/http/metrics.hpp"
#include "foundations/http/router.hpp"
#include "foundations/http/server.hpp"

namespace sarnakh::http {

class Answering {
 public:
  // `metrics` and `stopping` are told at /metrics and /readyz.
  Answering(RouteTable routes, Hooks hooks, const Metrics& metrics, const std::atomic<bool>& stopping)
      : routes_(std::move(routes)),
        hooks_(std::move(hooks)),
        router_(routes_),
        metrics_(metrics),
        stopping_(stopping) {}

  Match find(const Request& request) const;
  Answer answer(Request& request, const Match& match) const;
  // What `make` makes, or what is said when it cannot, in the language of the request or the one that `make` sets.
  Answer guarded(const Request& request, const std::function<Answer(Language& otherwise)>& make) const;
  Answer problem(const Problem& problem, const Request& request) const;

 private:
  Answer own_page(const Request& request) const;

  RouteTable routes_;
  Hooks hooks_;
  Router router_;
  const Metrics& metrics_;
  const std::atomic<bool>& stopping_;
};

}  // namespace sarnakh::http
