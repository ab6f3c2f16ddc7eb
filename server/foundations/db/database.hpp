#pragma once

// The database: one embedded SQLite file, or PostgreSQL, behind one door. A use case asks for a Work (a
// transaction, the time it happens at, and for whom) and speaks in named statements.
//
//   auto lead = database.write(scope, [&](db::Work& work) { return leads::upsert(work, draft); });
//
// write() returns only when the transaction is durable on disk. Many writes that arrive together share one
// commit (group commit): each runs under its own savepoint, so that a Problem of one takes back that one
// alone. A write may run more than once (lock or serialisation failure): its function has no effect outside
// the Work; what must happen outside goes into Work::after_commit. A Work ends with the first statement that the
// database refuses (UniqueViolation, say): catch it around write(), not inside. read() sees one consistent state and
// cannot write.

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "foundations/basics/caller.hpp"
#include "foundations/basics/ids.hpp"
#include "foundations/db/errors.hpp"
#include "foundations/db/statement.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::db {

enum class Dialect { sqlite, postgres };

// What is bound to a place. Text is not copied: it must live until the call returns.
class Param {
 public:
  Param(std::nullptr_t) {}                                             // NOLINT(google-explicit-constructor)
  Param(bool value) : data_(value) {}                                  // NOLINT
  Param(int value) : data_(std::int64_t{value}) {}                     // NOLINT
  Param(std::int64_t value) : data_(value) {}                          // NOLINT
  Param(double value) : data_(value) {}                                // NOLINT
  Param(const char* value) : data_(std::string_view(value)) {}         // NOLINT
  Param(std::string_view value) : data_(value) {}                      // NOLINT
  Param(const std::string& value) : data_(std::string_view(value)) {}  // NOLINT
  Param(Instant value) : data_(value.ms) {}                            // NOLINT
  template <class Tag>
  Param(Id<Tag> value) : data_(value.value) {}  // NOLINT
  template <class T>
  Param(const std::optional<T>& value) : Param(value ? Param(*value) : Param(nullptr)) {}  // NOLINT

  using Data = std::variant<std::nullptr_t, bool, std::int64_t, double, std::string_view>;
  const Data& data() const { return data_; }

 private:
  Data data_ = nullptr;
};

// An empty text as NULL. The text is not copied.
inline Param text_or_null(const std::string& text) { return text.empty() ? Param(nullptr) : Param(text); }

// One row of an answer; lives as long as its Rows. Columns count from 0, in the order of the SELECT.
class Row {
 public:
  bool is_null(int column) const;
  std::int64_t integer(int column) const;   // NULL gives 0
  double number(int column) const;          // NULL gives 0
  bool boolean(int column) const;           // NULL gives false
  std::string_view view(int column) const;  // NULL gives ""
  std::string text(int column) const { return std::string(view(column)); }
  Instant instant(int column) const { return {integer(column)}; }
  template <class IdType>
  IdType id(int column) const {
    return IdType{integer(column)};
  }
  std::optional<std::string> maybe_text(int column) const {
    return is_null(column) ? std::nullopt : std::optional(text(column));
  }
  std::optional<std::int64_t> maybe_integer(int column) const {
    return is_null(column) ? std::nullopt : std::optional(integer(column));
  }
  std::optional<Instant> maybe_instant(int column) const {
    return is_null(column) ? std::nullopt : std::optional(instant(column));
  }

 private:
  friend class Rows;
  Row(const class Rows* rows, std::size_t index) : rows_(rows), index_(index) {}
  const class Rows* rows_;
  std::size_t index_;
};

// A whole answer, held in memory: ask for what you need. Work::each reads long answers row by row.
class Rows {
 public:
  struct Cell {
    enum class Kind : std::uint8_t { null, integer, number, text } kind = Kind::null;
    std::int64_t integer = 0;  // the integer, or the offset of the text
    double number = 0;
    std::size_t length = 0;
  };
  std::size_t size() const { return columns == 0 ? 0 : cells.size() / columns; }
  bool empty() const { return cells.empty(); }
  Row operator[](std::size_t index) const { return {this, index}; }
  class Iterator {
   public:
    Iterator(const Rows* rows, std::size_t index) : rows_(rows), index_(index) {}
    Row operator*() const { return (*rows_)[index_]; }
    Iterator& operator++() { return ++index_, *this; }
    bool operator!=(const Iterator& other) const { return index_ != other.index_; }

   private:
    const Rows* rows_;
    std::size_t index_;
  };
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

  // Filled by the drivers.
  std::size_t columns = 0;
  std::vector<Cell> cells;
  std::string texts;
};

// The first row of an answer, with its Rows kept alive.
class OneRow : public Row {
 public:
  explicit OneRow(std::shared_ptr<const Rows> rows) : Row((*rows)[0]), rows_(std::move(rows)) {}

 private:
  std::shared_ptr<const Rows> rows_;
};

class Connection;  // the driver's side: connection.hpp
class LateGroup;   // late.hpp
struct Group;      // group.hpp

// What a write will probably ask, told before its group begins, so that the first of the group that asks asks for all.
// In memory alone, short; it may run more than once. A wrong guess does no harm.
using Ahead = std::function<void(LateGroup&)>;

// For whom and when a Work happens.
struct Scope {
  Instant now;
  Caller caller;
};

class Work {
 public:
  // `group` is the writer's; nullptr for a read.
  Work(Connection& connection, const Scope& scope, bool writes, Group* group)
      : connection_(connection), scope_(scope), writes_(writes), group_(group) {}
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  Instant now() const { return scope_.now; }
  WorkspaceId workspace() const { return scope_.caller.workspace; }
  const Caller& caller() const { return scope_.caller; }
  Dialect dialect() const;

  template <class IdType>
  IdType new_id() const {
    return IdType{next_id(scope_.now.ms)};
  }

  Rows query(const Statement& statement, std::initializer_list<Param> params = {});
  std::optional<OneRow> one(const Statement& statement, std::initializer_list<Param> params = {});
  // The same for what many Works ask alike (settings, versions): those of one group ask once. The places take numbers
  // and words.
  std::optional<OneRow> shared_one(const Statement& statement, std::initializer_list<Param> params);
  // As the database holds them: what the group has put off is not written first. For a collector that knows its own.
  Rows query_without_late(const Statement& statement, std::initializer_list<Param> params);
  // Rows touched.
  std::int64_t run(const Statement& statement, std::initializer_list<Param> params = {});
  // One statement with `VALUES {rows N}` for many rows: `params` holds row after row, N each. Splits what is
  // too long for one statement. Rows touched.
  std::int64_t run_many(const Statement& statement, const std::vector<Param>& params);
  // The same with an insert that says ON CONFLICT DO NOTHING: of each row, whether it was not there yet. `name` is the
  // place in a row of a text that no other of these rows has; on PostgreSQL the statement says RETURNING of it.
  std::vector<bool> insert_new(const Statement& statement, const std::vector<Param>& params, std::size_t name);
  // The same as run_many without waiting for the answers, for what was put off (late.hpp).
  void send_many(const Statement& statement, const std::vector<Param>& params);
  // Puts off an `INSERT … VALUES {rows N}` of one row until a statement names its table, at the latest just before the
  // commit: then the rows of the whole group go in together. For rows whose number touched nobody asks.
  void later(const Statement& insert, std::initializer_list<Param> row);
  // Adds to a counter in the same way: an upsert with `VALUES {rows N}` whose last place is what is added. The key is
  // of numbers and words.
  void add_later(const Statement& upsert, std::initializer_list<Param> key, std::int64_t by);
  // For late<T>() of late.hpp: a room's own collector of what the group puts off.
  LateGroup& late_group();
  // Row by row without holding the answer; stops when `take` returns false. No other statement may run on
  // this Work meanwhile.
  void each(const Statement& statement, std::initializer_list<Param> params,
            const std::function<bool(const Row&)>& take);
  // A statement whose text is made at run time from closed lists (filters, sort): `text` is in the words of
  // this database and is cached by its text.
  Rows query_text(const std::string& text, const std::vector<Param>& params);
  // The same row by row; each call of `take` gets one row.
  void each_text(const std::string& text, const std::vector<Param>& params,
                 const std::function<bool(const Rows&)>& take);

  // Runs once, on the committing thread, before the next group begins: whoever reads from now on sees the transaction.
  // Never when it is taken back. Short, and without the database.
  void after_commit(std::move_only_function<void()> act) { after_commit_.push_back(std::move(act)); }
  std::vector<std::move_only_function<void()>> take_after_commit() { return std::move(after_commit_); }
  bool writes() const { return writes_; }
  // Whether a statement that changes rows has run.
  bool wrote() const { return wrote_; }
  // Whether the database has refused a statement of it: then it is taken back, whatever its function returns.
  bool refused() const { return refused_; }

 private:
  std::int64_t each_rows(const Statement& statement, std::span<const Param> params,
                         const std::function<bool(const Rows&)>& take);
  std::int64_t execute(const void* key, std::string_view text, std::size_t rows, std::span<const Param> params,
                       const std::function<bool(const Rows&)>& take);
  std::int64_t execute_now(const void* key, std::string_view text, std::size_t rows, std::span<const Param> params,
                           const std::function<bool(const Rows&)>& take);
  struct Piece {
    const void* key;
    std::string_view text;
    std::size_t rows;
    std::span<const Param> params;
  };
  void in_pieces(const Statement& statement, const std::vector<Param>& params,
                 const std::function<void(const Piece&)>& take);
  Connection& connection_;
  const Scope& scope_;
  bool writes_;
  bool wrote_ = false;
  bool refused_ = false;
  Group* group_;
  bool put_off_ = false;
  std::vector<std::move_only_function<void()>> after_commit_;
};

struct Settings {
  // A path ("data/sarnakh.db") or "postgres://…". ":memory:" is refused: a crash would lose leads.
  std::string url;
  int readers = 8;           // read connections
  int postgres_writers = 4;  // write connections; one workspace always goes to the same one
  int group_time_us = 500;   // how long a group waits at most for as much company as the last one had
  int group_size = 256;      // writes in one commit at most
  int queue_limit = 4096;    // writes waiting; above it write() throws Problem "overloaded" (503)
  std::int64_t statement_timeout_ms = 5000;
  // The server takes the folder of a SQLite file for itself, so that a second server cannot; short commands
  // do not.
  bool exclusive = false;
  // Whether a write is on the disk when it returns. Without it a crash may take back the last ones, though never a part
  // of one: for data that is made anew when its making breaks off.
  bool durable = true;
};

class Database {
 public:
  virtual ~Database() = default;
  // Opens and checks the connection; does not migrate. Throws Problem "database_unreachable" with a cause.
  static std::unique_ptr<Database> open(const Settings& settings);

  template <class Function>
  auto write(const Scope& scope, Function&& function, const Ahead& ahead = {}) {
    using Result = std::invoke_result_t<Function&, Work&>;
    if constexpr (std::is_void_v<Result>) {
      run_write(
          scope, [&](Work& work) { function(work); }, ahead);
    } else {
      std::optional<Result> result;
      run_write(
          scope, [&](Work& work) { result.emplace(function(work)); }, ahead);
      return std::move(*result);
    }
  }
  template <class Function>
  auto read(const Scope& scope, Function&& function) {
    using Result = std::invoke_result_t<Function&, Work&>;
    if constexpr (std::is_void_v<Result>) {
      run_read(scope, [&](Work& work) { function(work); });
    } else {
      std::optional<Result> result;
      run_read(scope, [&](Work& work) { result.emplace(function(work)); });
      return std::move(*result);
    }
  }
  // As write(), without waiting: `done` is called once, when the write is durable or with why it failed, on a thread of
  // the database that it must not hold up. Problem "overloaded" and "shutting_down" are thrown at once.
  using Done = std::move_only_function<void(std::exception_ptr)>;
  virtual void write_later(const Scope& scope, std::function<void(Work&)> function, Done done) = 0;
  // A write of its own, without company and without the statement time limit: imports, migrations, erasure.
  template <class Function>
  auto write_alone(const Scope& scope, Function&& function) {
    using Result = std::invoke_result_t<Function&, Work&>;
    if constexpr (std::is_void_v<Result>) {
      run_write_alone(scope, [&](Work& work) { function(work); });
    } else {
      std::optional<Result> result;
      run_write_alone(scope, [&](Work& work) { result.emplace(function(work)); });
      return std::move(*result);
    }
  }

  virtual Dialect dialect() const = 0;
  virtual bool ready() = 0;         // a trivial statement works on a reader and on the writer
  virtual int waiting() const = 0;  // writes in the queue, for /metrics
  // What was overwritten must not be readable from the log either: writes SQLite's log back and empties it, now or as
  // soon as no reader holds it. PostgreSQL recycles its log by itself.
  virtual void empty_log() = 0;
  // Stops taking writes, finishes those in the queue, checkpoints.
  virtual void close() = 0;
  // Prepares the statement on a connection; the database's words when it cannot. For the test of all
  // statements.
  virtual std::optional<std::string> try_prepare(const Statement& statement) = 0;

 protected:
  virtual void run_write(const Scope& scope, const std::function<void(Work&)>& function, const Ahead& ahead) = 0;
  virtual void run_write_alone(const Scope& scope, const std::function<void(Work&)>& function) = 0;
  virtual void run_read(const Scope& scope, const std::function<void(Work&)>& function) = 0;
};

// A text with quotes for `{texts $n}` / `{integers $n}`: ["a","b"] / [1,2].
std::string list_of(const std::vector<std::string>& texts);
std::string list_of(const std::vector<std::int64_t>& integers);
template <class Tag>
std::string list_of(const std::vector<Id<Tag>>& ids) {
  std::vector<std::int64_t> integers;
  integers.reserve(ids.size());
  for (const auto id : ids) integers.push_back(id.value);
  return list_of(integers);
}

}  // namespace sarnakh::db
