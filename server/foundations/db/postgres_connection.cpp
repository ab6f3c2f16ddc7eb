#include <libpq-fe.h>

#include <charconv>
#include <list>
#include <unordered_map>

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

constexpr std::size_t cached_texts = 256;

struct Result {
  explicit Result(PGresult* result) : handle(result) {}
  ~Result() { PQclear(handle); }
  Result(const Result&) = delete;
  Result& operator=(const Result&) = delete;
  PGresult* handle;
};

class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(const std::string& url) : handle_(PQconnectdb(url.c_str())) {
    if (PQstatus(handle_) != CONNECTION_OK) {
      const std::string cause = PQerrorMessage(handle_);
      PQfinish(handle_);
      throw ConnectionLost(cause);
    }
    PQsetNoticeProcessor(
        handle_, [](void*, const char*) {}, nullptr);
    execute_script(
        "SET client_encoding = 'UTF8'; SET timezone = 'UTC'; SET standard_conforming_strings = on");
  }
  ~PostgresConnection() override { PQfinish(handle_); }
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  Dialect dialect() const override { return Dialect::postgres; }

  std::int64_t execute(const void* key, const std::string& text, std::span<const Param> params,
                       const std::function<bool(const Rows&)>& take) override {
    const auto& name = key != nullptr ? statement_for(key, text) : text_for(text);
    bind(params);
    if (PQsendQueryPrepared(handle_, name.c_str(), static_cast<int>(values_.size()), values_.data(),
                            lengths_.data(), nullptr, 0) == 0)
      lost();
    PQsetSingleRowMode(handle_);
    std::int64_t touched = 0;
    bool wanted = true;
    Rows row;
    std::string failure, state;
    while (PGresult* raw = PQgetResult(handle_)) {
      const Result result(raw);
      switch (PQresultStatus(raw)) {
        case PGRES_SINGLE_TUPLE:
          if (wanted) {
            read_row(raw, row);
            wanted = take(row);
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
    if (!failure.empty()) fail(state, failure);
    return touched;
  }

  void execute_script(const std::string& text) override {
    const Result result(PQexec(handle_, text.c_str()));
    check(result.handle);
  }
  void prepare(const std::string& text) override {
    const Result result(PQprepare(handle_, "trial", render(text, Dialect::postgres).c_str(), 0, nullptr));
    check(result.handle);
    execute_script("DEALLOCATE trial");
  }

  void begin(TransactionKind kind) override {
    execute_script(kind == TransactionKind::write ? "BEGIN"
                                                  : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  }
  void commit() override {
    const Result result(PQexec(handle_, "COMMIT"));
    check(result.handle);
    // COMMIT of a transaction that had failed answers ROLLBACK.
    if (std::string_view(PQcmdStatus(result.handle)) != "COMMIT")
      throw DatabaseError("the transaction had failed before its end");
  }
  void rollback() override {
    if (PQstatus(handle_) == CONNECTION_OK && PQtransactionStatus(handle_) != PQTRANS_IDLE)
      PQclear(PQexec(handle_, "ROLLBACK"));
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
  static std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }

  [[noreturn]] void lost() const { throw ConnectionLost(PQerrorMessage(handle_)); }

  [[noreturn]] void fail(const std::string& state, const std::string& message) const {
    if (PQstatus(handle_) != CONNECTION_OK || state.starts_with("08") || state.starts_with("57P"))
      throw ConnectionLost(message);
    if (state == "23505") throw UniqueViolation(message);
    if (state == "40001" || state == "40P01" || state == "55P03") throw TryAgain(message);
    if (state == "57014") throw StatementTimeout(message);
    if (state == "53100") throw StorageFull(message);
    throw DatabaseError(message + " (" + state + ")");
  }

  void check(PGresult* result) const {
    const auto status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    fail(state != nullptr ? state : "", PQresultErrorMessage(result));
  }

  std::string prepare_new(const std::string& text) {
    auto name = "s" + std::to_string(++prepared_);
    const auto rendered = render(text, Dialect::postgres);
    const Result result(PQprepare(handle_, name.c_str(), rendered.c_str(), 0, nullptr));
    check(result.handle);
    return name;
  }

  const std::string& statement_for(const void* key, const std::string& text) {
    const auto found = statements_.find(key);
    if (found != statements_.end()) return found->second;
    return statements_.emplace(key, prepare_new(text)).first->second;
  }

  const std::string& text_for(const std::string& text) {
    const auto found = place_of_text_.find(text);
    if (found != place_of_text_.end()) {
      texts_.splice(texts_.begin(), texts_, found->second);
      return texts_.front().second;
    }
    auto name = prepare_new(text);
    if (texts_.size() >= cached_texts) {
      execute_script("DEALLOCATE " + texts_.back().second);
      place_of_text_.erase(texts_.back().first);
      texts_.pop_back();
    }
    texts_.emplace_front(text, std::move(name));
    place_of_text_.emplace(text, texts_.begin());
    return texts_.front().second;
  }

  // Every value goes as text, for the server knows the types of the places; texts are copied to end in a
  // zero.
  void bind(std::span<const Param> params) {
    buffer_.clear();
    values_.clear();
    lengths_.assign(params.size(), 0);
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
      if (const auto* flag = std::get_if<bool>(&data)) {
        buffer_ += *flag ? 't' : 'f';
      } else if (const auto* integer = std::get_if<std::int64_t>(&data)) {
        buffer_ += std::to_string(*integer);
      } else if (const auto* number = std::get_if<double>(&data)) {
        char digits[40];
        buffer_.append(digits, std::to_chars(digits, digits + sizeof digits, *number).ptr);
      } else {
        buffer_ += std::get<std::string_view>(data);
      }
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
  std::unordered_map<const void*, std::string> statements_;
  std::list<std::pair<std::string, std::string>> texts_;  // the one used last comes first
  std::unordered_map<std::string, std::list<std::pair<std::string, std::string>>::iterator> place_of_text_;
  std::int64_t prepared_ = 0;
  std::int64_t timeout_ms_ = -1;
  std::string buffer_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
};

}  // namespace

std::unique_ptr<Connection> open_postgres(const std::string& url) {
  return std::make_unique<PostgresConnection>(url);
}

}  // namespace sarnakh::db
