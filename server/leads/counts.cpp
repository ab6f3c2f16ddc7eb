#include "leads/counts.hpp"

#include <algorithm>

#include "leads/facets.hpp"

namespace sarnakh::leads {

namespace {

using rules::BoundGroup;
using rules::BoundNode;
using rules::BoundTest;
using rules::Field;
using rules::Operator;
using rules::Type;

// Under the names of the leads. Of a phone and an e-mail they know whether there is one.
constexpr const char* counted_columns =
    "workspace_id, layer, status_id, owner_id, purpose, NULLIF(channel, '') AS channel, contact_grade, "
    "CASE WHEN has_phone THEN '' END AS phone, CASE WHEN has_email THEN '' END AS email";

bool knows(const BoundTest& test) {
  if (is_counted(test.field->key)) return true;
  const bool presence = test.is == Operator::filled || test.is == Operator::empty;
  return presence && (test.field->key == "phone" || test.field->key == "email");
}

// A lead has one value of it at most.
bool has_one_value(const Field& field) { return is_facet(field) && field.type != Type::multi_choice; }

// Whether the counts know all that the node asks, one facet field included, which is found out on the way.
bool know_with(const BoundNode& node, const Field*& field) {
  if (const auto* group = std::get_if<BoundGroup>(&node.node))
    return std::all_of(group->of.begin(), group->of.end(), [&](const auto& one) { return know_with(one, field); });
  const auto* test = std::get_if<BoundTest>(&node.node);
  if (test == nullptr) return false;
  if (knows(*test)) return true;
  if (!has_one_value(*test->field)) return false;
  if (field == nullptr) field = test->field;
  return field->key == test->field->key;
}

void speak_of(BoundNode& node, const Field& field) {
  if (auto* group = std::get_if<BoundGroup>(&node.node))
    for (auto& one : group->of) speak_of(one, field);
  if (auto* test = std::get_if<BoundTest>(&node.node); test != nullptr && test->field->key == field.key)
    test->field = &field;
}

rules::Places own(const std::vector<db::Param>& params) {
  rules::Places places;
  for (const auto& param : params)
    if (const auto* text = std::get_if<std::string_view>(&param.data()))
      places.put_text(std::string(*text));
    else
      places.put(param);
  return places;
}

// Each mix with each value, and with none: those of all without those of any.
std::string with_values_of(const Field& field, rules::Places& places) {
  const auto range = facets_of_field(field);
  const auto from = places.put_text(range.from);
  const auto within = "term >= " + from + " AND term < " + places.put_text(range.until);
  const auto select = std::string("SELECT ") + counted_columns + ", ";
  const std::string of = " AS leads FROM lead_counts WHERE workspace_id = $1 AND ";
  return select + "substr(term, " + std::to_string(range.from.size() + 1) + ") AS chosen, leads" + of + within +
         " UNION ALL " + select + "NULL, -leads" + of + within + " UNION ALL " + select + "NULL, leads" + of +
         "term = ''";
}

}  // namespace

bool is_counted(std::string_view field) {
  static constexpr auto known = std::to_array<std::string_view>(
      {"status", "status_kind", "owner", "layer", "purpose", "channel", "contact_grade"});
  return std::find(known.begin(), known.end(), field) != known.end();
}

bool counts_know(const BoundNode& node) {
  const Field* field = nullptr;
  return know_with(node, field) && field == nullptr;
}

CountedRows counted_rows(const Countable& question, const std::vector<std::string>& terms) {
  CountedRows counted{.places = own(question.params)};
  std::string list;
  for (const auto& term : terms) list += (list.empty() ? "" : ", ") + counted.places.put_text(term);
  counted.rows = std::string("(SELECT ") + counted_columns +
                 ", leads FROM lead_counts WHERE workspace_id = $1 AND term IN (" + list + ")) AS l WHERE " +
                 question.where;
  return counted;
}

std::optional<CountedRows> counted_rows(const Countable& question, const Conditions& conditions, const Field* by,
                                        const rules::Asking& asking) {
  const auto* field = by;
  if (by != nullptr && !has_one_value(*by)) return std::nullopt;
  for (const auto& one : conditions)
    if (one != nullptr && !know_with(one->root, field)) return std::nullopt;
  if (field == nullptr) return std::nullopt;
  CountedRows counted{.places = own(question.params), .chosen = value_in_rows(*field, "l.chosen")};
  counted.rows = "(" + with_values_of(*field, counted.places) + ") AS l WHERE " + question.where;
  for (const auto& one : conditions) {
    if (one == nullptr) continue;
    auto condition = *one;
    speak_of(condition.root, *counted.chosen);
    counted.rows += " AND " + rules::to_sql(condition, asking, counted.places);
  }
  return counted;
}

}  // namespace sarnakh::leads
