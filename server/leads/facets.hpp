#pragma once

// Facets: the chosen values of a lead that stand in its JSON, kept once more as terms («=custom.branch:south») beside
// the words it is found by. A condition that asks for one of them is then answered as a word of a search is: out of the
// terms, not out of a million JSON texts (docs/decisions/0004).

#include <memory>

#include "leads/search_terms.hpp"
#include "rules/bind.hpp"

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
Split split_facets(const std::shared_ptr<const rules::Bound>& condition);

// Every value of the field: what its terms begin with, which is not part of the value.
TermRange facets_of_field(const rules::Field& field);

}  // namespace sarnakh::leads
