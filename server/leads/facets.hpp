#pragma once

// Facets: the values of a lead that stand in its JSON and of which many leads have the same, what was chosen and a few
// texts, kept once more as terms («=custom.branch:south», «=campaign:autumn») beside the words it is found by. A
// condition that asks for one of them is then answered as a word of a search is: out of the terms, not out of a million
// JSON texts. A text that is asked for by a part of it is looked for among the few values that there are
// (docs/decisions/0004).

#include <functional>
#include <memory>

#include "leads/search_terms.hpp"
#include "rules/bind.hpp"
#include "rules/to_sql.hpp"

namespace sarnakh::leads {

// Whether the values of the field of that name, as the catalogue calls it, are kept as facets.
bool is_facet(const rules::Field& field);

// A condition in two: what facets answer, and the rest; nothing of it when they answer all. `near`: words that whoever
// the rest is true of has, as his name is or begins so.
struct Split {
  std::vector<SearchWord> facets;
  std::shared_ptr<const rules::Bound> rest;
  std::vector<SearchWord> near;
};
// `asking` costs a question, and is called when a part of a text or a number is looked for.
using AskingWhenNeeded = std::function<const rules::Asking&()>;
Split split_facets(db::Work& work, const AskingWhenNeeded& asking,
                   const std::shared_ptr<const rules::Bound>& condition);

// The field where its value, or NULL for those who have no term of it, stands in rows as the text `value`.
rules::Field value_in_rows(const rules::Field& field, const std::string& value);

// Every value of the field: what its terms begin with, which is not part of the value.
TermRange facets_of_field(const rules::Field& field);

}  // namespace sarnakh::leads
