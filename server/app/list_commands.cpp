// `sarnakh import` and `sarnakh export`: lists in a shell, on the server's own machine.

#include <fstream>
#include <iostream>
#include <sstream>

#include "accounts/accounts.hpp"
#include "app/application.hpp"
#include "app/commands.hpp"
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
  throw Problem{"workspace_unclear", {}, {}, known};
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Problem{"file_unreadable", {}, {{"path", path}}};
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
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

}  // namespace

int import_list(const Settings& settings, const ListCommand& command) {
  time::SystemClock clock;
  const auto database = open_database(settings, clock.now(), false);
  const db::Scope scope{clock.now(), Caller::system(find_workspace(*database, command.workspace))};
  const auto name = command.file.substr(command.file.rfind('/') + 1);
  const auto bytes = read_file(command.file);
  auto list = database->write_alone(scope, [&](db::Work& work) { return connect::upload(work, name, bytes); });
  const auto wish = wish_of(list, command.map);
  database->write(scope, [&](db::Work& work) { connect::start_import(work, list.id, wish); });

  const auto reload = [&] {
    list = database->read(scope, [&](db::Work& work) { return connect::load_import(work, list.id); });
  };
  while (connect::run_piece(*database, {clock.now(), scope.caller}, list.id)) {
    reload();
    std::cout << "\r" << list.read << " of " << list.rows << " rows" << std::flush;
  }
  reload();
  std::cout << "\r" << list.read << " rows: " << list.made << " leads made, " << list.matched << " were there already, "
            << list.rejected << " rejected\n";
  if (list.rejected > 0)
    std::cout << "The rejected rows: " << settings.base_url(static_cast<int>(settings.integer("server.port")))
              << "/api/v1/imports/" << to_string(list.id) << "/rejected.csv\n";
  return 0;
}

int export_list(const Settings& settings, const ListCommand& command) {
  time::SystemClock clock;
  const auto database = open_database(settings, clock.now(), false);
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
