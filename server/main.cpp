// The verbs of the one binary. Each reads the settings, does one thing and says in one sentence what is in the way.

#include <CLI/CLI.hpp>
#include <iostream>

#include "app/commands.hpp"
#include "app/problem_texts.hpp"
#include "app/upkeep_commands.hpp"
#include "app/version.hpp"
#include "demo/command.hpp"
#include "stories/command.hpp"

using namespace sarnakh;

namespace {

// Everything the command line can say. CLI11 writes into it before it calls the verb that was named.
struct Said {
  app::CommandLine line;
  std::string virtual_clock;
  std::string email;
  std::string kind;
  app::ListCommand list;
  stories::StoryCommand story;
  demo::DemoCommand demo;
  std::string archive;
  bool dry_run = false;
  bool verify = false;
  bool replace = false;
  bool repair = false;
  bool without_two_step = false;
  bool markdown = false;
  int answer = 0;
};

void add_settings(CLI::App& program, Said& said) {
  program.add_option("--config", said.line.config, "Settings file (TOML); ./sarnakh.toml when it is there.");
  program.add_option("--set", said.line.set, "One setting: --set server.port=8081.");
  program.add_option("--port", said.line.port, "Short for --set server.port=…");
  program.add_option("--address", said.line.address, "Short for --set server.address=…");
  program.add_option("--database", said.line.database, "Short for --set database.url=…");
  program.add_option("--data", said.line.data, "Short for --set data.folder=…");
}

void add_server(CLI::App& program, Said& said) {
  auto* serve = program.add_subcommand("serve", "Serves the desk, the forms and the API.");
  serve->add_option("--virtual-clock", said.virtual_clock, "For tests: the clock stands at this RFC 3339 time.");
  serve->callback([&said] { said.answer = app::serve(said.line.settings(), said.virtual_clock); });
}

void add_database(CLI::App& program, Said& said) {
  auto* init = program.add_subcommand("init", "Makes the database and prints the link that creates the owner.");
  init->callback([&said] { said.answer = app::init(said.line.settings()); });

  auto* migrate = program.add_subcommand("migrate", "Brings the database to this version.");
  migrate->add_flag("--dry-run", said.dry_run, "Only says what would be done.");
  migrate->callback([&said] { said.answer = app::migrate(said.line.settings(), said.dry_run); });
}

void add_upkeep(CLI::App& program, Said& said) {
  auto* backup = program.add_subcommand("backup", "Writes everything into one file, while the server goes on.");
  backup->add_option("file", said.archive, "A file, or a folder: then the file is named by the time.")->required();
  backup->callback([&said] { said.answer = app::back_up(said.line.settings(), said.archive); });

  auto* restore = program.add_subcommand("restore", "Fills an empty database, SQLite or PostgreSQL, from a backup.");
  restore->add_option("file", said.archive)->required();
  restore->add_flag("--verify", said.verify, "Only compares the database with the backup; writes nothing.");
  restore->add_flag("--replace", said.replace, "Puts the backup in the place of what is there.");
  restore->callback(
      [&said] { said.answer = app::restore(said.line.settings(), said.archive, said.verify, said.replace); });

  auto* doctor = program.add_subcommand("doctor", "Looks whether everything that must hold does hold.");
  doctor->add_flag("--repair", said.repair,
                   "Puts right what can be put right with certainty: counts and search terms.");
  doctor->callback([&said] { said.answer = app::examine(said.line.settings(), said.repair); });
}

void add_people(CLI::App& program, Said& said) {
  auto* user = program.add_subcommand("user", "People who may sign in.");
  user->require_subcommand(1);

  auto* list = user->add_subcommand("list", "Everybody, with the number of workspaces.");
  list->callback([&said] { said.answer = app::list_users(said.line.settings()); });

  auto* reset = user->add_subcommand("reset", "Prints a link that sets a new password: once, for 30 minutes.");
  reset->add_option("email", said.email)->required();
  reset->add_flag("--without-two-step", said.without_two_step,
                  "Also takes the second step away: the telephone and the recovery codes are lost.");
  reset->callback([&said] { said.answer = app::reset_user(said.line.settings(), said.email, said.without_two_step); });
}

void add_lists(CLI::App& program, Said& said) {
  const auto add_workspace = [&said](CLI::App& verb) {
    verb.add_option("--workspace", said.list.workspace, "Id or name; may be left out when there is one.");
  };
  auto* bring = program.add_subcommand("import", "Brings a CSV file in; what each column means is guessed and shown.");
  bring->add_option("file", said.list.file)->required();
  bring->add_option("--map", said.list.map, "column=target, when the guess does not fit; may be given several times.");
  add_workspace(*bring);
  bring->callback([&said] { said.answer = app::import_list(said.line.settings(), said.list); });

  auto* take = program.add_subcommand("export", "Writes the leads as CSV, or as NDJSON with everything.");
  take->add_option("file", said.list.file, "The standard output when left out.");
  take->add_flag("--ndjson", said.list.ndjson, "One JSON object a line.");
  add_workspace(*take);
  take->callback([&said] { said.answer = app::export_list(said.line.settings(), said.list); });
}

void add_filters(CLI::App& program, Said& said) {
  auto* clean = program.add_subcommand("clean", "Cleans a list: one line in, one JSON line out.");
  clean->add_option("kind", said.kind, "phone, email, name, text, date, national-id, company-id, sheba, user-agent …")
      ->required();
  clean->callback([&said] { said.answer = app::clean(said.kind); });
}

// What the program says about itself.
void add_descriptions(CLI::App& program, Said& said) {
  auto* openapi = program.add_subcommand("openapi", "Prints the description of the API (OpenAPI 3.1).");
  openapi->callback([&said] { said.answer = app::print_openapi(); });

  auto* settings = program.add_subcommand("settings", "Prints every setting in force, and where it comes from.");
  settings->add_flag("--markdown", said.markdown, "Prints the reference page instead.");
  settings->callback([&said] { said.answer = app::print_settings(said.line, said.markdown); });

  auto* version = program.add_subcommand("version", "Prints the version.");
  version->callback([] { std::cout << app::version << "\n"; });
}

void add_stories(CLI::App& program, Said& said) {
  auto* story = program.add_subcommand("story", "Tells stories to this program: each in a fresh database of its own.");
  story->add_option("file", said.story.paths, "Files, or folders of *.story files.")->required();
  story->add_flag("--restart", said.story.restart, "Stops the program and starts it again after every step.");
  story->add_flag("--bless", said.story.bless, "Writes what came into the files as what is expected.");
  story->callback([&said] { said.answer = stories::tell_stories(said.line, said.story); });
}

void add_demo(CLI::App& program, Said& said) {
  auto* verb =
      program.add_subcommand("demo", "Fills an empty database with two workspaces and 90 days that end today.");
  verb->add_option("--people", said.demo.people, "In each workspace; 5000 unless told.")->check(CLI::Range(10, 50'000));
  verb->add_option("--seed", said.demo.seed, "The same seed tells the same story.");
  verb->add_flag("--wipe", said.demo.wipe, "Takes the demo out of its database.");
  verb->callback(
      [&said] { said.answer = said.demo.wipe ? demo::wipe_demo(said.line) : demo::make_demo(said.line, said.demo); });
}

int run(int argc, char** argv) {
  CLI::App program{"Sarnakh: a lead desk that runs on your own machine."};
  program.set_version_flag("--version", std::string(app::version));
  program.require_subcommand(1);
  program.fallthrough();

  Said said;
  add_settings(program, said);
  add_server(program, said);
  add_database(program, said);
  add_upkeep(program, said);
  add_people(program, said);
  add_lists(program, said);
  add_filters(program, said);
  add_descriptions(program, said);
  add_stories(program, said);
  add_demo(program, said);
  CLI11_PARSE(program, argc, argv);
  return said.answer;
}

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
