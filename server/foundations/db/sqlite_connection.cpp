#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <list>
#include <mutex>
#include <set>
#include <unordered_map>

#include "foundations/db/connection.hpp"
#include "foundations/db/render.hpp"

namespace sarnakh::db {

namespace {

// Files whose disk has failed to keep what was written. The system says so once and then takes the pages for clean:
// from then on nothing of theirs is written back, so that the log stays as it is for the next start to read.
class FailedDisks {
 public:
  void add(const std::string& path) {
    const std::lock_guard lock(mutex_);
    paths_.insert(path);
  }
  bool has(const std::string& path) {
    const std::lock_guard lock(mutex_);
    return paths_.contains(path);
  }

 private:
  std::mutex mutex_;
  std::set<std::string> paths_;
};
FailedDisks& failed_disks() {
  static FailedDisks disks;
  return disks;
}

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::string& path, TransactionKind kind) : path_(path) {
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (kind == TransactionKind::write ? SQLITE_OPEN_CREATE : 0);
    if (sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) != SQLITE_OK) {
      const std::string cause = handle_ != nullptr ? sqlite3_errmsg(handle_) : "out of memory";
      sqlite3_close(handle_);
      throw ConnectionLost(path + ": " + cause);
    }
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, 10'000);
    // NORMAL: what is written back is on the disk before the log begins anew; bringing the log itself there is the
    // flusher's (log_flusher.hpp). Checkpoints happen on a connection of their own (database.cpp).
    execute_script(
        "PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=0;"
        "PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=1073741824;");
    // secure_delete: what is deleted is overwritten, so that an erased person is not read out of free space.
    // The writer's cache: 16 to 128 MiB write as much of a million leads, and below a gigabyte each commit of
    // SQLite 3.53 walks through all of it.
    execute_script(kind == TransactionKind::write ? "PRAGMA cache_size=-32768; PRAGMA secure_delete=ON;"
                                                  : "PRAGMA cache_size=-16384; PRAGMA query_only=ON;");
    sqlite3_progress_handler(handle_, 20'000, &SqliteConnection::stop_when_late, this);
  }
  ~SqliteConnection() override {
    for (auto& [key, prepared] : statements_) sqlite3_finalize(prepared.handle);
    for (auto& [text, prepared] : texts_) sqlite3_finalize(prepared.handle);
    if (failed_disks().has(path_)) sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_close(handle_);
  }
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  Dialect dialect() const override { return Dialect::sqlite; }

  // Writes back what the log holds; the size of the log in pages.
  int checkpoint(CheckpointKind kind) {
    if (failed_disks().has(path_)) return 0;
    const int mode = kind == CheckpointKind::passive   ? SQLITE_CHECKPOINT_PASSIVE
                     : kind == CheckpointKind::restart ? SQLITE_CHECKPOINT_RESTART
                                                       : SQLITE_CHECKPOINT_TRUNCATE;
    sqlite3_busy_timeout(handle_, kind == CheckpointKind::truncate ? 50 : 5);
    int log_pages = 0;
    int written = 0;
    const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, mode, &log_pages, &written);
    if (code == SQLITE_IOERR_FSYNC) disk_failed(code);
    if (kind == CheckpointKind::passive && written > 0) to_disk(SQLITE_FCNTL_FILE_POINTER);
    return log_pages;
  }
  void log_to_disk() { to_disk(SQLITE_FCNTL_JOURNAL_POINTER); }

  std::int64_t execute(const void* key, std::string_view text, std::size_t /*rows*/, std::span<const Param> params,
                       const std::function<bool(const Rows&)>& take) override {
    auto& prepared = key != nullptr ? statement_for(key, text) : text_for(text);
    const Reset reset{prepared.handle};
    bind(prepared, params);
    Rows row;
    while (true) {
      // Counted anew for each row: what the taker does with a row (sending it to a slow client) is not our time.
      if (timeout_ms_ > 0) deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms_);
      const int code = sqlite3_step(prepared.handle);
      if (code == SQLITE_DONE) break;
      if (code != SQLITE_ROW) fail(code);
      read_row(prepared.handle, row);
      if (!take(row)) break;
    }
    return sqlite3_changes(handle_);
  }

  void send(const void* key, std::string_view text, std::size_t rows, std::span<const Param> params) override {
    execute(key, text, rows, params, [](const Rows&) { return true; });
  }
  void finish_sent() override {}

  void execute_script(const std::string& text) override {
    if (const int code = sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) fail(code);
  }
  void prepare(const std::string& text) override { sqlite3_finalize(make(text).handle); }

  void begin(TransactionKind kind) override {
    execute_script(kind == TransactionKind::write ? "BEGIN IMMEDIATE" : "BEGIN");
  }
  void commit() override { execute_script("COMMIT"); }
  void rollback() override {
    if (sqlite3_get_autocommit(handle_) == 0) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  TransactionState transaction() const override {
    return sqlite3_get_autocommit(handle_) != 0 ? TransactionState::none : TransactionState::open;
  }
  void savepoint() override { execute_script("SAVEPOINT one"); }
  void release() override { execute_script("RELEASE one"); }
  void rollback_to_savepoint() override { execute_script("ROLLBACK TO one; RELEASE one"); }
  void set_timeout(std::int64_t milliseconds) override {
    timeout_ms_ = milliseconds;
    deadline_ = std::chrono::steady_clock::time_point::max();
  }

 private:
  struct Prepared {
    sqlite3_stmt* handle = nullptr;
    // SQLite numbers $1, $2 … by their first appearance: place n is bound at index[n - 1]; 0 when it does not
    // appear.
    std::vector<int> index;
  };
  struct Reset {
    sqlite3_stmt* handle;
    ~Reset() {
      sqlite3_reset(handle);
      sqlite3_clear_bindings(handle);
    }
  };

  static int stop_when_late(void* self) {
    const auto* connection = static_cast<SqliteConnection*>(self);
    return connection->timeout_ms_ > 0 && std::chrono::steady_clock::now() > connection->deadline_ ? 1 : 0;
  }

  // The file itself or its log, as this connection holds it open.
  void to_disk(int which) {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(handle_, "main", which, static_cast<void*>(&file));
    if (file == nullptr || file->pMethods == nullptr) throw StorageFailed(path_ + " is not open");
    if (const int code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL); code != SQLITE_OK) disk_failed(code);
  }

  [[noreturn]] void disk_failed(int code) const {
    failed_disks().add(path_);
    throw StorageFailed(path_ + ": " + sqlite3_errstr(code) + " (" + std::to_string(code) + ")");
  }

  [[noreturn]] void fail(int code) const {
    const std::string message = sqlite3_errmsg(handle_);
    switch (code) {
      case SQLITE_CONSTRAINT_UNIQUE:
      case SQLITE_CONSTRAINT_PRIMARYKEY:
        throw UniqueViolation(message);
      case SQLITE_INTERRUPT:
        throw StatementTimeout(message);
      default:
        break;
    }
    switch (code & 0xFF) {
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        throw TryAgain(message);
      case SQLITE_FULL:
        throw StorageFull(message);
      case SQLITE_IOERR:
      case SQLITE_CORRUPT:
      case SQLITE_NOTADB:
      case SQLITE_CANTOPEN:
      case SQLITE_READONLY:
        if (code == SQLITE_READONLY) break;  // a reader that tried to write
        throw StorageFailed(message + " (" + std::to_string(code) + ")");
      default:
        break;
    }
    throw DatabaseError(message + " (" + std::to_string(code) + ")");
  }

  Prepared make(std::string_view text) {
    Prepared prepared;
    const auto rendered = render(text, Dialect::sqlite);
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v3(handle_, rendered.c_str(), static_cast<int>(rendered.size()),
                                        SQLITE_PREPARE_PERSISTENT, &prepared.handle, &rest);
    // SQLite takes the first statement and says nothing of a second one.
    if (code == SQLITE_OK && std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos) {
      sqlite3_finalize(prepared.handle);
      throw DatabaseError("more than one statement in: " + rendered);
    }
    if (code != SQLITE_OK) throw DatabaseError(std::string(sqlite3_errmsg(handle_)) + " in: " + rendered);
    const int count = sqlite3_bind_parameter_count(prepared.handle);
    for (int position = 1; position <= count; ++position) {
      const char* name = sqlite3_bind_parameter_name(prepared.handle, position);
      const auto place =
          name != nullptr ? static_cast<std::size_t>(std::atoi(name + 1)) : static_cast<std::size_t>(position);
      if (prepared.index.size() < place) prepared.index.resize(place, 0);
      prepared.index[place - 1] = position;
    }
    return prepared;
  }

  Prepared& statement_for(const void* key, std::string_view text) {
    const auto found = statements_.find(key);
    if (found != statements_.end()) return found->second;
    return statements_.emplace(key, make(text)).first->second;
  }

  Prepared& text_for(std::string_view view) {
    const std::string text(view);
    const auto found = place_of_text_.find(text);
    if (found != place_of_text_.end()) {
      texts_.splice(texts_.begin(), texts_, found->second);
      return texts_.front().second;
    }
    if (texts_.size() >= cached_texts) {
      sqlite3_finalize(texts_.back().second.handle);
      place_of_text_.erase(texts_.back().first);
      texts_.pop_back();
    }
    texts_.emplace_front(text, make(text));
    place_of_text_.emplace(text, texts_.begin());
    return texts_.front().second;
  }

  void bind(const Prepared& prepared, std::span<const Param> params) const {
    for (std::size_t i = 0; i < params.size() && i < prepared.index.size(); ++i) {
      const int at = prepared.index[i];
      if (at == 0) continue;
      int code = SQLITE_OK;
      const auto& data = params[i].data();
      if (std::holds_alternative<std::nullptr_t>(data))
        code = sqlite3_bind_null(prepared.handle, at);
      else if (const auto* flag = std::get_if<bool>(&data))
        code = sqlite3_bind_int64(prepared.handle, at, *flag ? 1 : 0);
      else if (const auto* integer = std::get_if<std::int64_t>(&data))
        code = sqlite3_bind_int64(prepared.handle, at, *integer);
      else if (const auto* number = std::get_if<double>(&data))
        code = sqlite3_bind_double(prepared.handle, at, *number);
      else if (const auto* text = std::get_if<std::string_view>(&data))
        // An empty view may point nowhere, which SQLite would take as NULL.
        code = sqlite3_bind_text64(prepared.handle, at, text->data() != nullptr ? text->data() : "", text->size(),
                                   SQLITE_STATIC, SQLITE_UTF8);
      if (code != SQLITE_OK) fail(code);
    }
  }

  static void read_row(sqlite3_stmt* statement, Rows& row) {
    row.columns = static_cast<std::size_t>(sqlite3_column_count(statement));
    row.cells.clear();
    row.texts.clear();
    for (int column = 0; column < static_cast<int>(row.columns); ++column) {
      Rows::Cell cell;
      switch (sqlite3_column_type(statement, column)) {
        case SQLITE_NULL:
          break;
        case SQLITE_INTEGER:
          cell.kind = Rows::Cell::Kind::integer;
          cell.integer = sqlite3_column_int64(statement, column);
          break;
        case SQLITE_FLOAT:
          cell.kind = Rows::Cell::Kind::number;
          cell.number = sqlite3_column_double(statement, column);
          break;
        default:
          cell.kind = Rows::Cell::Kind::text;
          cell.integer = static_cast<std::int64_t>(row.texts.size());
          const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
          cell.length = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
          if (cell.length != 0) row.texts.append(bytes, cell.length);
      }
      row.cells.push_back(cell);
    }
  }

  std::string path_;
  sqlite3* handle_ = nullptr;
  std::unordered_map<const void*, Prepared> statements_;
  std::list<std::pair<std::string, Prepared>> texts_;  // the one used last comes first
  std::unordered_map<std::string, std::list<std::pair<std::string, Prepared>>::iterator> place_of_text_;
  std::int64_t timeout_ms_ = 0;
  std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
};

}  // namespace

std::unique_ptr<Connection> open_sqlite(const std::string& path, TransactionKind kind) {
  return std::make_unique<SqliteConnection>(path, kind);
}

std::move_only_function<void()> sqlite_log_flush(const std::string& path) {
  // A connection of its own: then the open file belongs to the thread that flushes alone.
  auto connection = std::make_unique<SqliteConnection>(path, TransactionKind::write);
  // The log is opened with the first thing read.
  connection->execute_script("SELECT count(*) FROM sqlite_schema");
  return [connection = std::move(connection)] { connection->log_to_disk(); };
}

std::int64_t checkpoint_sqlite(Connection& connection, CheckpointKind kind) {
  return static_cast<std::int64_t>(static_cast<SqliteConnection&>(connection).checkpoint(kind)) * 4096;
}

}  // namespace sarnakh::db
