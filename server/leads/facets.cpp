#include "leads/facets.hpp"

#include <algorithm>
#include <optional>

#include "foundations/text/utf8.hpp"
#include "leads/compared.hpp"
#include "leads/custom_names.hpp"

namespace sarnakh::leads {

namespace {

using rules::BoundGroup;
using rules::BoundNode;
using rules::BoundTest;
using rules::Operator;
using rules::Type;

// More are left to the leads themselves: each is a subquery of its own.
constexpr std::size_t most_facets = 8, most_values = 20;

using Values = std::optional<std::vector<std::string>>;

// Those of the values that are there of which the test is true; nothing when it is true of those without one too. One
// more than are useful tells that there are too many.
Values found_among_all(db::Work& work, const rules::Asking& asking, const BoundTest& test) {
  rules::Places places;
  places.put(work.workspace());
  const auto range = facets_of_field(*test.field);
  const auto from = places.put_text(range.from);
  const auto until = places.put_text(range.until);
  const auto value = value_in_rows(*test.field, "v.value");
  auto of_value = test;
  of_value.field = &value;
  const auto text = "SELECT v.value FROM (SELECT substr(c.term, " + std::to_string(range.from.size() + 1) +
                    ") AS value FROM lead_counts c WHERE c.workspace_id = $1 AND c.term >= " + from + " AND c.term < " +
                    until + " UNION SELECT NULL) AS v WHERE " + rules::to_sql({nullptr, {of_value}}, asking, places) +
                    " LIMIT " + places.put(static_cast<std::int64_t>(most_values) + 1);
  std::vector<std::string> values;
  for (const auto row : work.query_text(text, places.params)) {
    if (row.is_null(0)) return std::nullopt;
    values.push_back(row.text(0));
  }
  return values;
}

// The values that the test asks for, one of which is enough; nothing when that is no answer.
Values asked(db::Work& work, const AskingWhenNeeded& asking, const BoundTest& test) {
  const auto& operand = test.operand;
  switch (test.field->type) {
    case Type::text:
      if (text::length(operand.text) >= longest_facet) return std::nullopt;
      return test.is == Operator::equal ? Values({operand.text}) : found_among_all(work, asking(), test);
    case Type::number:
      return found_among_all(work, asking(), test);
    case Type::yes_no:
      return test.is == Operator::equal ? Values({operand.yes ? "yes" : "no"}) : std::nullopt;
    default:
      return test.is == Operator::any_of ? Values(operand.choices) : std::nullopt;
  }
}

// Whether terms answer what asks for one of these.
bool have_terms(const rules::Field& field, const std::vector<std::string>& values) {
  const auto usual = usual_value(field.key);
  return values.size() <= most_values && (!usual || std::find(values.begin(), values.end(), *usual) == values.end());
}

// Of a name that is or begins so each word stands among the terms, the last one perhaps with more letters.
void look_near(const BoundTest& test, Split& split) {
  if (test.field->key != "name" && test.field->key != "organisation") return;
  if (test.is != Operator::equal && test.is != Operator::starts_with) return;
  for (auto& word : words_near(test.operand.text))
    if (split.near.size() < most_facets) split.near.push_back(std::move(word));
}

bool take(db::Work& work, const AskingWhenNeeded& asking, const BoundNode& node, Split& split) {
  const auto* test = std::get_if<BoundTest>(&node.node);
  if (test == nullptr) return false;
  look_near(*test, split);
  if (!is_facet(*test->field) || split.facets.size() == most_facets) return false;
  const auto values = asked(work, asking, *test);
  if (!values || !have_terms(*test->field, *values)) return false;
  SearchWord word;
  word.apart = test->field->type != Type::multi_choice;
  for (const auto& value : *values) word.ranges.push_back(range_of_facet(test->field->key, value));
  split.facets.push_back(std::move(word));
  return true;
}

}  // namespace

bool is_facet(const rules::Field& field) {
  const auto is_one_of = [&](const auto& names) {
    return std::find(names.begin(), names.end(), field.key) != names.end();
  };
  const bool chosen = field.type == Type::choice || field.type == Type::multi_choice || field.type == Type::yes_no;
  if (chosen) return key_of_custom_field(field.key) || is_one_of(chosen_facets);
  return is_one_of(text_facets) || field.key == touches_facet;
}

rules::Field value_in_rows(const rules::Field& field, const std::string& value) {
  auto in_rows = field;
  const auto usual = usual_value(field.key);
  auto sql = usual ? "COALESCE(" + value + ", '" + std::string(*usual) + "')" : value;
  if (field.type == Type::yes_no) sql = "(" + sql + " = 'yes')";
  if (field.type == Type::number) sql = "CAST(" + sql + " AS BIGINT)";
  in_rows.place = rules::Column{std::move(sql), usual ? rules::Missing::never : rules::Missing::null};
  return in_rows;
}

Split split_facets(db::Work& work, const AskingWhenNeeded& asking,
                   const std::shared_ptr<const rules::Bound>& condition) {
  Split split;
  if (take(work, asking, condition->root, split)) return split;
  const auto* group = std::get_if<BoundGroup>(&condition->root.node);
  if (group == nullptr || group->kind != rules::GroupKind::all) {
    split.rest = condition;
    return split;
  }
  BoundGroup rest{rules::GroupKind::all, {}};
  for (const auto& node : group->of)
    if (!take(work, asking, node, split)) rest.of.push_back(node);
  if (split.facets.empty()) {
    split.rest = condition;
  } else if (!rest.of.empty()) {
    auto bound = std::make_shared<rules::Bound>(*condition);
    bound->root.node = std::move(rest);
    split.rest = std::move(bound);
  }
  return split;
}

TermRange facets_of_field(const rules::Field& field) {
  const auto beginning = "=" + field.key;
  return {beginning + ":", beginning + ";"};  // the sign after ':'
}

}  // namespace sarnakh::leads
