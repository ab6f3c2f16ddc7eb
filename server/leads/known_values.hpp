#pragma once

// The values that people gave a field of free text, for who writes or asks for one and wants it spelt alike: the
// sources, campaigns and products that there are, out of lead_counts (facets.hpp), the commonest first.

#include <array>
#include <string>
#include <vector>

#include "leads/leads.hpp"

namespace sarnakh::leads {

// Of which layers a value's leads are counted.
enum class CountedLayer { lead, interest, both };

struct KnownValuesWish {
  std::string field = "campaign";
  std::string q = {};  // what was typed so far
  CountedLayer layer = CountedLayer::lead;
  std::int64_t limit = 20;
  static constexpr auto fields = json::fields(
      json::field("field", &KnownValuesWish::field, json::with_default, json::length{1, 100},
                  "A field of the catalogue that has «suggests»"),
      json::field("q", &KnownValuesWish::q, json::with_default, json::length{0, 200},
                  "Only values that contain this, however it is typed; those that begin with it come first"),
      json::field("layer", &KnownValuesWish::layer, json::with_default, "lead unless told, as in the list"),
      json::field("limit", &KnownValuesWish::limit, json::with_default, json::range{1, 20}));
};

struct KnownValue {
  std::string value;
  std::string label = {};
  std::int64_t leads = 0;
  static constexpr auto fields = json::fields(
      json::field("value", &KnownValue::value, "As conditions compare it"),
      json::field("label", &KnownValue::label, "As somebody wrote it"),
      json::field("leads", &KnownValue::leads, "How many the list has for «equal» to it, within the caller's reach"));
  static constexpr std::string_view schema_name = "KnownValue";
};

// Problem "field_hidden", "field_unknown" or "values_unfit" at "/field".
std::vector<KnownValue> known_values(db::Work& work, const rules::Catalogue& catalogue, const KnownValuesWish& wish);

}  // namespace sarnakh::leads

template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::leads::CountedLayer> =
    std::to_array<std::string_view>({"lead", "interest", "both"});
