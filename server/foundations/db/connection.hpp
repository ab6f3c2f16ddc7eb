#pragma once

// One connection to a database, as Work and the writer use it: the seam between the two drivers. A connection
// belongs to one thread at a time.

#include <memory>
#include <span>
#include <string>

#include "foundations/db/database.hpp"

namespace sarnakh::db {

enum class TransactionKind { read, write };

class Connection {
 public:
  virtual ~Connection() = default;
  virtual Dialect dialect() const = 0;

  // `take` gets row after row and says whether to go on. Rows touched by a statement that gives none.
  // `key` is the address that the prepared statement is cached under; nullptr caches by the text.
  virtual std::int64_t execute(const void* key, const std::string& text, std::span<const Param> params,
                               const std::function<bool(const Rows&)>& take) = 0;
  // Several statements without places: migrations and settings.
  virtual void execute_script(const std::string& text) = 0;
  virtual void prepare(const std::string& text) = 0;

  virtual void begin(TransactionKind kind) = 0;
  virtual void commit() = 0;    // ConnectionLost here means: nobody knows whether it is committed
  virtual void rollback() = 0;  // never throws
  virtual void savepoint() = 0;
  virtual void release() = 0;
  virtual void rollback_to_savepoint() = 0;
  // Milliseconds that one statement may take; 0 for no limit.
  virtual void set_timeout(std::int64_t milliseconds) = 0;
};

std::unique_ptr<Connection> open_sqlite(const std::string& path, TransactionKind kind);
std::unique_ptr<Connection> open_postgres(const std::string& url);

// Writes back what the log holds, as far as no reader needs it; the size of the log in bytes.
std::int64_t checkpoint_sqlite(Connection& connection, bool everything);

}  // namespace sarnakh::db
