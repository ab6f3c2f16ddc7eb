// The routes of a server with a virtual clock: whoever tests turns the clock and has all due work done.

#include <algorithm>

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

int Application::run_due() {
  int done = 0;
  while (true) {
    const int round = worker_->run_due() + sender_->run_due();
    if (round == 0) return done;
    done += round;
  }
}

std::optional<Instant> Application::next_due() {
  const auto work = worker_->next_due();
  const auto sending = sender_->next_due();
  return !work ? sending : !sending ? work : std::min(*work, *sending);
}

void Application::add_test_routes(http::RouteTable& routes) {
  auto& clock = static_cast<time::VirtualClock&>(*clock_);
  routes.push_back(http::route<ClockTurn, ClockNow>(
      http::Method::post, "/test/clock", "public", "Turns the clock, running what falls due on the way.",
      [this, &clock](const http::Call&, const ClockTurn& turn) {
        const auto target = clock.now() + time::milliseconds(turn.advance_ms);
        for (auto due = next_due(); due && *due <= target; due = next_due()) {
          clock.set(*due);
          run_due();
        }
        clock.set(target);
        run_due();
        return ClockNow{clock.now()};
      }));
  routes.push_back(
      http::route<http::Nothing, Quiet>(http::Method::post, "/test/quiet", "public", "Runs everything that is due.",
                                        [this](const http::Call&, const http::Nothing&) { return Quiet{run_due()}; }));
}

}  // namespace sarnakh::app
