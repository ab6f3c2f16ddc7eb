#include "upkeep/tables.hpp"

#include <cstring>

#include "foundations/basics/random.hpp"
#include "foundations/text/utf8.hpp"
#include "upkeep/upkeep_sql.hpp"

namespace sarnakh::upkeep {

namespace {

void append_cell(std::string& line, const db::Rows& rows, std::size_t column) {
  using enum db::Rows::Cell::Kind;
  const auto& cell = rows.cells[column];
  switch (cell.kind) {
    case null:
      line += "null";
      return;
    case integer:
      line += std::to_string(cell.integer);
      return;
    case number:
      json::append(line, json::Value(cell.number));
      return;
    case text:
      break;
  }
  const auto value = std::string_view(rows.texts).substr(static_cast<std::size_t>(cell.integer), cell.length);
  if (text::valid_utf8(value)) {
    json::append_string(line, value);
  } else {
    line += R"({"hex":")" + to_hex(value) + R"("})";
  }
}

}  // namespace

std::vector<Table> tables_of(db::Work& work) {
  std::vector<Table> tables;
  for (const auto row : work.query(sql::list_columns)) {
    if (tables.empty() || tables.back().name != row.view(0)) tables.push_back({row.text(0), {}});
    tables.back().columns.push_back(row.text(1));
  }
  return tables;
}

void RowsDigest::add(std::string_view line) {
  const auto hash = hash_256(line);
  for (std::size_t i = 0; i < sum_.size(); ++i) {
    std::uint64_t part = 0;
    std::memcpy(&part, hash.data() + i * sizeof part, sizeof part);
    sum_[i] += part;
  }
  ++rows_;
}

std::string RowsDigest::hex() const {
  return to_hex({reinterpret_cast<const char*>(sum_.data()), sum_.size() * sizeof sum_[0]});
}

void each_line(db::Work& work, const Table& table, const std::function<bool(std::string_view line)>& take) {
  std::string text = "SELECT ";
  for (const auto& column : table.columns) text += (text.size() > 7 ? ", \"" : "\"") + column + "\"";
  std::string line;
  work.each_text(text + " FROM \"" + table.name + "\"", {}, [&](const db::Rows& rows) {
    line = "[";
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      if (column > 0) line += ',';
      append_cell(line, rows, column);
    }
    line += ']';
    return take(line);
  });
}

std::int64_t count_rows(db::Work& work, const Table& table) {
  return work.query_text("SELECT count(*) FROM \"" + table.name + "\"", {})[0].integer(0);
}

}  // namespace sarnakh::upkeep
