#include "app/commands.hpp"

#include <csignal>
#include <filesystem>
#include <iostream>
#include <map>

#include "accounts/accounts.hpp"
#include "app/absent_database.hpp"
#include "app/application.hpp"
#include "app/migrations_list.hpp"
#include "app/openapi.hpp"
#include "app/wiring.hpp"
#include "foundations/basics/log.hpp"
#include "foundations/json/rfc3339.hpp"
#include "foundations/text/clean.hpp"
#include "foundations/time/clean_date.hpp"
#include "foundations/time/clock.hpp"

extern char** environ;

namespace sarnakh::app {

namespace {

std::vector<std::string> environment() {
  std::vector<std::string> entries;
  for (char** entry = environ; *entry != nullptr; ++entry) entries.emplace_back(*entry);
  return entries;
}

void set_log_level(const Settings& settings) {
  const auto& level = settings.text("log.level");
  log::set_level(level == "debug"     ? log::Level::debug
                 : level == "warning" ? log::Level::warning
                 : level == "error"   ? log::Level::error
                                      : log::Level::info);
}

// The signals that ask to stop, blocked in every thread that is started after this, and waited for by one.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  void wait() {
    int which = 0;
    sigwait(&set_, &which);
  }

 private:
  sigset_t set_{};
};

}  // namespace

Instant system_now() { return time::SystemClock{}.now(); }

Settings CommandLine::settings() const {
  std::map<std::string, std::string> flags;
  for (const auto& item : set) {
    const auto equals = item.find('=');
    if (equals == std::string::npos) throw Problem{"setting_unknown", {}, {{"cause", item}}, item};
    flags[item.substr(0, equals)] = item.substr(equals + 1);
  }
  if (!port.empty()) flags["server.port"] = port;
  if (!address.empty()) flags["server.address"] = address;
  if (!database.empty()) flags["database.url"] = database;
  if (!data.empty()) flags["data.folder"] = data;
  auto settings = Settings::load(config, flags, environment());
  set_log_level(settings);
  return settings;
}

int serve(Settings settings, const std::string& virtual_clock) {
  StopSignals signals;
  Options options;
  if (!virtual_clock.empty()) {
    options.virtual_clock = json::parse_rfc3339(virtual_clock);
    if (!options.virtual_clock) throw Problem{"not_an_instant", "--virtual-clock"};
  }
  Application application{std::move(settings), options};
  application.start();
  std::cout << "Sarnakh is ready: " << application.base_url() << "\n";
  if (accounts::setup_needed(application.database()))
    std::cout << "Open this link once to create the owner: "
              << accounts::make_setup_link(application.database(), application.clock().now(), application.base_url())
              << "\n";
  std::cout << std::flush;
  signals.wait();
  std::cout << "Finishing what has begun …" << std::endl;
  application.stop();
  return 0;
}

int init(const Settings& settings) {
  const auto database = open_database(settings, system_now());
  if (!accounts::setup_needed(*database)) {
    std::cout << "There is an owner already. `sarnakh user reset EMAIL` prints a link for a forgotten password.\n";
    return 0;
  }
  const auto base_url = settings.base_url(static_cast<int>(settings.integer("server.port")));
  std::cout << accounts::make_setup_link(*database, system_now(), base_url) << "\n";
  return 0;
}

int migrate(const Settings& settings, bool dry_run) {
  if (!dry_run) {
    open_database(settings, system_now());
    std::cout << "The database is up to date.\n";
    return 0;
  }
  auto wanted = settings.database();
  const bool is_file = wanted.url.find("://") == std::string::npos;
  std::vector<std::string> pending;
  if (is_file && !std::filesystem::exists(wanted.url)) {
    for (const auto& step : all_migrations()) pending.push_back(step.name);
  } else {
    const auto database = db::Database::open(wanted);
    pending = db::migration_state(*database, all_migrations()).pending;
  }
  for (const auto& name : pending) std::cout << name << "\n";
  if (pending.empty()) std::cout << "The database is up to date.\n";
  return 0;
}

int list_users(const Settings& settings) {
  const auto database = open_database(settings, system_now());
  for (const auto& user : accounts::list_users(*database))
    std::cout << user.email << "\t" << user.name << "\t" << user.workspaces << "\n";
  return 0;
}

int reset_user(const Settings& settings, const std::string& email, bool without_two_step) {
  const auto database = open_database(settings, system_now());
  const auto base_url = settings.base_url(static_cast<int>(settings.integer("server.port")));
  try {
    if (without_two_step && accounts::take_two_step_away(*database, system_now(), email))
      std::cout << "The second step of signing in is gone.\n";
    std::cout << accounts::make_reset_link(*database, system_now(), base_url, email) << "\n";
  } catch (const Problem& problem) {
    if (problem.code != "not_found") throw;
    std::cerr << "Nobody signs in as " << email << "; `sarnakh user list` shows everybody.\n";
    return 1;
  }
  return 0;
}

int print_openapi() {
  AbsentDatabase database;
  http::Hub hub;
  std::cout << openapi_text(routes_of(database, hub, {}));
  return 0;
}

int print_settings(const CommandLine& line, bool markdown) {
  std::cout << (markdown ? Settings::markdown() : line.settings().listing());
  return 0;
}

int clean(const std::string& kind) {
  if (kind == "date") return time::clean_dates(std::cin, std::cout);
  const int answer = text::clean(kind, std::cin, std::cout);
  if (answer == 2) {
    std::cerr << "There is no kind «" << kind << "». Known kinds: date";
    for (const auto known : text::clean_kinds()) std::cerr << ", " << known;
    std::cerr << "\n";
  }
  return answer;
}

}  // namespace sarnakh::app
