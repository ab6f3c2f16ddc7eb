#pragma once

// One connection to a database, as Work and the writer use it: the seam between the two drivers. A connection
// belongs to one thread at a time.

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "foundations/db/database.hpp"

namespace sarnakh::db {

enum class TransactionKind { read, write };
// What became of a transaction: SQLite ends it by itself after some errors, PostgreSQL keeps it and refuses everything.
enum class TransactionState { none, open, failed };

// Statements that are cached under their text and not under the address of a constant, before all of these go.
inline constexpr std::size_t cached_texts = 256;

class Connection {
 public:
  virtual ~Connection() = default;
  virtual Dialect dialect() const = 0;

  // `take` gets row after row and says whether to go on. Rows touched by a statement that gives none.
  // `key` is the address that the prepared statement is cached under; nullptr caches by the text. `params` are those of
  // so many `rows`, where the text says {rows N}; SQLite takes one at a time.
  virtual std::int64_t execute(const void* key, std::string_view text, std::size_t rows, std::span<const Param> params,
                               const std::function<bool(const Rows&)>& take) = 0;
  // The same without waiting for the answer, for a statement that gives no rows; a refusal comes with finish_sent(), or
  // with whatever is waited for next.
  virtual void send(const void* key, std::string_view text, std::size_t rows, std::span<const Param> params) = 0;
  virtual void finish_sent() = 0;
  // Several statements without places: migrations and settings.
  virtual void execute_script(const std::string& text) = 0;
  virtual void prepare(const std::string& text) = 0;

  virtual void begin(TransactionKind kind) = 0;
  // SQLite does not wait for the disk here (log_flusher.hpp); PostgreSQL does. ConnectionLost means: nobody knows
  // whether it is committed.
  virtual void commit() = 0;
  virtual void rollback() = 0;  // never throws
  virtual TransactionState transaction() const = 0;
  virtual void savepoint() = 0;
  virtual void release() = 0;
  virtual void rollback_to_savepoint() = 0;
  // Milliseconds that one statement may take; 0 for no limit.
  virtual void set_timeout(std::int64_t milliseconds) = 0;
};

std::unique_ptr<Connection> open_sqlite(const std::string& path, TransactionKind kind);
// What brings the log of this file to the disk, as far as it goes at the call; from any thread. Throws StorageFailed.
std::move_only_function<void()> sqlite_log_flush(const std::string& path);
std::unique_ptr<Connection> open_postgres(const std::string& url, bool durable = true);

// Writes back what the log of SQLite holds. passive: as far as nobody needs it, without being in anyone's way, and then
// the file to the disk, which SQLite itself does only at the end of the log: all at once, and with the writers waiting.
// restart: all of it, so that the log begins anew; writers wait meanwhile, and it gives up when a reader holds the log
// longer than 5 ms. truncate: the same, with 50 ms, and the log file is emptied. The size of the log in bytes. Throws
// StorageFailed when the disk does not keep it; from then on nothing of that file is written back.
enum class CheckpointKind { passive, restart, truncate };
std::int64_t checkpoint_sqlite(Connection& connection, CheckpointKind kind);

}  // namespace sarnakh::db
