#pragma once

// What conditions compare of a lead, its texts in the form that search compares (text/fold.hpp).

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "leads/lead.hpp"

namespace sarnakh::leads {

// What the list shows as the source; "" for none.
std::string source_label_of(const Touch& first);

// A text that has a facet, as it was written; "source", "campaign" or "product".
std::optional<std::string> written_text(const Details& details, std::string_view field);

// The column: JSON with the members that the catalogue speaks of.
std::string compared_text(const Lead& lead);

// The values of a lead, own fields aside, that are kept as facets too (facets.hpp), because many leads have the same.
inline constexpr std::array<std::string_view, 5> chosen_facets{"stage", "authority", "buying_power", "class",
                                                               "do_not_contact"};
inline constexpr std::array<std::string_view, 3> text_facets{"source", "campaign", "product"};
inline constexpr std::string_view touches_facet = "touches";
// Characters of a text that its facet keeps. Folded, none that people write is as long; two that agree so far are one
// facet.
inline constexpr std::size_t longest_facet = 250;
// The value that most leads have from the beginning, which therefore has no facet; nothing when each has its own.
std::optional<std::string_view> usual_value(std::string_view field);
struct FacetValue {
  std::string_view field;
  std::string value;
};
std::vector<FacetValue> facet_values(const Details& details);

}  // namespace sarnakh::leads
