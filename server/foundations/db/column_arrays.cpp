#include "foundations/db/column_arrays.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <charconv>

#include "foundations/db/errors.hpp"

namespace sarnakh::db {

namespace {

std::string_view array_of(ColumnType type) {
  switch (type) {
    case ColumnType::boolean:
      return "bool[]";
    case ColumnType::integer:
      return "int8[]";
    case ColumnType::text:
      return "text[]";
    case ColumnType::number:
      return "float8[]";
  }
  return {};
}

// The first byte is the highest, as the protocol wants it.
template <class Unsigned>
void append(std::string& bytes, Unsigned value) {
  for (int shift = (sizeof value - 1) * 8; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift);
}
void append_length(std::string& bytes, std::size_t length) { append(bytes, static_cast<std::uint32_t>(length)); }

std::string as_text(const Param::Data& value) {
  std::string text;
  append_as_text(text, value);
  return text;
}

// A number out of what a person's text may hold, too.
template <class Number>
Number number_in(const Param::Data& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<Number>(*integer);
  const auto text = as_text(value);
  Number number{};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) throw DatabaseError("a column of numbers got a text");
  return number;
}

void append_value(std::string& bytes, ColumnType type, const Param::Data& value) {
  switch (type) {
    case ColumnType::boolean: {
      const auto* flag = std::get_if<bool>(&value);
      if (flag == nullptr) throw DatabaseError("a column of yes and no got something else");
      append_length(bytes, 1);
      bytes += static_cast<char>(*flag ? 1 : 0);
      return;
    }
    case ColumnType::integer:
      append_length(bytes, sizeof(std::int64_t));
      return append(bytes, static_cast<std::uint64_t>(number_in<std::int64_t>(value)));
    case ColumnType::number:
      append_length(bytes, sizeof(double));
      return append(bytes, std::bit_cast<std::uint64_t>(number_in<double>(value)));
    case ColumnType::text: {
      std::string made;
      const auto* text = std::get_if<std::string_view>(&value);
      if (text == nullptr) made = as_text(value);
      auto shown = text != nullptr ? *text : std::string_view(made);
      shown = shown.substr(0, shown.find('\0'));
      append_length(bytes, shown.size());
      bytes += shown;
      return;
    }
  }
}

}  // namespace

void append_as_text(std::string& out, const Param::Data& value) {
  const auto append_digits = [&](auto number) {
    char digits[40];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  };
  if (const auto* flag = std::get_if<bool>(&value))
    out += *flag ? 't' : 'f';
  else if (const auto* integer = std::get_if<std::int64_t>(&value))
    append_digits(*integer);
  else if (const auto* number = std::get_if<double>(&value))
    append_digits(*number);
  else if (const auto* text = std::get_if<std::string_view>(&value))
    out += *text;
}

std::string with_arrays(std::string_view statement, std::span<const ColumnType> columns) {
  constexpr std::string_view values = "VALUES {rows ";
  const auto begin = statement.find(values);
  assert(begin != std::string_view::npos);
  const auto end = statement.find('}', begin) + 1;
  std::string text(statement.substr(0, begin));
  text += "SELECT * FROM unnest(";
  for (std::size_t i = 0; i < columns.size(); ++i)
    text += (i == 0 ? "$" : ",$") + std::to_string(i + 1) + "::" + std::string(array_of(columns[i]));
  text += ')';
  return text += statement.substr(end);
}

void ColumnArrays::fill(std::span<const ColumnType> columns, std::span<const Param> rows) {
  bytes_.clear();
  ends_.clear();
  const auto count = rows.size() / columns.size();
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const auto value_of = [&](std::size_t row) -> const Param::Data& {
      return rows[row * columns.size() + column].data();
    };
    const auto is_null = [](const Param::Data& value) { return std::holds_alternative<std::nullptr_t>(value); };
    bool nulls = false;
    for (std::size_t row = 0; row < count && !nulls; ++row) nulls = is_null(value_of(row));
    append(bytes_, std::uint32_t{1});  // dimensions
    append(bytes_, std::uint32_t{nulls ? 1U : 0U});
    append(bytes_, static_cast<std::uint32_t>(columns[column]));
    append_length(bytes_, count);
    append(bytes_, std::uint32_t{1});  // the number of the first
    for (std::size_t row = 0; row < count; ++row) {
      const auto& value = value_of(row);
      if (is_null(value))
        append(bytes_, ~std::uint32_t{0});
      else
        append_value(bytes_, columns[column], value);
    }
    ends_.push_back(bytes_.size());
  }
}

std::string_view ColumnArrays::column(std::size_t index) const {
  const auto begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(bytes_).substr(begin, ends_[index] - begin);
}

}  // namespace sarnakh::db
