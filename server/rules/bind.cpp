#include "rules/bind.hpp"

#include <algorithm>

#include "foundations/text/ascii.hpp"
#include "foundations/text/fold.hpp"

namespace sarnakh::rules {

namespace {

constexpr std::size_t longest_text = 1000;
constexpr std::size_t most_choices = 200;

// The digits of a phone as typed, without the zeros before the country's or the operator's code.
std::string phone_digits(std::string_view typed) {
  std::string digits;
  for (const char byte : text::ascii_digits(typed))
    if (byte >= '0' && byte <= '9') digits += byte;
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

class Binder {
 public:
  explicit Binder(const Catalogue& catalogue) : catalogue_(catalogue) {}

  BoundNode root(const Condition& condition) {
    auto bound = node(condition, 1);
    if (conditions_ > most_conditions)
      reading_.fault("rule_too_many_conditions", {{"most", std::to_string(most_conditions)}});
    return bound;
  }
  std::vector<FieldFault> take_faults() { return std::move(reading_.faults); }

 private:
  BoundNode node(const Condition& condition, int depth) {
    if (depth == most_depth + 1) reading_.fault("rule_too_deep", {{"most", std::to_string(most_depth)}});
    if (const auto* found = std::get_if<Group>(&condition.node)) return {group(*found, depth)};
    if (const auto* found = std::get_if<Did>(&condition.node)) return {did(*found)};
    const auto& found = std::get<Test>(condition.node);
    return {test(found, catalogue_.field(found.field))};
  }

  BoundGroup group(const Group& given, int depth) {
    BoundGroup bound{given.kind, {}};
    const json::Reading::Step step{reading_, json::name_of_enum(given.kind)};
    // Everyone is said by an empty `all` alone: a group that somebody forgot to fill must not decide anything.
    if (given.of.empty() && (depth > 1 || given.kind != GroupKind::all)) reading_.fault("rule_group_empty");
    for (std::size_t i = 0; i < given.of.size(); ++i) {
      const json::Reading::Step inner{reading_, i};
      bound.of.push_back(node(given.of[i], depth + 1));
    }
    return bound;
  }

  BoundDid did(const Did& given) {
    ++conditions_;
    BoundDid bound{catalogue_.event(given.event), {}, given.times.value_or(Times{}), given.within};
    if (!bound.times.at_least && !bound.times.at_most) bound.times.at_least = 1;
    if (bound.event == nullptr) {
      const json::Reading::Step step{reading_, "did"};
      reading_.fault("rule_event_unknown", {{"name", given.event}});
      return bound;
    }
    const json::Reading::Step step{reading_, "where"};
    for (std::size_t i = 0; i < given.where.size(); ++i) {
      const json::Reading::Step inner{reading_, i};
      bound.where.push_back(test(given.where[i], bound.event->field(given.where[i].field)));
    }
    return bound;
  }

  BoundTest test(const Test& given, const Field* field) {
    ++conditions_;
    BoundTest bound{field, given.is, {}};
    if (field == nullptr) {
      const json::Reading::Step step{reading_, "field"};
      reading_.fault(catalogue_.hides(given.field) ? "field_hidden" : "rule_field_unknown", {{"name", given.field}});
      return bound;
    }
    if (std::find(field->operators.begin(), field->operators.end(), given.is) == field->operators.end()) {
      const json::Reading::Step step{reading_, "is"};
      std::string fitting;
      for (const auto one : field->operators)
        fitting += (fitting.empty() ? "" : ", ") + std::string(json::name_of_enum(one));
      reading_.fault("rule_operator_unfit", {{"operators", fitting}});
      return bound;
    }
    const json::Reading::Step step{reading_, "value"};
    operand(*field, given, bound.operand);
    return bound;
  }

  void operand(const Field& field, const Test& given, Operand& into) {
    const auto& value = given.value;
    if (given.is == Operator::filled || given.is == Operator::empty) return;
    if (value.is_null()) return reading_.fault("rule_value_needed");
    switch (field.type) {
      case Type::text:
      case Type::link:
      case Type::email:
      case Type::phone:
        return text(field.type, value, into);
      case Type::number:
      case Type::money:
        return numbers(given.is, value, into);
      case Type::date:
      case Type::instant:
        return read(reading_, value, into.period, {});
      case Type::choice:
      case Type::multi_choice:
      case Type::person:
        return choices(field, value, into);
      case Type::yes_no:
        if (!value.is_bool()) return reading_.fault("rule_value_unfit", {{"expected", "true, false"}});
        into.yes = *value.as_bool();
    }
  }

  void text(Type type, const json::Value& value, Operand& into) {
    const auto typed = value.as_string();
    if (!typed) return reading_.fault("rule_value_unfit", {{"expected", "string"}});
    if (typed->size() > longest_text) return reading_.fault("too_long", {{"most", std::to_string(longest_text)}});
    into.text = type == Type::phone   ? phone_digits(*typed)
                : type == Type::email ? text::lower_case(text::clean_text(*typed))
                                      : text::search_key(*typed);
    if (into.text.empty()) reading_.fault("rule_value_needed");
  }

  void numbers(Operator is, const json::Value& value, Operand& into) {
    if (is != Operator::between) {
      if (!value.is_number()) return reading_.fault("rule_value_unfit", {{"expected", "number"}});
      into.numbers = {value};
      return;
    }
    const auto& both = value.as_array();
    if (both.size() != 2 || !both[0].is_number() || !both[1].is_number())
      return reading_.fault("rule_value_unfit", {{"expected", "[number, number]"}});
    if (*both[0].as_number() > *both[1].as_number()) return reading_.fault("rule_range_reversed");
    into.numbers = both;
  }

  void choices(const Field& field, const json::Value& value, Operand& into) {
    if (!value.is_array()) return reading_.fault("rule_value_unfit", {{"expected", "array"}});
    if (value.as_array().empty()) return reading_.fault("rule_value_needed");
    if (value.as_array().size() > most_choices)
      return reading_.fault("rule_too_many_choices", {{"most", std::to_string(most_choices)}});
    std::size_t index = 0;
    for (const auto& item : value.as_array()) {
      const json::Reading::Step step{reading_, index++};
      const auto key = item.as_string();
      const auto* choice = key ? field.choice(*key) : nullptr;
      if (choice == nullptr) {
        reading_.fault("choice_unknown");
        continue;
      }
      if (std::find(into.keys.begin(), into.keys.end(), choice->key) != into.keys.end()) continue;
      into.keys.push_back(choice->key);
      if (choice->stored.empty()) into.choices.push_back(choice->key);
      into.choices.insert(into.choices.end(), choice->stored.begin(), choice->stored.end());
    }
  }

  const Catalogue& catalogue_;
  json::Reading reading_;
  int conditions_ = 0;
};

}  // namespace

Expected<std::shared_ptr<const Bound>, std::vector<FieldFault>> bind(const Condition& condition,
                                                                     std::shared_ptr<const Catalogue> catalogue,
                                                                     std::string_view pointer) {
  Binder binder(*catalogue);
  auto root = binder.root(condition);
  auto faults = binder.take_faults();
  for (auto& fault : faults) fault.pointer.insert(0, pointer);
  if (!faults.empty()) return faults;
  return std::shared_ptr<const Bound>(std::make_shared<Bound>(Bound{std::move(catalogue), std::move(root)}));
}

std::shared_ptr<const Bound> bound_test(std::shared_ptr<const Catalogue> catalogue, BoundTest test) {
  return std::make_shared<Bound>(Bound{std::move(catalogue), BoundNode{std::move(test)}});
}

}  // namespace sarnakh::rules
