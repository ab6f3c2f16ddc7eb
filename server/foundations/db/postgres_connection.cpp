#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <exception>
#include <list>
#include <unordered_map>
#include <utility>

#include "foundations/db/column_arrays.hpp"
#include "foundations/db/connection.hpp"
#include "foundations/db/render.hpp"

namespace sarnakh::db {

namespace {

// Type numbers of pg_type that we read as something else than text.
enum : Oid {
  oid_bool = 16,
  oid_int8 = 20,
  oid_int2 = 21,
  oid_int4 = 23,
  oid_float4 = 700,
  oid_float8 = 701,
  oid_numeric = 1700
};

// The server stops a statement that runs too long; when it does not even do that (it hangs, the network is gone) we
// stop waiting this much later.
constexpr std::int64_t grace_ms = 2'000;

struct Result {
  explicit Result(PGresult* result) : handle(result) {}
  ~Result() { PQclear(handle); }
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
  PGresult* handle;
};

class PostgresConnection final : public Connection {
 public:
  PostgresConnection(const std::string& url, bool durable) : handle_(connect(url)) {
    if (PQstatus(handle_) != CONNECTION_OK) {
      const std::string cause = PQerrorMessage(handle_);
      PQfinish(handle_);
      throw ConnectionLost(cause);
    }
    PQsetNoticeProcessor(
        handle_, [](void*, const char*) {}, nullptr);
    // Without DETAIL: it quotes the values of the row, and errors go into the log.
    PQsetErrorVerbosity(handle_, PQERRORS_TERSE);
    try {
      // Our statements are short: compiling them costs more than it saves. A server whose default is not to wait for
      // the disk is asked to; a stronger default (waiting for a standby) stays. A set of ids that a search looks into
      // is held at hand only when it is expected to fit: with the 4 MB that are usual, 260,000 leads do not, and each
      // of the other word's terms would read them all.
      execute_script(
          "SET client_encoding = 'UTF8'; SET timezone = 'UTC'; SET standard_conforming_strings = on; SET jit = off; "
          "SET work_mem = '64MB';");
      execute_script(durable ? "SELECT set_config('synchronous_commit', 'on', false) "
                               "WHERE current_setting('synchronous_commit') = 'off'"
                             : "SET synchronous_commit = off");
    } catch (...) {
      PQfinish(handle_);
      throw;
    }
  }
  ~PostgresConnection() override { PQfinish(handle_); }
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  Dialect dialect() const override { return Dialect::postgres; }

  std::int64_t execute(const void* key, std::string_view text, std::size_t rows, std::span<const Param> params,
                       const std::function<bool(const Rows&)>& take) override {
    catch_up();
    const auto& prepared = key != nullptr ? statement_for(key, text, rows) : text_for(text);
    bind(prepared, params);
    const bool begins = beginning_ != nullptr;
    if (begins) send_beginning();
    if (!send_prepared(prepared)) lost();
    if (begins) read_beginning();
    PQsetSingleRowMode(handle_);
    std::int64_t touched = 0;
    bool wanted = true;
    Rows row;
    std::string failure, state;
    std::exception_ptr thrown;  // by the taker: the answer is read to its end all the same
    while (PGresult* raw = next_result()) {
      const Result result(raw);
      switch (PQresultStatus(raw)) {
        case PGRES_SINGLE_TUPLE:
          if (!wanted) break;
          read_row(raw, row);
          try {
            wanted = take(row);
          } catch (...) {
            thrown = std::current_exception();
            wanted = false;
          }
          break;
        case PGRES_TUPLES_OK:
        case PGRES_COMMAND_OK:
          touched = number_of(PQcmdTuples(raw));
          break;
        default:
          failure = PQresultErrorMessage(raw);
          if (const char* code = PQresultErrorField(raw, PG_DIAG_SQLSTATE)) state = code;
      }
    }
    if (begins) end_pipeline();
    if (thrown) std::rethrow_exception(thrown);
    if (!failure.empty()) fail(state, failure);
    return touched;
  }

  void send(const void* key, std::string_view text, std::size_t rows, std::span<const Param> params) override {
    read_end();
    if (beginning_ != nullptr) run_script("");
    if (!statements_.contains(key)) finish_sent();  // it is prepared first
    const auto& prepared = statement_for(key, text, rows);
    bind(prepared, params);
    if ((sent_ == 0 && PQenterPipelineMode(handle_) == 0) || !send_prepared(prepared) || PQflush(handle_) < 0) lost();
    ++sent_;
  }
  void finish_sent() override {
    if (sent_ == 0) return;
    if (PQpipelineSync(handle_) == 0) lost();
    std::string failure, state;
    for (; sent_ > 0; --sent_) {
      while (PGresult* raw = next_result()) {
        const Result result(raw);
        // Those after the first that is refused are not run.
        if (PQresultStatus(raw) != PGRES_FATAL_ERROR || !failure.empty()) continue;
        failure = PQresultErrorMessage(raw);
        if (const char* code = PQresultErrorField(raw, PG_DIAG_SQLSTATE)) state = code;
      }
    }
    end_pipeline();
    if (!failure.empty()) fail(state, failure);
  }

  void execute_script(const std::string& text) override { run_script(text); }
  void prepare(const std::string& text) override {
    execute_script("DEALLOCATE " + prepare_new(text, row_width(text) == 0 ? 1 : 2).name);
  }

  // BEGIN travels with the first statement, and nobody waits for a reader's COMMIT: of three round trips one is left.
  void begin(TransactionKind kind) override {
    kind_ = kind;
    beginning_ = kind == TransactionKind::write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  }
  void commit() override {
    if (beginning_ != nullptr) {
      beginning_ = nullptr;
    } else if (kind_ == TransactionKind::read && PQtransactionStatus(handle_) == PQTRANS_INTRANS) {
      if (PQsendQuery(handle_, "COMMIT") == 0 || PQflush(handle_) < 0) lost();
      ending_ = true;
    } else if (run_script("COMMIT") != "COMMIT") {
      // COMMIT of a transaction that had failed answers ROLLBACK.
      throw DatabaseError("the transaction had failed before its end");
    }
  }
  void rollback() override {
    if (transaction() == TransactionState::none) return;
    if (beginning_ != nullptr) {
      beginning_ = nullptr;
      return;
    }
    try {
      finish_sent();
    } catch (const DatabaseError&) {
      // That is why.
    }
    try {
      run_script("ROLLBACK");
    } catch (const DatabaseError&) {
      // The connection is gone, and the transaction with it; the next statement says so.
    }
  }
  TransactionState transaction() const override {
    if (ending_) return TransactionState::none;
    if (beginning_ != nullptr) return TransactionState::open;
    switch (PQtransactionStatus(handle_)) {
      case PQTRANS_INTRANS:
      case PQTRANS_ACTIVE:
        return TransactionState::open;
      case PQTRANS_INERROR:
        return TransactionState::failed;
      default:
        return TransactionState::none;
    }
  }
  void savepoint() override { execute_script("SAVEPOINT one"); }
  void release() override { execute_script("RELEASE one"); }
  void rollback_to_savepoint() override { execute_script("ROLLBACK TO one; RELEASE one"); }
  void set_timeout(std::int64_t milliseconds) override {
    if (milliseconds == timeout_ms_) return;
    execute_script("SET statement_timeout = " + std::to_string(milliseconds));
    timeout_ms_ = milliseconds;
  }

 private:
  static PGconn* connect(const std::string& url) {
    // What stands in the connection string comes after these and wins.
    const char* const names[] = {"connect_timeout",  "keepalives_idle", "tcp_user_timeout",
                                 "application_name", "dbname",          nullptr};
    const char* const values[] = {"5", "30", "15000", "sarnakh", url.c_str(), nullptr};
    return PQconnectdbParams(names, values, 1);
  }

  // The next part of the answer, nullptr after the last. Waits no longer than the statement may take.
  PGresult* next_result() {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms_ + grace_ms);
    while (true) {
      while (PQflush(handle_) == 1) wait_for(POLLIN | POLLOUT, deadline);
      if (PQisBusy(handle_) == 0) return PQgetResult(handle_);
      wait_for(POLLIN, deadline);
      if (PQconsumeInput(handle_) == 0) lost();
    }
  }
  void wait_for(short events, std::chrono::steady_clock::time_point deadline) {
    pollfd socket{PQsocket(handle_), events, 0};
    int wait = -1;
    if (timeout_ms_ > 0) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
      wait = static_cast<int>(std::max<std::int64_t>(left, 0));
    }
    if (::poll(&socket, 1, wait) == 0) {
      silent_ = true;
      throw ConnectionLost("the database server does not answer");
    }
  }

  void send_beginning() {
    if (PQenterPipelineMode(handle_) == 0 ||
        PQsendQueryParams(handle_, std::exchange(beginning_, nullptr), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0)
      lost();
  }
  void read_beginning() {
    if (PQpipelineSync(handle_) == 0) lost();
    while (PGresult* raw = next_result()) {
      const Result result(raw);
      // Nothing but a server that goes away refuses a BEGIN.
      if (PQresultStatus(raw) != PGRES_COMMAND_OK) throw ConnectionLost(PQresultErrorMessage(raw));
    }
  }
  void end_pipeline() {
    const Result sync(next_result());
    if (PQexitPipelineMode(handle_) == 0) lost();
  }
  void read_end() {
    if (!std::exchange(ending_, false)) return;
    while (PGresult* raw = next_result()) PQclear(raw);
    if (PQstatus(handle_) != CONNECTION_OK) lost();
  }

  // What was sent and not waited for.
  void catch_up() {
    read_end();
    finish_sent();
  }

  // Runs text without places; the words of the last answer ("COMMIT").
  std::string run_script(const std::string& text) {
    catch_up();
    if (const char* beginning = std::exchange(beginning_, nullptr)) run_script(beginning);
    if (PQsendQuery(handle_, text.c_str()) == 0) lost();
    return last_answer();
  }
  void prepare_as(const std::string& name, const std::string& text) {
    if (PQsendPrepare(handle_, name.c_str(), text.c_str(), 0, nullptr) == 0) lost();
    last_answer();
  }
  std::string last_answer() {
    std::string words, failure, state;
    while (PGresult* raw = next_result()) {
      const Result result(raw);
      const auto status = PQresultStatus(raw);
      if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
        words = PQcmdStatus(raw);
        continue;
      }
      failure = PQresultErrorMessage(raw);
      if (const char* code = PQresultErrorField(raw, PG_DIAG_SQLSTATE)) state = code;
    }
    if (!failure.empty()) fail(state, failure);
    return words;
  }

  static std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }

  [[noreturn]] void lost() const { throw ConnectionLost(PQerrorMessage(handle_)); }

  [[noreturn]] void fail(const std::string& state, const std::string& message) const {
    if (PQstatus(handle_) != CONNECTION_OK || silent_ || state.starts_with("08") || state.starts_with("57P"))
      throw ConnectionLost(message);
    if (state == "23505") throw UniqueViolation(message);
    if (state == "40001" || state == "40P01" || state == "55P03") throw TryAgain(message);
    if (state == "57014") throw StatementTimeout(message);
    if (state == "53100") throw StorageFull(message);
    if (state == "58030" || state.starts_with("XX00")) throw StorageFailed(message);
    throw DatabaseError(message + " (" + state + ")");
  }

  struct Prepared {
    std::string name;
    std::vector<ColumnType> columns = {};  // of the arrays that it takes; none when it takes values
  };

  // Several rows come as arrays, for which the server tells the types of a single row's places.
  Prepared prepare_new(std::string_view text, std::size_t rows) {
    Prepared made{"s" + std::to_string(++prepared_)};
    prepare_as(made.name, render(text, Dialect::postgres));
    if (rows == 1) return made;
    made.columns = columns_of(made.name);
    execute_script("DEALLOCATE " + made.name);
    prepare_as(made.name, with_arrays(text, made.columns));
    return made;
  }
  std::vector<ColumnType> columns_of(const std::string& name) {
    if (PQsendDescribePrepared(handle_, name.c_str()) == 0) lost();
    std::vector<ColumnType> columns;
    while (PGresult* raw = next_result()) {
      const Result result(raw);
      for (int i = 0; i < PQnparams(raw); ++i) columns.push_back(static_cast<ColumnType>(PQparamtype(raw, i)));
    }
    return columns;
  }

  const Prepared& statement_for(const void* key, std::string_view text, std::size_t rows) {
    const auto found = statements_.find(key);
    if (found != statements_.end()) return found->second;
    return statements_.emplace(key, prepare_new(text, rows)).first->second;
  }

  const Prepared& text_for(std::string_view view) {
    const std::string text(view);
    const auto found = place_of_text_.find(text);
    if (found != place_of_text_.end()) {
      texts_.splice(texts_.begin(), texts_, found->second);
      return texts_.front().second;
    }
    auto prepared = prepare_new(text, 1);
    if (texts_.size() >= cached_texts) {
      execute_script("DEALLOCATE " + texts_.back().second.name);
      place_of_text_.erase(texts_.back().first);
      texts_.pop_back();
    }
    texts_.emplace_front(text, std::move(prepared));
    place_of_text_.emplace(text, texts_.begin());
    return texts_.front().second;
  }

  bool send_prepared(const Prepared& prepared) {
    return PQsendQueryPrepared(handle_, prepared.name.c_str(), static_cast<int>(values_.size()), values_.data(),
                               lengths_.data(), formats_.data(), 0) != 0;
  }

  void bind(const Prepared& prepared, std::span<const Param> params) {
    values_.clear();
    lengths_.clear();
    if (prepared.columns.empty())
      bind_values(params);
    else
      bind_arrays(prepared.columns, params);
  }

  void bind_arrays(std::span<const ColumnType> columns, std::span<const Param> params) {
    arrays_.fill(columns, params);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      values_.push_back(arrays_.column(i).data());
      lengths_.push_back(static_cast<int>(arrays_.column(i).size()));
    }
    formats_.assign(columns.size(), 1);
  }

  // Every value goes as text, for the server knows the types of the places; texts are copied to end in a
  // zero.
  void bind_values(std::span<const Param> params) {
    buffer_.clear();
    lengths_.assign(params.size(), 0);
    formats_.assign(params.size(), 0);
    constexpr std::size_t null = static_cast<std::size_t>(-1);
    std::vector<std::size_t> offsets;
    offsets.reserve(params.size());
    for (const auto& param : params) {
      const auto& data = param.data();
      if (std::holds_alternative<std::nullptr_t>(data)) {
        offsets.push_back(null);
        continue;
      }
      offsets.push_back(buffer_.size());
      append_as_text(buffer_, data);
      buffer_ += '\0';
    }
    for (const auto offset : offsets) values_.push_back(offset == null ? nullptr : buffer_.data() + offset);
  }

  static void read_row(PGresult* result, Rows& row) {
    row.columns = static_cast<std::size_t>(PQnfields(result));
    row.cells.clear();
    row.texts.clear();
    for (int column = 0; column < static_cast<int>(row.columns); ++column) {
      Rows::Cell cell;
      if (PQgetisnull(result, 0, column) == 0) {
        const std::string_view value(PQgetvalue(result, 0, column),
                                     static_cast<std::size_t>(PQgetlength(result, 0, column)));
        switch (PQftype(result, column)) {
          case oid_bool:
            cell.kind = Rows::Cell::Kind::integer;
            cell.integer = value == "t" ? 1 : 0;
            break;
          case oid_numeric:
            if (value.find('.') != std::string_view::npos) {
              read_number(value, cell);
              break;
            }
            [[fallthrough]];
          case oid_int2:
          case oid_int4:
          case oid_int8:
            cell.kind = Rows::Cell::Kind::integer;
            cell.integer = number_of(value);
            break;
          case oid_float4:
          case oid_float8:
            read_number(value, cell);
            break;
          default:
            cell.kind = Rows::Cell::Kind::text;
            cell.integer = static_cast<std::int64_t>(row.texts.size());
            cell.length = value.size();
            row.texts += value;
        }
      }
      row.cells.push_back(cell);
    }
  }
  static void read_number(std::string_view value, Rows::Cell& cell) {
    cell.kind = Rows::Cell::Kind::number;
    std::from_chars(value.data(), value.data() + value.size(), cell.number);
  }

  PGconn* handle_;
  TransactionKind kind_ = TransactionKind::read;
  const char* beginning_ = nullptr;  // BEGIN that goes with the first statement
  bool ending_ = false;              // the answer to a COMMIT is still to be read
  int sent_ = 0;                     // statements whose answers are still to be read
  std::unordered_map<const void*, Prepared> statements_;
  using Texts = std::list<std::pair<std::string, Prepared>>;
  Texts texts_;  // the one used last comes first
  std::unordered_map<std::string, Texts::iterator> place_of_text_;
  std::int64_t prepared_ = 0;
  std::int64_t timeout_ms_ = 0;
  bool silent_ = false;  // it did not answer in time: not to be used any more
  std::string buffer_;
  std::vector<const char*> values_;
  std::vector<int> lengths_, formats_;
  ColumnArrays arrays_;
};

}  // namespace

std::unique_ptr<Connection> open_postgres(const std::string& url, bool durable) {
  return std::make_unique<PostgresConnection>(url, durable);
}

}  // namespace sarnakh::db
