// The verbs of the one binary. Each reads the settings, does one thing and says in one sentence what is in the way.

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/problem_texts.hpp"
#include "app/version.hpp"
#include "foundations/basics/log.hpp"

using namespace sarnakh;

namespace {

int run(int argc, char** argv) {
  CLI::App program{"Sarnakh: a lead desk that runs on your own machine."};
  program.set_version_flag("--version", std::string(app::version));
  program.require_subcommand(1);
  program.fallthrough();

  app::CommandLine line;
  program.add_option("--config", line.config, "Settings file (TOML); ./sarnakh.toml when it is there.");
  program.add_option("--set", line.set, "One setting: --set server.port=8081.");
  program.add_option("--port", line.port, "Short for --set server.port=…");
  program.add_option("--address", line.address, "Short for --set server.address=…");
  program.add_option("--database", line.database, "Short for --set database.url=…");
  program.add_option("--data", line.data, "Short for --set data.folder=…");

  int answer = 0;
  auto* serve = program.add_subcommand("serve", "Serves the desk, the forms and the API.");
  std::string virtual_clock;
  serve->add_option("--virtual-clock", virtual_clock, "For tests: the clock stands at this RFC 3339 time.");
  serve->callback([&] { answer = app::serve(line.settings(), virtual_clock); });

  program.add_subcommand("init", "Makes the database and prints the link that creates the owner.")->callback([&] {
    answer = app::init(line.settings());
  });

  auto* migrate = program.add_subcommand("migrate", "Brings the database to this version.");
  bool dry_run = false;
  migrate->add_flag("--dry-run", dry_run, "Only says what would be done.");
  migrate->callback([&] { answer = app::migrate(line.settings(), dry_run); });

  auto* user = program.add_subcommand("user", "People who may sign in.");
  user->require_subcommand(1);
  user->add_subcommand("list", "Everybody, with the number of workspaces.")->callback([&] {
    answer = app::list_users(line.settings());
  });
  auto* reset = user->add_subcommand("reset", "Prints a link that sets a new password: once, for 30 minutes.");
  std::string email;
  reset->add_option("email", email)->required();
  reset->callback([&] { answer = app::reset_user(line.settings(), email); });

  app::ListCommand list;
  auto* import = program.add_subcommand("import", "Brings a CSV file in; what each column means is guessed and shown.");
  import->add_option("file", list.file)->required();
  import->add_option("--workspace", list.workspace, "Id or name; may be left out when there is one.");
  import->add_option("--map", list.map, "column=target, when the guess does not fit; may be given several times.");
  import->callback([&] { answer = app::import_list(line.settings(), list);
});
auto* export_command = program.add_subcommand("export", "Writes the leads as CSV, or as NDJSON with everything.");
export_command->add_option("file", list.file, "The standard output when left out.");
export_command->add_option("--workspace", list.workspace, "Id or name; may be left out when there is one.");
export_command->add_flag("--ndjson", list.ndjson, "One JSON object a line.");
export_command->callback([&] { answer = app::export_list(line.settings(), list); });

program.add_subcommand("openapi", "Prints the description of the API (OpenAPI 3.1).")->callback([&] {
  answer = app::print_openapi();
});

auto* settings = program.add_subcommand("settings", "Prints every setting in force, and where it comes from.");
bool markdown = false;
settings->add_flag("--markdown", markdown, "Prints the reference page instead.");
settings->callback([&] { answer = app::print_settings(line, markdown); });

auto* clean = program.add_subcommand("clean", "Cleans a list: one line in, one JSON line out.");
std::string kind;
clean->add_option("kind", kind, "phone, email, name, text, date, national-id, company-id, sheba …")->required();
clean->callback([&] { answer = app::clean(kind); });

program.add_subcommand("version", "Prints the version.")->callback([] { std::cout << app::version << "\n"; });

CLI11_PARSE(program, argc, argv);
return answer;
}  // namespace

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const Problem& problem) {
    std::cerr << app::ProblemTexts{}.for_operator(problem) << "\n";
    return 1;
  } catch (const std::exception& error) {
    std::cerr << "Something went wrong: " << error.what() << "\n";
    return 1;
  }
}
