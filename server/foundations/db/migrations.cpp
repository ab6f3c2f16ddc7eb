#include "foundations/db/migrations.hpp"

#include <algorithm>
#include <map>

#include "foundations/basics/problem.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/db/connection.hpp"
#include "foundations/text/ascii.hpp"

namespace sarnakh::db {

namespace {

// The one table without workspace_id: it belongs to the program, not to a workspace.
constexpr Statement make_table{"db.make_table",
                               "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, "
                               "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)",
                               "CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY, "
                               "checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)"};
constexpr Statement list_applied{"db.list_applied", "SELECT name, checksum FROM schema_migrations ORDER BY name",
                                 "SELECT name, checksum FROM schema_migrations ORDER BY name"};
constexpr Statement forget_applied{"db.forget_applied", "DELETE FROM schema_migrations",
                                   "DELETE FROM schema_migrations"};
constexpr Statement mark_applied{"db.mark_applied",
                                 "INSERT INTO schema_migrations (name, checksum, applied_at) VALUES ($1, $2, $3)",
                                 "INSERT INTO schema_migrations (name, checksum, applied_at) VALUES ($1, $2, $3)"};
// SQLite's BEGIN IMMEDIATE already lets one process in.
constexpr Statement lock_migrations{"db.lock", "SELECT 1", "SELECT pg_advisory_xact_lock(7234019)"};

// What a line of SQL ends in: the next line begins there.
enum class Inside { nothing, text, name, dollars };

// The line up to its comment; `inside` goes from its start to its end.
std::string_view without_comment(std::string_view line, Inside& inside) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    const auto rest = line.substr(at);
    switch (inside) {
      case Inside::nothing:
        if (rest.starts_with("--")) return line.substr(0, at);
        if (rest.starts_with("$$")) {
          inside = Inside::dollars;
          ++at;
        }
        if (rest.front() == '\'') inside = Inside::text;
        if (rest.front() == '"') inside = Inside::name;
        break;
      case Inside::text:  // a doubled quote ends it and begins it again
        if (rest.front() == '\'') inside = Inside::nothing;
        break;
      case Inside::name:
        if (rest.front() == '"') inside = Inside::nothing;
        break;
      case Inside::dollars:
        if (rest.starts_with("$$")) {
          inside = Inside::nothing;
          ++at;
        }
    }
  }
  return line;
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
                                    [&wanted = name](const Migration& migration) { return migration.name == wanted; });
    if (known == all.end()) throw Problem{"database_newer", {}, {{"step", name}}, name};
    if (checksum_of(*known) != checksum) throw Problem{"migration_changed", {}, {{"step", name}}, name};
  }
}

// The tables that the steps make, which are the same on both databases: those of an empty SQLite that has gone through
// them. What else stands in the database is somebody else's.
std::vector<std::string> tables_made_by(const std::vector<Migration>& all) {
  const auto scratch = open_sqlite(":memory:", TransactionKind::write);
  for (const auto& step : all)
    for (const auto& statement : statements_of(step, Dialect::sqlite)) scratch->execute_script(statement);
  std::vector<std::string> tables{"schema_migrations"};
  scratch->execute(nullptr, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'", 1, {},
                   [&](const Rows& row) { return tables.push_back(row[0].text(0)), true; });
  return tables;
}

void apply(Work& work, const Migration& migration) {
  for (const auto& statement : statements_of(migration, work.dialect())) work.query_text(statement, {});
  work.run(mark_applied, {migration.name, checksum_of(migration), work.now()});
}

}  // namespace

std::string checksum_of(const Migration& migration) { return to_hex(hash_256(migration.text)).substr(0, 32); }

std::vector<std::string> statements_of(const Migration& migration, Dialect dialect) {
  std::vector<std::string> statements;
  std::string current;
  bool wanted = true;
  Inside inside = Inside::nothing;
  std::string_view rest = migration.text;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    auto line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (inside == Inside::nothing) {
      const auto mark = text::trimmed(line);
      if (mark == "-- only sqlite" || mark == "-- only postgres")
        wanted = (mark == "-- only sqlite") == (dialect == Dialect::sqlite);
      if (mark == "-- both") wanted = true;
    }
    if (!wanted) continue;
    const bool continues = inside != Inside::nothing;
    line = without_comment(line, inside);
    // A text that goes over lines keeps its spaces.
    if (!continues) line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    if (inside == Inside::nothing) line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    if (line.empty()) continue;
    current += line;
    current += '\n';
    // The body of a SQLite trigger has statements of its own, up to END.
    const bool trigger = dialect == Dialect::sqlite && current.starts_with("CREATE TRIGGER");
    if (inside == Inside::nothing && (trigger ? line == "END;" : line.ends_with(";"))) {
      statements.emplace_back(text::trimmed(current));
      current.clear();
    }
  }
  if (!text::trimmed(current).empty()) statements.emplace_back(text::trimmed(current));
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
    work.query(lock_migrations);
    work.run(make_table);
    check_applied(read_applied(work), all);
  });
  std::vector<std::string> done;
  for (const auto& migration : all) {
    const bool applied_now = database.write_alone(scope, [&](Work& work) {
      work.query(lock_migrations);
      const auto applied = read_applied(work);
      check_applied(applied, all);
      if (applied.contains(migration.name)) return false;
      apply(work, migration);
      return true;
    });
    if (applied_now) done.push_back(migration.name);
  }
  return done;
}

std::vector<std::pair<std::string, std::string>> applied_steps(Work& work) {
  const auto applied = read_applied(work);
  return {applied.begin(), applied.end()};
}

void take_down(Database& database, const std::vector<Migration>& all) {
  database.write_alone(Scope{}, [&](Work& work) {
    work.query(lock_migrations);
    for (const auto& table : tables_made_by(all)) work.query_text("DROP TABLE \"" + table + "\"", {});
  });
}

void apply_anew(Work& work, const std::vector<Migration>& steps) {
  work.run(make_table);
  work.run(forget_applied);
  for (const auto& step : steps) apply(work, step);
}

}  // namespace sarnakh::db
