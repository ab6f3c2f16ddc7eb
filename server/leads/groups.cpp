#include "leads/groups.hpp"

#include <algorithm>
#include <map>

#include "leads/facets.hpp"
#include "leads/list_query.hpp"

namespace sarnakh::leads {

namespace {

using rules::Field;
using rules::Type;

const std::vector<rules::Choice>& yes_and_no() {
  static const std::vector<rules::Choice> both{{"yes", {"بله", "Yes"}, {"1"}}, {"no", {"نه", "No"}, {"0"}}};
  return both;
}

// «me» is one of the people once more.
std::vector<rules::Choice> choices_of(const Field& field) {
  if (field.type == Type::yes_no) return yes_and_no();
  auto choices = field.choices;
  if (field.type == Type::person) std::erase_if(choices, [](const rules::Choice& one) { return one.key == "me"; });
  for (auto& choice : choices)
    if (choice.stored.empty()) choice.stored = {choice.key};
  return choices;
}

bool is_integer(const Field& field) { return field.type == Type::yes_no || field.stored == rules::Stored::integer; }

// What the index of the list holds of a lead; of every other field the leads themselves are read.
bool is_in_index(std::string_view field) { return is_counted(field) && field != "contact_grade"; }

// The question that gives each value, as it stands in the database, with its number of leads.
struct Counting {
  std::string text = {};
  rules::Places places = {};
};
Counting out_of_counts(db::Work& work, const Field& field, CountedRows counted) {
  Counting counting{.places = std::move(counted.places)};
  counting.text = "SELECT " + rules::value_to_sql(field, asking_of(work), counting.places) +
                  ", CAST(SUM(l.leads) AS BIGINT) FROM " + counted.rows + " GROUP BY 1";
  return counting;
}
Counting out_of_leads(db::Work& work, const Settings& settings, const Filter& filter, const Field& field, Query query) {
  Counting counting;
  const bool everybody = query.everybody && !query.search;
  // All of them are read as they lie; some are found by the index first, because no index leads to few rows by itself.
  if (everybody && !is_in_index(field.key)) query = query_of(work, settings, filter, Walk::ids);
  const auto value = rules::value_to_sql(field, asking_of(work), query.places);
  counting.places = std::move(query.places);
  const auto found = query.from + " WHERE " + query.where;
  counting.text = "SELECT " + value + ", count(*) FROM " +
                  (everybody || is_in_index(field.key)
                       ? found
                       : "leads l WHERE l.workspace_id = $1 AND l.id IN (SELECT l.id FROM " + found + ")") +
                  " GROUP BY 1";
  return counting;
}

using Counts = std::map<std::optional<std::string>, std::int64_t>;

Counting counting_of(db::Work& work, const Settings& settings, const Filter& filter, const Field& field, Query query) {
  if (!query.without_snoozed && is_facet(field)) {
    auto by_value = without_words(work, settings, filter, Walk::list, nullptr, &field);
    if (by_value.counts) {
      const auto chosen = *by_value.counts->chosen;
      return out_of_counts(work, chosen, std::move(*by_value.counts));
    }
  }
  if (query.counts && !query.without_snoozed && is_counted(field.key))
    return out_of_counts(work, field, std::move(*query.counts));
  return out_of_leads(work, settings, filter, field, std::move(query));
}

Counts counts_of(db::Work& work, const Settings& settings, const Filter& filter, const Field& field) {
  std::map<std::optional<std::string>, std::int64_t> counts;
  auto query = query_of(work, settings, filter);
  if (query.nothing) return counts;
  const auto counting = counting_of(work, settings, filter, field, std::move(query));
  for (const auto row : work.query_text(counting.text, counting.places.params)) {
    std::optional<std::string> stored;
    if (!row.is_null(0)) stored = is_integer(field) ? std::to_string(row.integer(0)) : row.text(0);
    if (row.integer(1) != 0) counts[std::move(stored)] = row.integer(1);
  }
  return counts;
}

}  // namespace

const Field& group_field(const rules::Catalogue& catalogue, std::string_view name) {
  return field_of_layout(catalogue, name, {Type::choice, Type::person, Type::yes_no}, "/group", "group_unfit");
}

Groups groups(db::Work& work, const Filter& filter, const rules::Catalogue& catalogue, std::string_view name) {
  const auto& field = group_field(catalogue, name);
  const auto settings = settings_of(work);
  auto counts = counts_of(work, *settings, filter, field);
  Groups answer{.field = field.key};
  const auto take = [&](const std::optional<std::string>& stored) {
    const auto known = counts.find(stored);
    if (known == counts.end()) return std::int64_t{0};
    const auto count = known->second;
    counts.erase(known);
    answer.total += count;
    return count;
  };
  for (const auto& choice : choices_of(field)) {
    Group group{.key = choice.key, .label = choice.label, .gone = choice.archived};
    for (const auto& stored : choice.stored) group.count += take(stored);
    answer.groups.push_back(std::move(group));
  }
  // Nobody is given what was put away.
  std::erase_if(answer.groups, [](const Group& group) { return group.gone && group.count == 0; });
  const auto none = take(std::nullopt);
  while (!counts.empty()) {
    const auto value = *counts.begin()->first;
    answer.groups.push_back({.key = value, .label = json::LocalText{value, value}, .count = take(value), .gone = true});
  }
  if (none != 0) answer.groups.push_back({.key = std::nullopt, .label = std::nullopt, .count = none});
  return answer;
}

std::shared_ptr<const rules::Bound> bound_group(std::shared_ptr<const rules::Catalogue> catalogue,
                                                std::string_view name, const std::optional<std::string>& key) {
  const auto& field = group_field(*catalogue, name);
  rules::BoundTest test{.field = &field, .is = rules::Operator::empty, .operand = {}};
  if (key) {
    const auto choices = choices_of(field);
    const auto known =
        std::find_if(choices.begin(), choices.end(), [&](const rules::Choice& choice) { return choice.key == *key; });
    const bool is_known = known != choices.end();
    if (!is_known && is_integer(field) && !parse_id(*key)) throw Problem{"choice_unknown", "/in"};
    if (field.type == Type::yes_no) {
      if (!is_known) throw Problem{"choice_unknown", "/in"};
      test.is = rules::Operator::equal;
      test.operand.yes = *key == "yes";
    } else {
      test.is = rules::Operator::any_of;
      test.operand.choices = is_known ? known->stored : std::vector<std::string>{*key};
    }
  }
  return rules::bound_test(std::move(catalogue), std::move(test));
}

}  // namespace sarnakh::leads
