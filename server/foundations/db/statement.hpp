#pragma once

// One named statement, in the words of both databases (the same words nearly always). Made by
// tools/generate_sql.py from a room's .sql file; the address of the constant is the key of the statement
// cache.
//
// Places are $1…$n in both. Two marks are expanded by the db floor:
//   {integers $3}  a list of integers given as one JSON array text: `id IN {integers $3}`
//   {texts $3}     the same for texts
//   {rows 4}       the row of places of a statement run by Work::run_many and its like: `VALUES {rows 4}` becomes
//                  VALUES ($1,$2,$3,$4), and for many rows on PostgreSQL a SELECT of four arrays

namespace sarnakh::db {

struct Statement {
  const char* name;
  const char* sqlite;
  const char* postgres;
};

}  // namespace sarnakh::db
