#include "leads/known_values.hpp"

#include "foundations/text/fold.hpp"
#include "leads/compared.hpp"
#include "leads/facets.hpp"
#include "leads/leads_sql.hpp"
#include "leads/list_query.hpp"
#include "leads/people.hpp"
#include "leads/store.hpp"

namespace sarnakh::leads {

namespace {

std::vector<std::string> layers_of(CountedLayer counted) {
  switch (counted) {
    case CountedLayer::interest:
      return {"interest"};
    case CountedLayer::both:
      return {"interest", "lead"};
    case CountedLayer::lead:
      break;
  }
  return {"lead"};
}

// As the first who has the value wrote it.
std::string label_of(db::Work& work, const Settings& settings, const std::string& field, const std::string& value) {
  const auto term = range_of_facet(field, value).from;
  const auto first = work.one(sql::first_lead_of_term, {work.workspace(), term, LeadId{}});
  const auto lead = first ? find_lead(work, settings, first->id<LeadId>(0)) : std::nullopt;
  return lead ? written_text(*lead, field).value_or(value) : value;
}

}  // namespace

std::vector<KnownValue> known_values(db::Work& work, const rules::Catalogue& catalogue, const KnownValuesWish& wish) {
  const auto& field = field_of_layout(catalogue, wish.field, {rules::Type::text}, "/field", "values_unfit");
  if (!field.suggests) throw Problem{"values_unfit", "/field"};
  const auto settings = settings_of(work);
  const auto range = facets_of_field(field);
  const auto typed = text::search_key(wish.q);
  const auto layers = db::list_of(layers_of(wish.layer));
  const auto owners = owners_in_reach(work);
  const auto owner_list = db::list_of(owners.value_or(std::vector<UserId>{}));
  std::vector<KnownValue> values;
  const auto longest = static_cast<std::int64_t>(longest_facet);
  for (const auto row : work.query(sql::known_values, {work.workspace(), range.from, range.until, typed, layers,
                                                       !owners, owner_list, wish.limit, longest}))
    values.push_back({.value = row.text(0).substr(range.from.size()), .leads = row.integer(1)});
  for (auto& value : values) value.label = label_of(work, *settings, field.key, value.value);
  return values;
}

}  // namespace sarnakh::leads
