#pragma once

// What the Works of one group, which share a transaction, have together.

#include "foundations/db/connection.hpp"
#include "foundations/db/late.hpp"
#include "foundations/db/shared_answers.hpp"

namespace sarnakh::db {

struct Group {
  LateGroup late;
  SharedAnswers shared;

  // Before a statement: writes what it may see, and forgets answers that it or what was written makes old. Whether
  // anything was written.
  bool before(Connection& connection, const void* key, std::string_view text) {
    const bool wrote = late.write_for(connection, key, text);
    if (wrote) shared.clear();
    shared.before(text);
    return wrote;
  }
  // Between two Works: lets the server write while the next Work thinks. SQLite writes in this very thread.
  void send_rows(Connection& connection) {
    if (connection.dialect() == Dialect::sqlite) return;
    for (const auto* insert : late.send_rows(connection)) shared.before(insert->postgres);
  }
  void clear() {
    late.clear();
    shared.clear();
  }
};

}  // namespace sarnakh::db
