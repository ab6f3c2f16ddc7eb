// `sarnakh import` and `sarnakh export`: lists in a shell, on the server's own machine.

#include <unistd.h>

#include <fstream>
#include <iostream>

#include "accounts/accounts.hpp"
#include "app/application.hpp"
#include "app/commands.hpp"
#include "app/files.hpp"
#include "app/problem_texts.hpp"
#include "connect/connect.hpp"
#include "foundations/time/clock.hpp"

namespace sarnakh::app {

namespace {

// The workspace named by id or name; the only one when none is named.
WorkspaceId find_workspace(db::Database& database, const std::string& wanted) {
  std::string known;
  std::vector<WorkspaceId> found;
  for (const auto& workspace : accounts::list_workspaces(database)) {
    known += (known.empty() ? "" : ", ") + to_string(workspace.id) + " " + workspace.name;
    if (wanted.empty() || wanted == to_string(workspace.id) || wanted == workspace.name) found.push_back(workspace.id);
  }
  if (found.size() == 1) return found.front();
  if (known.empty()) throw Problem{"workspace_none"};
  throw Problem{"workspace_unclear", {}, {}, known};
}

// What each column becomes: as guessed, but for the columns of `map` (column=target). Says it.
connect::ImportWish wish_of(const connect::Import& list, const std::vector<std::string>& map) {
  connect::ImportWish wish;
  for (const auto& column : list.columns) {
    auto target = column.target;
    for (const auto& pair : map) {
      const auto equals = pair.find('=');
      if (equals != std::string::npos && pair.substr(0, equals) == column.name) target = pair.substr(equals + 1);
    }
    wish.targets.push_back(target);
    std::cout << "  " << column.name << " → " << target << "\n";
  }
  return wish;
}

// The rejected rows with their reasons, in the workspace's language, as a file in the folder one stands in.
void write_rejected(db::Database& database, db::Scope scope, const connect::Import& list, const std::string& path) {
  const ProblemTexts texts;
  scope.caller.language =
      language_of(database.read(scope, [](db::Work& work) { return accounts::workspace_of(work).language; }));
  std::ofstream out(path, std::ios::binary);
  const auto next = connect::rejected_rows(database, scope, list.id, [&](std::string_view code, Language language) {
    return texts.sentence(code, language, {});
  });
  while (const auto piece = next()) out << *piece;
  out.flush();
  if (!out) throw Problem{"file_unreadable", {}, {{"path", path}}};
  std::cout << "The rejected rows with their reasons: " << path << "\n";
}

}  // namespace

int import_list(const Settings& settings, const ListCommand& command) {
  time::SystemClock clock;
  const auto database = open_database(settings, clock.now());
  const db::Scope scope{clock.now(), Caller::system(find_workspace(*database, command.workspace))};
  const auto name = command.file.substr(command.file.rfind('/') + 1);
  const auto bytes = bytes_of_file(command.file);
  if (!bytes) throw Problem{"file_unreadable", {}, {{"path", command.file}}};
  auto list = connect::upload(*database, scope, name, *bytes);
  const auto wish = wish_of(list, command.map);
  database->write(scope, [&](db::Work& work) { connect::start_import(work, list.id, wish); });

  const auto reload = [&] {
    list = database->read(scope, [&](db::Work& work) { return connect::load_import(work, list.id); });
  };
  while (connect::run_piece(*database, {clock.now(), scope.caller}, list.id)) {
    reload();
    if (isatty(STDOUT_FILENO) != 0) std::cout << "\r" << list.read << " of " << list.rows << " rows" << std::flush;
  }
  reload();
  if (isatty(STDOUT_FILENO) != 0) std::cout << "\r";
  std::cout << list.read << " rows: " << list.made - list.interests << " leads and " << list.interests
            << " interests made, " << list.matched << " were there already, " << list.rejected << " rejected\n";
  if (list.interests > 0)
    std::cout
        << "An interest becomes a lead as soon as something new is known of it and it meets the lead rule (Settings, "
           "Lead rule); until then the list shows it under the layer «interest».\n";
  if (list.rejected > 0) write_rejected(*database, scope, list, name + ".rejected.csv");
  return 0;
}

int export_list(const Settings& settings, const ListCommand& command) {
  time::SystemClock clock;
  const auto database = open_database(settings, clock.now());
  const db::Scope scope{clock.now(), Caller::system(find_workspace(*database, command.workspace))};
  std::ofstream file;
  if (!command.file.empty()) file.open(command.file, std::ios::binary);
  std::ostream& out = command.file.empty() ? std::cout : file;
  const auto next = connect::export_leads(*database, scope, {},
                                          command.ndjson ? connect::ExportKind::ndjson : connect::ExportKind::csv);
  while (const auto piece = next()) out << *piece;
  out.flush();
  if (!out) throw Problem{"file_unreadable", {}, {{"path", command.file}}};
  return 0;
}

}  // namespace sarnakh::app
