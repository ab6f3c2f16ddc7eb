#pragma once

// For commands that print what the program is made of (`sarnakh openapi`): the route table names a database, and this
// one is never asked.

#include <cassert>
#include <cstdlib>

#include "foundations/db/database.hpp"

namespace sarnakh::app {

class AbsentDatabase final : public db::Database {
 public:
  db::Dialect dialect() const override { return db::Dialect::sqlite; }
  bool ready() override { return false; }
  int waiting() const override { return 0; }
  void empty_log() override {}
  void close() override {}
  void write_later(const db::Scope&, std::function<void(db::Work&)>, Done) override { never(); }
  std::optional<std::string> try_prepare(const db::Statement&) override { never(); }

 protected:
  void run_write(const db::Scope&, const std::function<void(db::Work&)>&, const db::Ahead&) override { never(); }
  void run_write_alone(const db::Scope&, const std::function<void(db::Work&)>&) override { never(); }
  void run_read(const db::Scope&, const std::function<void(db::Work&)>&) override { never(); }

 private:
  [[noreturn]] static void never() {
    assert(!"a description of the program does not ask the database");
    std::abort();
  }
};

}  // namespace sarnakh::app
