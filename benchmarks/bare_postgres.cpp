// The reference for the durable writes on PostgreSQL: the rows that a load has left are read, taken away, and written
// again in the same groups by a program that does nothing else: libpq, one connection, prepared INSERTs of many rows
// or COPY.
//
//   bench_bare_postgres URL insert|copy BOUNDARY REQUESTS GROUP RATE TABLE:ID…
//
// Takes the rows of those tables whose id is above BOUNDARY; GROUP of the REQUESTS are one transaction, or with a RATE
// as many as are due (bare_tables.hpp). Prints one line of JSON: rows, seconds, per_second (requests), p99_ms.

#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bare_tables.hpp"

namespace {

using Cell = std::optional<std::string>;

PGconn* connection = nullptr;

PGresult* must(PGresult* result) {
  const auto status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
  std::fprintf(stderr, "%s", PQerrorMessage(connection));
  std::exit(1);
}
void run(const std::string& text) { PQclear(must(PQexec(connection, text.c_str()))); }

struct Table {
  std::string name;
  std::size_t columns = 0;
  std::vector<Cell> cells;
  std::map<std::size_t, std::string> statements;  // by how many rows they write
  std::size_t rows() const { return cells.size() / columns; }
};

Table taken_rows(const sarnakh::bench::BareTable& wanted, const std::string& boundary) {
  Table table;
  table.name = wanted.name;
  auto* result =
      must(PQexec(connection, ("SELECT * FROM " + wanted.name + wanted.above(boundary) + wanted.order()).c_str()));
  table.columns = static_cast<std::size_t>(PQnfields(result));
  for (int row = 0; row < PQntuples(result); ++row)
    for (int column = 0; column < PQnfields(result); ++column)
      table.cells.push_back(PQgetisnull(result, row, column) != 0 ? Cell() : Cell(PQgetvalue(result, row, column)));
  PQclear(result);
  run("DELETE FROM " + wanted.name + wanted.above(boundary));
  return table;
}

const std::string& statement_of(Table& table, std::size_t rows) {
  auto& name = table.statements[rows];
  if (!name.empty()) return name;
  name = table.name + std::to_string(rows);
  std::string text = "INSERT INTO " + table.name + " VALUES ";
  std::size_t place = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    text += row == 0 ? "(" : ",(";
    for (std::size_t column = 0; column < table.columns; ++column)
      text += (column == 0 ? "$" : ",$") + std::to_string(++place);
    text += ")";
  }
  PQclear(must(PQprepare(connection, name.c_str(), text.c_str(), 0, nullptr)));
  return name;
}

// A row as the text form of COPY has it.
void append_row(std::string& text, const Table& table, std::size_t row) {
  for (std::size_t column = 0; column < table.columns; ++column) {
    if (column > 0) text += '\t';
    const auto& cell = table.cells[row * table.columns + column];
    if (!cell) text += "\\N";
    for (const char letter : cell.value_or("")) {
      if (letter == '\\' || letter == '\t' || letter == '\n' || letter == '\r') text += '\\';
      text += letter == '\t' ? 't' : letter == '\n' ? 'n' : letter == '\r' ? 'r' : letter;
    }
  }
  text += '\n';
}

void copy(const Table& table, std::size_t from, std::size_t to) {
  if (from == to) return;
  std::string text;
  for (auto row = from; row < to; ++row) append_row(text, table, row);
  auto* begun = PQexec(connection, ("COPY " + table.name + " FROM STDIN").c_str());
  const bool ready = PQresultStatus(begun) == PGRES_COPY_IN;
  PQclear(begun);
  if (!ready || PQputCopyData(connection, text.data(), static_cast<int>(text.size())) != 1 ||
      PQputCopyEnd(connection, nullptr) != 1) {
    std::fprintf(stderr, "%s", PQerrorMessage(connection));
    std::exit(1);
  }
  while (auto* result = PQgetResult(connection)) PQclear(must(result));
}

void write(Table& table, std::size_t from, std::size_t to) {
  while (from < to) {
    std::size_t rows = 256;
    while (rows > to - from) rows /= 2;
    std::vector<const char*> values;
    for (auto i = from * table.columns; i < (from + rows) * table.columns; ++i)
      values.push_back(table.cells[i] ? table.cells[i]->c_str() : nullptr);
    PQclear(must(PQexecPrepared(connection, statement_of(table, rows).c_str(), static_cast<int>(values.size()),
                                values.data(), nullptr, nullptr, 0)));
    from += rows;
  }
}

}  // namespace

int main(int count, char** words) {
  if (count < 8) return 2;
  const bool copies = std::string_view(words[2]) == "copy";
  const auto requests = std::strtoull(words[4], nullptr, 10), group = std::strtoull(words[5], nullptr, 10);
  connection = PQconnectdb(words[1]);
  if (PQstatus(connection) != CONNECTION_OK) {
    std::fprintf(stderr, "%s", PQerrorMessage(connection));
    return 1;
  }
  std::vector<Table> tables;
  for (const auto& table : sarnakh::bench::tables_of(count, words, 7)) tables.push_back(taken_rows(table, words[3]));
  run("VACUUM ANALYZE");
  run("CHECKPOINT");
  std::size_t written = 0;
  sarnakh::bench::Turns turns(requests, group, std::strtod(words[6], nullptr));
  for (; turns.more(); turns.committed()) {
    const auto next = turns.to();
    run("BEGIN");
    for (auto& table : tables) {
      const auto from = turns.rows_before(turns.from(), table.rows()), to = turns.rows_before(next, table.rows());
      if (copies)
        copy(table, from, to);
      else
        write(table, from, to);
      written += to - from;
    }
    run("COMMIT");
  }
  turns.tell(written);
  PQfinish(connection);
  return 0;
}
