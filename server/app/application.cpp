#include "app/application.hpp"

#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "accounts/accounts.hpp"
#include "app/desk_pages.hpp"
#include "app/migrations_list.hpp"
#include "app/ports.hpp"
#include "app/wiring.hpp"
#include "foundations/basics/log.hpp"
#include "foundations/json/value.hpp"
#include "visits/visits.hpp"

namespace sarnakh::app {

std::span<const EmbeddedFile> desk_files();  // made by the build

namespace {

// A wrong address is told before anything is made of it; so is a folder that cannot be written.
void check_place(const std::string& url) {
  if (const auto scheme = url.find("://"); scheme != std::string::npos) {
    if (!url.starts_with("postgres://") && !url.starts_with("postgresql://"))
      throw Problem{"database_url_wrong", {}, {{"url", url.substr(0, scheme + 3) + "…"}}};
    return;
  }
  auto folder = std::filesystem::path(url).parent_path();
  if (folder.empty()) folder = ".";
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error && ::access(folder.c_str(), W_OK) != 0) error = {errno, std::generic_category()};
  if (error) throw Problem{"data_folder_unwritable", {}, {}, folder.string() + ": " + error.message()};
}

}  // namespace

std::unique_ptr<db::Database> open_database(const Settings& settings, Instant now, const Opening& how) {
  auto wanted = settings.database();
  wanted.exclusive = how.exclusive;
  wanted.durable = how.durable;
  check_place(wanted.url);
  auto database = db::Database::open(wanted);
  const auto steps = db::migrate(*database, all_migrations(), now);
  if (!steps.empty()) log::info("migrated", {{"steps", std::to_string(steps.size())}, {"last", steps.back()}});
  return database;
}

Application::Application(Settings settings, Options options) : settings_(std::move(settings)), options_(options) {
  if (options_.virtual_clock)
    clock_ = std::make_unique<time::VirtualClock>(*options_.virtual_clock);
  else
    clock_ = std::make_unique<time::SystemClock>();
}

Application::~Application() { stop(); }

void Application::start() {
  auto server_settings = settings_.server();
  // Links need the port before the first route is made.
  if (server_settings.port == 0) server_settings.port = free_port(server_settings.address);
  port_ = server_settings.port;
  base_url_ = settings_.base_url(port_);
  database_ = open_database(settings_, clock_->now(), {.exclusive = true});

  const auto guard = settings_.guard();
  sender_ = std::make_unique<webhooks::Sender>(*database_, *clock_, guard);
  const Surroundings surroundings{.base_url = base_url_,
                                  .sentence = hooks().sentence,
                                  .quick_passwords = options_.virtual_clock.has_value(),
                                  .guard = guard,
                                  .webhooks_waiting = [sender = sender_.get()] { sender->wake(); },
                                  .meta_graph_url = settings_.text("meta.graph_url")};
  worker_ = std::make_unique<jobs::Worker>(*database_, *clock_);
  connect_worker(*worker_, hub_, surroundings);
  auto routes = routes_of(*database_, hub_, surroundings);
  for (const auto& route : routes)
    if (route.pattern == "/api/v1/session" && route.method == http::Method::get) session_route_ = route;
  if (options_.virtual_clock) add_test_routes(routes);
  desk_ = std::make_unique<DeskPages>(desk_files(), [this](const http::Request& request) {
    DeskReader reader;
    reader.bootstrap = bootstrap_of(request, reader.language, reader.theme);
    return reader;
  });

  server_ = std::make_unique<http::Server>(server_settings, *clock_, std::move(routes), hooks());
  running_ = true;
  server_->start();
  if (options_.virtual_clock) return;
  worker_->start(static_cast<int>(settings_.integer("jobs.threads")));
  sender_->start();
}

void Application::stop() {
  if (!running_) return;
  running_ = false;
  hub_.close();
  server_->stop();
  if (!options_.virtual_clock) worker_->stop();
  sender_->stop();
  database_->close();
}

http::Hooks Application::hooks() {
  http::Hooks hooks;
  hooks.authenticate = [this](const http::Request& request, const http::Route& route) {
    return accounts::authenticate(*database_, request, route);
  };
  hooks.sentence = [this](std::string_view code, Language language, const auto& values) {
    return texts_.sentence(code, language, values);
  };
  hooks.status = [this](std::string_view code) { return texts_.status(code); };
  hooks.fallback = [this](const http::Request& request) { return desk_->answer(request); };
  hooks.metrics = [this] { return metrics_text(); };
  hooks.ready = [this] { return database_->ready(); };
  return hooks;
}

// The page is told who reads it, so that it opens in his language and theme without a second request.
std::string Application::bootstrap_of(const http::Request& request, Language& language, std::string& theme) {
  language = request.language().value_or(Language::fa);
  if (const auto chosen = request.cookie("language")) language = language_of(*chosen);
  if (const auto chosen = request.cookie("theme"); chosen && (*chosen == "light" || *chosen == "dark")) theme = *chosen;
  try {
    const http::Call call{request, accounts::authenticate(*database_, request, session_route_), {}};
    const auto session = json::parse(session_route_.handle(call).body);
    language = language_of(session["user"]["language"].as_string().value_or("fa"));
    if (const auto chosen = session["user"]["theme"].as_string()) theme = *chosen;
    return json::write(session);
  } catch (const Problem&) {
    json::Value nobody{json::Object{}};
    nobody.set("setup_needed", accounts::setup_needed(*database_));
    return json::write(nobody);
  }
}

std::string Application::metrics_text() {
  prometheus::Registry registry;
  const auto tell = [&registry](const std::string& name, const std::string& help, int value) {
    prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({}).Set(value);
  };
  tell("sarnakh_database_writes_waiting", "Writes that wait for a commit.", database_->waiting());
  tell("sarnakh_jobs_waiting", "Events and jobs that wait to be worked on.", static_cast<int>(worker_->queued()));
  tell("sarnakh_event_streams", "Open pages that listen to events.", static_cast<int>(hub_.subscribers()));
  return prometheus::TextSerializer().Serialize(registry.Collect()) + visits::metrics_text();
}

}  // namespace sarnakh::app
