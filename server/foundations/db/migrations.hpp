#pragma once

// Migrations: forward only, one file a step, `server/<room>/migrations/<stamp>_<name>.sql`, merged over all
// rooms by stamp. Parts for one database stand between `-- only sqlite` or `-- only postgres` and `-- both`.
// The list is made at build time by tools/generate_migrations.py into migrations_list.cpp (target
// sarnakh_app).

#include <string>
#include <utility>
#include <vector>

#include "foundations/db/database.hpp"

namespace sarnakh::db {

struct Migration {
  std::string name;  // "202611210900_accounts"
  std::string text;
};

struct MigrationState {
  std::vector<std::string> applied;
  std::vector<std::string> pending;
};

// Every statement of a migration text, for the dialect.
std::vector<std::string> statements_of(const Migration& migration, Dialect dialect);

MigrationState migration_state(Database& database, const std::vector<Migration>& all);

// Applies what is pending, each step in one transaction, under a lock that a second process waits for. Throws
// Problem "database_newer" when the database holds steps this program does not know, "migration_changed" when
// an applied step has other words now. Returns the names applied.
std::vector<std::string> migrate(Database& database, const std::vector<Migration>& all, Instant now);

// For archives: which steps the database has, each with the checksum of its words, and how to bring a database without
// tables to certain steps within one Work.
std::string checksum_of(const Migration& migration);
std::vector<std::pair<std::string, std::string>> applied_steps(Work& work);
void apply_anew(Work& work, const std::vector<Migration>& steps);

// Takes away every table that the steps made, with all that is in it.
void take_down(Database& database, const std::vector<Migration>& all);

}  // namespace sarnakh::db
