// The routes of a server with a virtual clock: whoever tests turns the clock and has all due work done.

#include "app/application.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::app {

namespace {

struct ClockTurn {
  std::int64_t advance_ms = 0;
  static constexpr auto fields = json::fields(json::field("advance_ms", &ClockTurn::advance_ms));
};
struct ClockNow {
  Instant now;
  static constexpr auto fields = json::fields(json::field("now", &ClockNow::now));
};
struct Quiet {
  int done = 0;
  static constexpr auto fields = json::fields(json::field("done", &Quiet::done));
};

}  // namespace

void Application::add_test_routes(http::RouteTable& routes) {
  auto& clock = static_cast<time::VirtualClock&>(*clock_);
  routes.push_back(http::route<ClockTurn, ClockNow>(
      http::Method::post, "/test/clock", "public", "Turns the clock, running what falls due on the way.",
      [this, &clock](const http::Call&, const ClockTurn& turn) {
        const auto target = clock.now() + time::milliseconds(turn.advance_ms);
        for (auto due = worker_->next_due(); due && *due <= target; due = worker_->next_due()) {
          clock.set(*due);
          worker_->run_due();
        }
        clock.set(target);
        worker_->run_due();
        return ClockNow{clock.now()};
      }));
  routes.push_back(http::route<http::Nothing, Quiet>(
      http::Method::post, "/test/quiet", "public", "Runs everything that is due.",
      [this](const http::Call&, const http::Nothing&) { return Quiet{worker_->run_due()}; }));
}

}  // namespace sarnakh::app
