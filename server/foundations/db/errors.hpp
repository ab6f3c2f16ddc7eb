#pragma once

// What a database says when it does not do what it was asked. Rooms see only UniqueViolation; the rest is for
// the writer, which tries again, and for http, which answers 500 or 503.

#include <stdexcept>
#include <string>

namespace sarnakh::db {

// The database refused a statement.
class DatabaseError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A row with the same unique key is there. The message names the constraint or the columns.
class UniqueViolation : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

// Another transaction was in the way (locked, deadlock, serialisation): the same work may succeed when run
// again.
class TryAgain : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

// The connection to the server is gone.
class ConnectionLost : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

// The disk is full.
class StorageFull : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

// The disk gave an error, or what it gave back is broken.
class StorageFailed : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

// The statement ran longer than it may.
class StatementTimeout : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

}  // namespace sarnakh::db
