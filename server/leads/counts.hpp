#pragma once

// What lead_counts tells: it has a row for each mix of status, owner, purpose, channel, grade and whether there is a
// phone and an e-mail, of all leads (term ''), and of those with each facet and each form (docs/decisions/0004). Its
// rows stand here under the alias and the names of the leads, so the same expression that chooses leads chooses them.
//
// A condition may speak of one facet field wherever it likes, below an OR or a NOT too: then each mix stands there once
// for each value of the field, and once for those who have none, who are all without the others.

#include <optional>
#include <string>
#include <vector>

#include "leads/search_terms.hpp"
#include "rules/to_sql.hpp"

namespace sarnakh::leads {

// Whether lead_counts has a column for the field of that name.
bool is_counted(std::string_view field);
// Whether it can tell all that the condition asks.
bool counts_know(const rules::BoundNode& node);

// What chooses among the leads and the rows of lead_counts alike: "l.workspace_id = $1 AND …", the workspace first.
struct Countable {
  std::string where;
  std::vector<db::Param> params;  // its places
};
// Rows of lead_counts: "(…) AS l WHERE …", each with l.leads. The places hold their own texts.
struct CountedRows {
  std::string rows = {};
  rules::Places places;
  std::optional<rules::Field> chosen = {};  // the facet field whose value stands there
};
// Of those who have one of the terms, or of everybody ('').
CountedRows counted_rows(const Countable& question, const std::vector<std::string>& terms);
// Of everybody, with the value of a facet field, as the conditions ask; nothing when they ask more than the counts
// know. The field is `by`, or the one that they speak of.
using Conditions = std::vector<std::shared_ptr<const rules::Bound>>;
std::optional<CountedRows> counted_rows(const Countable& question, const Conditions& conditions, const rules::Field* by,
                                        const rules::Asking& asking);

}  // namespace sarnakh::leads
