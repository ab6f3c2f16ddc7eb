#pragma once

// The one compiler: a bound condition becomes one SQL boolean expression about the lead `l`, for both databases. There
// is no second evaluator that could drift from it.
//
// What people typed is in the parameters alone. The text depends on the shape of the condition and on the catalogue's
// own SQL, so a finite set of shapes has a finite set of texts and each is prepared once; lists are one parameter,
// however long.

#include <deque>
#include <string>
#include <vector>

#include "rules/bind.hpp"

namespace sarnakh::rules {

// The places of one statement. Texts live here until it has run.
class Places {
 public:
  std::string put(db::Param param) {
    params.push_back(param);
    return "$" + std::to_string(params.size());
  }
  std::string put_text(std::string text) { return put(texts.emplace_back(std::move(text))); }

  std::vector<db::Param> params;
  std::deque<std::string> texts;
};

// Who asks, and when: the same condition answers for another day with another `now`.
struct Asking {
  db::Dialect dialect;
  std::string workspace;  // its place: "$1"
  Instant now;
  std::string zone;
  time::Calendar calendar;
};

// For WHERE: a row counts when the expression is true (it may be NULL, which is not true).
std::string to_sql(const Bound& bound, const Asking& asking, Places& places);

// The value of a field that has one a lead, to group leads by: NULL where it is missing, 1 and 0 for yes and no.
std::string value_to_sql(const Field& field, const Asking& asking, Places& places);

}  // namespace sarnakh::rules
