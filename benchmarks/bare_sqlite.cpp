// The reference for the durable writes: the rows that a load has left in one database, written into a copy of the
// database as it was before, in the same groups, by a program that does nothing else. Same SQLite, same settings but
// that each COMMIT waits for the disk, prepared statements, the log written back by nobody meanwhile.
//
//   bench_bare BEFORE.db AFTER.db BOUNDARY REQUESTS GROUP RATE TABLE:ID…
//
// Reads the rows of AFTER's tables whose id is above BOUNDARY, then writes them group by group: one transaction,
// synced, for what GROUP of the REQUESTS left, or with a RATE for as many as are due (bare_tables.hpp). Prints one line
// of JSON: rows, seconds, per_second (requests), p99_ms.

#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "bare_tables.hpp"

namespace {

void must(int code, sqlite3* db) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  std::fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  std::exit(1);
}
void run(sqlite3* db, const std::string& text) { must(sqlite3_exec(db, text.c_str(), nullptr, nullptr, nullptr), db); }

struct Table {
  sqlite3_stmt* insert = nullptr;
  std::vector<std::vector<sqlite3_value*>> rows;
};

Table new_rows(sqlite3* db, const sarnakh::bench::BareTable& wanted, const std::string& boundary) {
  Table table;
  sqlite3_stmt* rows = nullptr;
  must(sqlite3_prepare_v2(db, ("SELECT * FROM after." + wanted.name + wanted.above(boundary) + wanted.order()).c_str(),
                          -1, &rows, nullptr),
       db);
  const int columns = sqlite3_column_count(rows);
  while (sqlite3_step(rows) == SQLITE_ROW) {
    std::vector<sqlite3_value*> row;
    for (int i = 0; i < columns; ++i) row.push_back(sqlite3_value_dup(sqlite3_column_value(rows, i)));
    table.rows.push_back(std::move(row));
  }
  sqlite3_finalize(rows);
  std::string places = "?";
  for (int i = 1; i < columns; ++i) places += ",?";
  must(sqlite3_prepare_v2(db, ("INSERT INTO main." + wanted.name + " VALUES (" + places + ")").c_str(), -1,
                          &table.insert, nullptr),
       db);
  return table;
}

}  // namespace

int main(int count, char** words) {
  if (count < 8) return 2;
  const auto requests = std::strtoull(words[4], nullptr, 10), group = std::strtoull(words[5], nullptr, 10);
  sqlite3* db = nullptr;
  must(sqlite3_open(words[1], &db), db);
  run(db,
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -131072; PRAGMA mmap_size = "
      "1073741824; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 0");
  run(db, "ATTACH '" + std::string(words[2]) + "' AS after");
  std::vector<Table> tables;
  for (const auto& table : sarnakh::bench::tables_of(count, words, 7)) tables.push_back(new_rows(db, table, words[3]));
  run(db, "DETACH after");
  std::size_t written = 0;
  sarnakh::bench::Turns turns(requests, group, std::strtod(words[6], nullptr));
  for (; turns.more(); turns.committed()) {
    const auto next = turns.to();
    run(db, "BEGIN IMMEDIATE");
    for (auto& table : tables) {
      const auto to = turns.rows_before(next, table.rows.size());
      for (auto i = turns.rows_before(turns.from(), table.rows.size()); i < to; ++i, ++written) {
        for (std::size_t column = 0; column < table.rows[i].size(); ++column)
          sqlite3_bind_value(table.insert, static_cast<int>(column) + 1, table.rows[i][column]);
        must(sqlite3_step(table.insert), db);
        sqlite3_reset(table.insert);
      }
    }
    run(db, "COMMIT");
  }
  turns.tell(written);
  return 0;
}
