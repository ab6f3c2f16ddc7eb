#include "foundations/db/migrations.hpp"

#include <algorithm>
#include <map>

#include "foundations/basics/problem.hpp"
#include "foundations/basics/random.hpp"

namespace sarnakh::db {

namespace {

// The one table without workspace_id: it belongs to the program, not to a workspace.
constexpr Statement make_table{"db.make_table",
                               "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, "
                               "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)",
                               "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, "
                               "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)"};
constexpr Statement list_applied{"db.list_applied",
                                 "SELECT name, checksum FROM schema_migrations ORDER BY name",
                                 "SELECT name, checksum FROM schema_migrations ORDER BY name"};
constexpr Statement mark_applied{
    "db.mark_applied", "INSERT INTO schema_migrations (name, checksum, applied_at) VALUES ($1, $2, $3)",
    "INSERT INTO schema_migrations (name, checksum, applied_at) VALUES ($1, $2, $3)"};
// SQLite's BEGIN IMMEDIATE already lets one process in.
constexpr Statement lock{"db.lock", "SELECT 1", "SELECT pg_advisory_xact_lock(7234019)"};

std::string checksum_of(const Migration& migration) { return to_hex(hash_256(migration.text)).substr(0, 32); }

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::string_view(" \t\r\n").find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t\r\n").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

using Applied = std::map<std::string, std::string>;

Applied read_applied(Work& work) {
  Applied applied;
  for (const auto row : work.query(list_applied)) applied.emplace(row.text(0), row.text(1));
  return applied;
}

void check_applied(const Applied& applied, const std::vector<Migration>& all) {
  for (const auto& [name, checksum] : applied) {
    const auto known = std::find_if(all.begin(), all.end(),
                                    [&](const Migration& migration) { return migration.name == name; });
    if (known == all.end()) throw Problem{"database_newer", {}, {{"step", name}}, name};
    if (checksum_of(*known) != checksum) throw Problem{"migration_changed", {}, {{"step", name}}, name};
  }
}

}  // namespace

std::vector<std::string> statements_of(const Migration& migration, Dialect dialect) {
  std::vector<std::string> statements;
  std::string current;
  bool wanted = true;
  bool in_dollars = false;  // inside $$ … $$ of a PostgreSQL function body
  bool in_trigger = false;  // inside BEGIN … END of a SQLite trigger
  std::string_view text = migration.text;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line == "-- only sqlite" || line == "-- only postgres") {
      wanted = (line == "-- only sqlite") == (dialect == Dialect::sqlite);
      continue;
    }
    if (line == "-- both") {
      wanted = true;
      continue;
    }
    if (line.empty() || line.starts_with("--") || !wanted) continue;
    current += line;
    current += '\n';
    for (auto at = line.find("$$"); at != std::string_view::npos; at = line.find("$$", at + 2))
      in_dollars = !in_dollars;
    if (current.starts_with("CREATE TRIGGER") && dialect == Dialect::sqlite)
      in_trigger = !line.ends_with("END;");
    if (line.ends_with(";") && !in_dollars && !in_trigger) {
      statements.emplace_back(trim(current));
      current.clear();
    }
  }
  if (!trim(current).empty()) statements.emplace_back(trim(current));
  return statements;
}

MigrationState migration_state(Database& database, const std::vector<Migration>& all) {
  Scope scope{};
  const auto applied = database.write_alone(scope, [](Work& work) {
    work.run(make_table);
    return read_applied(work);
  });
  check_applied(applied, all);
  MigrationState state;
  for (const auto& migration : all)
    (applied.contains(migration.name) ? state.applied : state.pending).push_back(migration.name);
  return state;
}

std::vector<std::string> migrate(Database& database, const std::vector<Migration>& all, Instant now) {
  Scope scope{now, {}};
  database.write_alone(scope, [&](Work& work) {
    work.query(lock);
    work.run(make_table);
    check_applied(read_applied(work), all);
  });
  std::vector<std::string> done;
  for (const auto& migration : all) {
    const bool applied_now = database.write_alone(scope, [&](Work& work) {
      work.query(lock);
      const auto applied = read_applied(work);
      check_applied(applied, all);
      if (applied.contains(migration.name)) return false;
      for (const auto& statement : statements_of(migration, database.dialect()))
        work.query_text(statement, {});
      work.run(mark_applied, {migration.name, checksum_of(migration), work.now()});
      return true;
    });
    if (applied_now) done.push_back(migration.name);
  }
  return done;
}

}  // namespace sarnakh::db
