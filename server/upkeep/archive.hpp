#pragma once

// Backup and restore. An archive holds every row of every table as the database had it at one instant, while the server
// went on writing. It is the same for SQLite and PostgreSQL (docs/decisions/0012), so it may be restored into either.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/db/migrations.hpp"

namespace sarnakh::upkeep {

struct Progress {
  std::string table;
  std::int64_t rows = 0;
  std::int64_t of = 0;
};
using Watch = std::function<void(const Progress&)>;

struct TableState {
  std::string name;
  std::int64_t rows = 0;
  std::string digest;
  bool operator==(const TableState&) const = default;
};
struct ArchiveState {
  Instant made_at;
  std::string version;  // of the program that made it
  std::vector<TableState> tables;
  std::int64_t rows() const;
};

// Writes the database as it is this instant to `path` (archive_file.hpp says how).
ArchiveState back_up(db::Database& database, Instant now, std::string_view version, const std::string& path,
                     const Watch& watch);

// Fills the database from the archive in one transaction: everything or nothing. `steps` are all migrations of this
// program; the database is brought to the steps of the archive, filled, its rows compared with the archive's digests,
// and then brought forward. Throws Problem "restore_not_empty" when there are rows and `replace` is not set,
// "restore_while_serving", "archive_newer", "migration_changed", "restore_differs", and what ArchiveReader throws.
ArchiveState restore(db::Database& database, Instant now, const std::vector<db::Migration>& steps,
                     const std::string& path, bool replace, const Watch& watch);

// One table of both, where they differ.
struct Difference {
  TableState archived, present;
};
// Reads the whole archive (so that a cut or changed one is noticed) and compares it with the database; writes nothing.
std::vector<Difference> verify(db::Database& database, const std::string& path, ArchiveState& state,
                               const Watch& watch);

}  // namespace sarnakh::upkeep
