#pragma once

// Many rows for one INSERT of PostgreSQL as an array for each column: the server reads, plans and starts a statement of
// a dozen places, where VALUES of a thousand rows have twelve thousand, each an expression of its own.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/db/database.hpp"

namespace sarnakh::db {

// What our columns are, by the numbers of pg_type.
enum class ColumnType : std::uint32_t { boolean = 16, integer = 20, text = 25, number = 701 };

// "INSERT … VALUES {rows 2} …" with "SELECT * FROM unnest($1::int8[],$2::text[])" for the VALUES.
std::string with_arrays(std::string_view statement, std::span<const ColumnType> columns);

// A value as PostgreSQL reads it in text, at the end of `out`; nothing for NULL.
void append_as_text(std::string& out, const Param::Data& value);

// The arrays in the server's binary form, one after another. A value of another kind than its column is written as the
// column has it; a text ends at a zero, as every text does on its way to PostgreSQL. Throws DatabaseError.
class ColumnArrays {
 public:
  // `rows` holds row after row.
  void fill(std::span<const ColumnType> columns, std::span<const Param> rows);
  std::string_view column(std::size_t index) const;

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

}  // namespace sarnakh::db
