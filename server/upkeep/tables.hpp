#pragma once

// Every table there is, as the database itself describes it, and the state of its rows in one value.

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::upkeep {

struct Table {
  std::string name;
  std::vector<std::string> columns;
};

// All but schema_migrations, by name.
std::vector<Table> tables_of(db::Work& work);

// A digest of rows in any order: the sum of their hashes. Two tables with the same rows have the same digest, whatever
// database they lie in.
class RowsDigest {
 public:
  void add(std::string_view line);
  std::int64_t rows() const { return rows_; }
  std::string hex() const;

 private:
  std::array<std::uint64_t, 4> sum_{};
  std::int64_t rows_ = 0;
};

// Each row as one line of JSON, the same on both databases: [1,"text",null]. A text that is not UTF-8 is an object
// {"hex":"…"}. Stops when `take` returns false.
void each_line(db::Work& work, const Table& table, const std::function<bool(std::string_view line)>& take);

std::int64_t count_rows(db::Work& work, const Table& table);

}  // namespace sarnakh::upkeep
