#pragma once

// The whole program in one object: opens and migrates the database, starts the worker and the server, and stops them in
// the order that loses nothing. Tests start it in their own process with a clock they turn by hand.

#include <memory>
#include <optional>
#include <string>

#include "app/problem_texts.hpp"
#include "app/settings.hpp"
#include "foundations/http/server.hpp"
#include "foundations/http/sse.hpp"
#include "foundations/jobs/queue.hpp"
#include "foundations/time/clock.hpp"
#include "webhooks/sender.hpp"

namespace sarnakh::app {

struct Options {
  // The clock stands at this time and is turned through /test/clock; due work runs when /test/quiet asks. Never in
  // production.
  std::optional<Instant> virtual_clock = {};
};

class Application {
 public:
  Application(Settings settings, Options options);
  ~Application();
  Application(const Application&) = delete;
  Application& operator=(const Application&) = delete;

  // Throws Problem when something is in the way (port_taken, database_unreachable, database_newer …).
  void start();
  // Stops accepting, finishes what runs, closes the database. Also called by the destructor.
  void stop();

  const std::string& base_url() const { return base_url_; }
  int port() const { return port_; }
  db::Database& database() { return *database_; }
  time::Clock& clock() { return *clock_; }

 private:
  http::Hooks hooks();
  void add_test_routes(http::RouteTable& routes);
  // Of a server with a virtual clock: does everything that is due, and when the next is.
  int run_due();
  std::optional<Instant> next_due();
  std::string bootstrap_of(const http::Request& request, Language& language, std::string& theme);
  std::string metrics_text();

  Settings settings_;
  Options options_;
  ProblemTexts texts_;
  std::unique_ptr<time::Clock> clock_;
  std::unique_ptr<db::Database> database_;
  http::Hub hub_;
  std::unique_ptr<jobs::Worker> worker_;
  std::unique_ptr<webhooks::Sender> sender_;
  std::unique_ptr<class DeskPages> desk_;
  http::Route session_route_;
  std::unique_ptr<http::Server> server_;
  std::string base_url_;
  int port_ = 0;
  bool running_ = false;
};

// The database of the settings, opened and migrated; makes the data folder when it is not there. Both as in
// db::Settings.
struct Opening {
  bool exclusive = false;
  bool durable = true;
};
std::unique_ptr<db::Database> open_database(const Settings& settings, Instant now, const Opening& how = {});

}  // namespace sarnakh::app
