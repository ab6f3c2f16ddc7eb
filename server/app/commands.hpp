#pragma once

// What each verb of the program does. They return the exit code; what is in the way is a Problem.

#include <string>
#include <vector>

#include "app/settings.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::app {

// What the command line says about settings.
struct CommandLine {
  std::string config, port, address, database, data;
  std::vector<std::string> set;

  Settings settings() const;
};

// The moment a command is given; everything inside takes it as a value.
Instant system_now();

int serve(Settings settings, const std::string& virtual_clock);
int init(const Settings& settings);
int migrate(const Settings& settings, bool dry_run);
int list_users(const Settings& settings);
int reset_user(const Settings& settings, const std::string& email, bool without_two_step);
int print_openapi();
int print_settings(const CommandLine& line, bool markdown);
int clean(const std::string& kind);

struct ListCommand {
  std::string file;       // "" writes to the standard output
  std::string workspace;  // id or name; may be left out when there is one
  std::vector<std::string> map;
  bool ndjson = false;
};
int import_list(const Settings& settings, const ListCommand& command);
int export_list(const Settings& settings, const ListCommand& command);

}  // namespace sarnakh::app
