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

// What concerns the whole transaction, whichever of its statements came upon it.
class OfTheWhole : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

// Another transaction was in the way (locked, deadlock, serialisation): the same work may succeed when run
// again.
class TryAgain : public OfTheWhole {
 public:
  using OfTheWhole::OfTheWhole;
};

// The connection to the server is gone.
class ConnectionLost : public OfTheWhole {
 public:
  using OfTheWhole::OfTheWhole;
};

// The disk is full.
class StorageFull : public OfTheWhole {
 public:
  using OfTheWhole::OfTheWhole;
};

// The disk gave an error, or what it gave back is broken.
class StorageFailed : public OfTheWhole {
 public:
  using OfTheWhole::OfTheWhole;
};

// The statement ran longer than it may.
class StatementTimeout : public DatabaseError {
 public:
  using DatabaseError::DatabaseError;
};

}  // namespace sarnakh::db
