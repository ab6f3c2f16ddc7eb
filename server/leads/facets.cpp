#include "leads/facets.hpp"

#include <algorithm>

#include "leads/custom_names.hpp"

namespace sarnakh::leads {

namespace {

using rules::BoundGroup;
using rules::BoundNode;
using rules::BoundTest;
using rules::Operator;
using rules::Type;

// The values that the test asks for, one of which is enough; nothing when facets do not answer it.
std::vector<std::string> asked(const BoundTest& test) {
  if (!is_facet(*test.field)) return {};
  if (test.field->type == Type::yes_no && test.is == Operator::equal) return {test.operand.yes ? "yes" : "no"};
  return test.is == Operator::any_of ? test.operand.choices : std::vector<std::string>{};
}

// More are left to the leads themselves: each is a subquery of its own.
constexpr std::size_t most_facets = 8, most_values = 20;

// Of a name that is or begins so each word stands among the terms, the last one perhaps with more letters.
void look_near(const BoundTest& test, Split& split) {
  if (test.field->key != "name" && test.field->key != "organisation") return;
  if (test.is != Operator::equal && test.is != Operator::starts_with) return;
  for (auto& word : words_near(test.operand.text))
    if (split.near.size() < most_facets) split.near.push_back(std::move(word));
}

bool take(const BoundNode& node, Split& split) {
  const auto* test = std::get_if<BoundTest>(&node.node);
  if (test == nullptr) return false;
  look_near(*test, split);
  const auto values = asked(*test);
  if (values.empty() || values.size() > most_values || split.facets.size() == most_facets) return false;
  SearchWord word;
  word.apart = test->field->type != Type::multi_choice;
  for (const auto& value : values) word.ranges.push_back(range_of_facet(test->field->key, value));
  split.facets.push_back(std::move(word));
  return true;
}

}  // namespace

bool is_facet(const rules::Field& field) {
  const bool chosen = field.type == Type::choice || field.type == Type::multi_choice || field.type == Type::yes_no;
  return chosen && (field.key == "stage" || key_of_custom_field(field.key));
}

Split split_facets(const std::shared_ptr<const rules::Bound>& condition) {
  Split split;
  if (take(condition->root, split)) return split;
  const auto* group = std::get_if<BoundGroup>(&condition->root.node);
  if (group == nullptr || group->kind != rules::GroupKind::all) {
    split.rest = condition;
    return split;
  }
  BoundGroup rest{rules::GroupKind::all, {}};
  for (const auto& node : group->of)
    if (!take(node, split)) rest.of.push_back(node);
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
