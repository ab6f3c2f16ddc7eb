#include <algorithm>
#include <cassert>
#include <set>

#include "foundations/db/connection.hpp"
#include "foundations/db/group.hpp"
#include "foundations/db/render.hpp"
#include "foundations/db/told_apart.hpp"

namespace sarnakh::db {

namespace {

const char* text_of(const Statement& statement, Dialect dialect) {
  return dialect == Dialect::sqlite ? statement.sqlite : statement.postgres;
}

void append_rows(Rows& all, const Rows& row) {
  all.columns = row.columns;
  const auto offset = all.texts.size();
  all.texts += row.texts;
  for (auto cell : row.cells) {
    if (cell.kind == Rows::Cell::Kind::text) cell.integer += static_cast<std::int64_t>(offset);
    all.cells.push_back(cell);
  }
}

// A taker that puts every row into `all`.
auto collect_into(Rows& all) {
  return [&all](const Rows& row) {
    append_rows(all, row);
    return true;
  };
}

}  // namespace

bool Row::is_null(int column) const {
  return rows_->cells[index_ * rows_->columns + static_cast<std::size_t>(column)].kind == Rows::Cell::Kind::null;
}

std::int64_t Row::integer(int column) const {
  const auto& cell = rows_->cells[index_ * rows_->columns + static_cast<std::size_t>(column)];
  return cell.kind == Rows::Cell::Kind::integer  ? cell.integer
         : cell.kind == Rows::Cell::Kind::number ? static_cast<std::int64_t>(cell.number)
                                                 : 0;
}

double Row::number(int column) const {
  const auto& cell = rows_->cells[index_ * rows_->columns + static_cast<std::size_t>(column)];
  return cell.kind == Rows::Cell::Kind::number    ? cell.number
         : cell.kind == Rows::Cell::Kind::integer ? static_cast<double>(cell.integer)
                                                  : 0;
}

bool Row::boolean(int column) const { return integer(column) != 0; }

std::string_view Row::view(int column) const {
  const auto& cell = rows_->cells[index_ * rows_->columns + static_cast<std::size_t>(column)];
  if (cell.kind != Rows::Cell::Kind::text) return {};
  return std::string_view(rows_->texts).substr(static_cast<std::size_t>(cell.integer), cell.length);
}

Dialect Work::dialect() const { return connection_.dialect(); }

Rows Work::query(const Statement& statement, std::initializer_list<Param> params) {
  Rows all;
  each_rows(statement, {params.begin(), params.size()}, collect_into(all));
  return all;
}

Rows Work::query_without_late(const Statement& statement, std::initializer_list<Param> params) {
  Rows all;
  if (group_ != nullptr) group_->late.wait_for_sent(connection_);
  execute_now(&statement, text_of(statement, dialect()), 1, {params.begin(), params.size()}, collect_into(all));
  return all;
}

std::optional<OneRow> Work::one(const Statement& statement, std::initializer_list<Param> params) {
  auto first = std::make_shared<Rows>();
  each_rows(statement, {params.begin(), params.size()}, [&](const Rows& row) {
    *first = row;
    return false;
  });
  if (first->empty()) return std::nullopt;
  return OneRow(std::move(first));
}

std::optional<OneRow> Work::shared_one(const Statement& statement, std::initializer_list<Param> params) {
  if (group_ == nullptr) return one(statement, params);
  const std::span<const Param> places{params.begin(), params.size()};
  if (group_->before(connection_, &statement, text_of(statement, dialect()))) wrote_ = wrote_ || put_off_;
  auto answer = group_->shared.find(statement, places);
  if (!answer) {
    auto asked = std::make_shared<Rows>(query(statement, params));
    answer = asked;
    group_->shared.keep(statement, places, std::move(asked));
  }
  if (answer->empty()) return std::nullopt;
  return OneRow(std::move(answer));
}

std::int64_t Work::run(const Statement& statement, std::initializer_list<Param> params) {
  assert(writes_ && "a read Work cannot write");
  wrote_ = true;
  return each_rows(statement, {params.begin(), params.size()}, [](const Rows&) { return true; });
}

void Work::each(const Statement& statement, std::initializer_list<Param> params,
                const std::function<bool(const Row&)>& take) {
  each_rows(statement, {params.begin(), params.size()}, [&](const Rows& row) { return take(row[0]); });
}

std::int64_t Work::each_rows(const Statement& statement, std::span<const Param> params,
                             const std::function<bool(const Rows&)>& take) {
  // A statement that writes and gives rows (INSERT … RETURNING) counts as a write as well.
  if (writes_) wrote_ = wrote_ || !changed_table(statement.sqlite).empty();
  return execute(&statement, text_of(statement, dialect()), 1, params, take);
}

// PostgreSQL refuses everything after a refused statement; SQLite would go on. So that a room does not work on one and
// fail on the other, a Work ends with its first refusal on both.
std::int64_t Work::execute(const void* key, std::string_view text, std::size_t rows, std::span<const Param> params,
                           const std::function<bool(const Rows&)>& take) {
  if (group_ != nullptr && !refused_ && group_->before(connection_, key, text)) wrote_ = wrote_ || put_off_;
  return execute_now(key, text, rows, params, take);
}

std::int64_t Work::execute_now(const void* key, std::string_view text, std::size_t rows, std::span<const Param> params,
                               const std::function<bool(const Rows&)>& take) {
  if (refused_) throw DatabaseError("a Work went on after a statement of it was refused");
  try {
    return connection_.execute(key, text, rows, params, take);
  } catch (const DatabaseError&) {
    refused_ = true;
    throw;
  }
}

// Cuts the rows into pieces. PostgreSQL takes them as arrays (column_arrays.hpp), so that one prepared statement does
// for any number. SQLite is quicker row by row: for a statement of several rows it keeps what it would need to take
// back the first when the second is refused. Whether they are several is part of the key: an address inside the
// statement's own object, so it cannot meet another's.
void Work::in_pieces(const Statement& statement, const std::vector<Param>& params,
                     const std::function<void(const Piece&)>& take) {
  assert(writes_ && "a read Work cannot write");
  wrote_ = true;
  const std::string_view text = text_of(statement, dialect());
  const auto width = row_width(text);
  assert(width != 0 && params.size() % width == 0);
  const std::size_t most = dialect() == Dialect::sqlite ? 1 : 2000;
  const auto rows = params.size() / width;
  for (std::size_t row = 0; row < rows;) {
    const auto size = std::min(most, rows - row);
    const void* key = reinterpret_cast<const char*>(&statement) + (size == 1 ? 1 : 2);
    take(Piece{key, text, size, std::span(params).subspan(row * width, size * width)});
    row += size;
  }
}

std::int64_t Work::run_many(const Statement& statement, const std::vector<Param>& params) {
  std::int64_t touched = 0;
  in_pieces(statement, params, [&](const Piece& piece) {
    touched += execute(piece.key, piece.text, piece.rows, piece.params, [](const Rows&) { return true; });
  });
  return touched;
}

std::vector<bool> Work::insert_new(const Statement& statement, const std::vector<Param>& params, std::size_t name) {
  std::vector<bool> fresh;
  in_pieces(statement, params, [&](const Piece& piece) {
    Rows returned;
    const auto touched = execute(piece.key, piece.text, piece.rows, piece.params, collect_into(returned));
    const auto all = static_cast<std::size_t>(touched) == piece.rows;
    if (all || piece.rows == 1) return fresh.insert(fresh.end(), piece.rows, all), void();
    std::set<std::string_view> names;
    for (const auto row : returned) names.insert(row.view(0));
    const auto width = piece.params.size() / piece.rows;
    for (std::size_t row = 0; row < piece.rows; ++row)
      fresh.push_back(names.contains(std::get<std::string_view>(piece.params[row * width + name].data())));
  });
  return fresh;
}

void Work::send_many(const Statement& statement, const std::vector<Param>& params) {
  assert(group_ == nullptr && "only what was put off is sent without waiting");
  in_pieces(statement, params,
            [&](const Piece& piece) { connection_.send(piece.key, piece.text, piece.rows, piece.params); });
}

LateGroup& Work::late_group() {
  assert(writes_ && group_ != nullptr && "only a write puts off");
  put_off_ = true;
  return group_->late;
}

void Work::later(const Statement& insert, std::initializer_list<Param> row) {
  late_group().row(insert, {row.begin(), row.size()});
}

void Work::add_later(const Statement& upsert, std::initializer_list<Param> key, std::int64_t by) {
  late_group().sum(upsert, {key.begin(), key.size()}, by);
}

Rows Work::query_text(const std::string& text, const std::vector<Param>& params) {
  Rows all;
  each_text(text, params, collect_into(all));
  return all;
}

void Work::each_text(const std::string& text, const std::vector<Param>& params,
                     const std::function<bool(const Rows&)>& take) {
  if (writes_) wrote_ = wrote_ || !changed_table(text).empty();
  execute(nullptr, text, 1, params, take);
}

}  // namespace sarnakh::db
