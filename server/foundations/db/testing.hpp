#pragma once

// Fresh databases for tests. Only *_test.cpp files include this.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/db/migrations.hpp"

namespace sarnakh::db::testing {

// Every migration of every room, read from the source tree, in order.
std::vector<Migration> all_migrations();

// A database that is deleted with this object. Empty; migrated() gives one that has every migration.
class Fresh {
 public:
  explicit Fresh(Dialect dialect, Settings settings = {});
  // A copy of another, which is closed.
  Fresh(Dialect dialect, const Fresh& original);
  ~Fresh();
  Fresh(const Fresh&) = delete;
  Fresh& operator=(const Fresh&) = delete;
  Database& operator*() { return *database_; }
  Database* operator->() { return database_.get(); }
  const std::string& url() const { return settings_.url; }
  void close() { database_.reset(); }
  // Closes and opens again, as a restart would.
  void reopen();

 private:
  void open(Dialect dialect, const Fresh* original);

  Settings settings_;
  std::string folder_;
  std::string name_;
  std::unique_ptr<Database> database_;
};

// A database with every migration applied: a copy of one that is migrated once in a program.
Fresh migrated(Dialect dialect);

// The databases at hand: SQLite always, PostgreSQL when SARNAKH_TEST_POSTGRES holds a connection string.
std::vector<Dialect> dialects();

// Runs `test` on a fresh database of each kind, with all migrations applied.
void for_each_database(const std::function<void(Database&)>& test);

// The code of the Problem that the act throws; "none" without one.
std::string problem_of(const std::function<void()>& act);

// What the databases say of the statements that they cannot prepare; empty when all is well.
std::vector<std::string> faults_of(std::span<const Statement* const> statements);

}  // namespace sarnakh::db::testing
