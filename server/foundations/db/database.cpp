#include "foundations/db/database.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <filesystem>

#include "foundations/basics/log.hpp"
#include "foundations/basics/problem.hpp"
#include "foundations/db/connection.hpp"
#include "foundations/db/log_flusher.hpp"
#include "foundations/db/reader_pool.hpp"
#include "foundations/db/render.hpp"
#include "foundations/db/writer.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::db {

namespace {

// One server for one data folder. The lock lies in a file of its own: opening and closing the database's own
// file a second time would drop the locks that SQLite holds on it (they belong to the process, not to the
// descriptor).
class FolderLock {
 public:
  explicit FolderLock(const std::string& database)
      : file_(::open((database + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ < 0 || ::flock(file_, LOCK_EX | LOCK_NB) != 0) {
      if (file_ >= 0) ::close(file_);
      throw Problem{"database_in_use", {}, {{"path", database}}, database};
    }
  }
  ~FolderLock() { ::close(file_); }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int file_;
};

// Short and often: the log then lies in pages that are cached already, and no pass gives the disk so much at once that
// a commit waits behind it (docs/decisions/0023).
constexpr std::int64_t long_log = 32 << 20;
constexpr std::chrono::milliseconds between_passes{50};
constexpr std::chrono::milliseconds while_nobody_writes{500};
constexpr std::chrono::milliseconds short_pass{15};
constexpr int most_passes = 4;

// Writes the log of SQLite back into the file, in steps, beside the writer and never in its way.
class Checkpointer {
 public:
  Checkpointer(const std::string& path, Writer& writer)
      : writer_(writer), connection_(open_sqlite(path, TransactionKind::write)), thread_([this] { serve(); }) {}
  ~Checkpointer() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    wake_.notify_all();
    thread_.join();
    write_back(CheckpointKind::truncate);
  }
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;
  void empty() {
    const std::lock_guard lock(mutex_);
    emptying_ = write_back(CheckpointKind::truncate) != 0;
  }

 private:
  // The size of the log in bytes; negative when SQLite could not tell, because the disk is full or fails.
  std::int64_t write_back(CheckpointKind kind) {
    try {
      return checkpoint_sqlite(*connection_, kind);
    } catch (const StorageFailed& error) {
      log::error("the disk does not keep what the log holds; it stays there until the program is started anew",
                 {{"cause", error.what()}});
      return 0;
    }
  }
  void serve() {
    // Whoever waits for an answer comes first.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 19);
    std::unique_lock lock(mutex_);
    std::int64_t known = 0;
    auto pause = while_nobody_writes;
    while (!wake_.wait_for(lock, pause, [this] { return closing_; })) {
      if (emptying_) emptying_ = write_back(CheckpointKind::truncate) != 0;
      const auto length = write_back(CheckpointKind::passive);
      if (length > long_log) begin_log_anew();
      pause = length == known ? while_nobody_writes : between_passes;
      known = length;
    }
  }
  // Under writes without pause the log would never begin anew by itself: somebody always needs its end. So the writer
  // waits between two groups for the rest to be written, when passes beside it have left little.
  void begin_log_anew() {
    for (int pass = 1; pass < most_passes; ++pass) {
      const auto began = std::chrono::steady_clock::now();
      write_back(CheckpointKind::passive);
      if (std::chrono::steady_clock::now() - began < short_pass) break;
    }
    writer_.run_between([this] { write_back(CheckpointKind::restart); });
  }
  Writer& writer_;
  std::unique_ptr<Connection> connection_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool closing_ = false;
  bool emptying_ = false;  // somebody asked for it, and a reader still held the log, or the disk was full
  std::thread thread_;
};

bool is_postgres(const std::string& url) { return url.starts_with("postgres://") || url.starts_with("postgresql://"); }

class OpenDatabase final : public Database {
 public:
  explicit OpenDatabase(const Settings& settings) : postgres_(is_postgres(settings.url)) {
    if (!postgres_) {
      const std::filesystem::path path(settings.url);
      if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path());
      if (settings.exclusive) lock_.emplace(settings.url);
    }
    const auto open = [url = settings.url, postgres = postgres_, durable = settings.durable](TransactionKind kind) {
      return postgres ? open_postgres(url, durable) : open_sqlite(url, kind);
    };
    if (!postgres_ && settings.durable) flusher_.emplace(sqlite_log_flush(settings.url));
    auto* flusher = flusher_ ? &*flusher_ : nullptr;
    const auto writers = postgres_ ? std::max(1, settings.postgres_writers) : 1;
    for (int i = 0; i < writers; ++i)
      writers_.push_back(std::make_unique<Writer>([open] { return open(TransactionKind::write); }, settings, flusher));
    readers_ = std::make_unique<ReaderPool>([open] { return open(TransactionKind::read); }, settings, flusher);
    if (!postgres_) checkpointer_ = std::make_unique<Checkpointer>(settings.url, *writers_.front());
    trial_ = [open] { return open(TransactionKind::write); };
  }
  ~OpenDatabase() override { close(); }
  OpenDatabase(const OpenDatabase&) = delete;
  OpenDatabase& operator=(const OpenDatabase&) = delete;

  Dialect dialect() const override { return postgres_ ? Dialect::postgres : Dialect::sqlite; }

  bool ready() override {
    static constexpr Statement trivial{"db.trivial", "SELECT 1", "SELECT 1"};
    const Scope scope{};
    try {
      run_read(scope, [](Work& work) { work.query(trivial); });
      for (auto& writer : writers_)
        writer->run(
            scope, [](Work& work) { work.query(trivial); }, {}, Writer::Company::welcome);
      return true;
    } catch (const std::exception& error) {
      log::warning("database not ready", {{"cause", error.what()}});
      return false;
    }
  }

  int waiting() const override {
    int sum = 0;
    for (const auto& writer : writers_) sum += writer->waiting();
    return sum;
  }

  void empty_log() override {
    if (checkpointer_) checkpointer_->empty();
  }

  void close() override {
    for (auto& writer : writers_) writer->close();
    if (flusher_) flusher_->close();
    if (readers_) readers_->close();
    checkpointer_.reset();
  }

  std::optional<std::string> try_prepare(const Statement& statement) override {
    static std::mutex one_at_a_time;
    const std::lock_guard guard(one_at_a_time);
    if (!trial_connection_) trial_connection_ = trial_();
    try {
      trial_connection_->prepare(postgres_ ? statement.postgres : statement.sqlite);
      return std::nullopt;
    } catch (const std::exception& error) {
      return std::string(statement.name) + ": " + error.what();
    }
  }

  void write_later(const Scope& scope, std::function<void(Work&)> function, Done done) override {
    writer_of(scope).run_later(scope, std::move(function), std::move(done));
  }

 protected:
  void run_write(const Scope& scope, const std::function<void(Work&)>& function, const Ahead& ahead) override {
    writer_of(scope).run(scope, function, ahead, Writer::Company::welcome);
  }
  void run_write_alone(const Scope& scope, const std::function<void(Work&)>& function) override {
    writer_of(scope).run(scope, function, {}, Writer::Company::alone);
  }
  void run_read(const Scope& scope, const std::function<void(Work&)>& function) override {
    readers_->run(scope, function);
  }

 private:
  // One workspace, one writer: what belongs together never runs side by side.
  Writer& writer_of(const Scope& scope) {
    return *writers_[static_cast<std::size_t>(scope.caller.workspace.value >> 22) % writers_.size()];
  }

  bool postgres_;
  std::optional<FolderLock> lock_;
  std::optional<LogFlusher> flusher_;
  std::vector<std::unique_ptr<Writer>> writers_;
  std::unique_ptr<ReaderPool> readers_;
  std::unique_ptr<Checkpointer> checkpointer_;
  std::function<std::unique_ptr<Connection>()> trial_;
  std::unique_ptr<Connection> trial_connection_;
};

}  // namespace

std::unique_ptr<Database> Database::open(const Settings& settings) {
  if (settings.url == ":memory:")
    throw Problem{"database_unreachable", {}, {{"cause", ":memory:"}}, "a database in memory loses leads"};
  try {
    return std::make_unique<OpenDatabase>(settings);
  } catch (const DatabaseError& error) {
    throw Problem{"database_unreachable", {}, {{"cause", error.what()}}, error.what()};
  } catch (const std::filesystem::filesystem_error& error) {
    throw Problem{"database_unreachable", {}, {{"cause", error.what()}}, error.what()};
  }
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const auto& text : texts) {
    if (out.size() > 1) out += ',';
    json::append_string(out, text);
  }
  return out + "]";
}

std::string list_of(const std::vector<std::int64_t>& integers) {
  std::string out = "[";
  for (const auto integer : integers) {
    if (out.size() > 1) out += ',';
    out += std::to_string(integer);
  }
  return out + "]";
}

}  // namespace sarnakh::db
