#include "rules/catalogue.hpp"

#include <algorithm>

namespace sarnakh::rules {

namespace {

template <class List>
auto named(List& list, std::string_view key) -> decltype(list.data()) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.key == key; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const Choice* Field::choice(std::string_view wanted) const { return named(choices, wanted); }
const Field* Event::field(std::string_view wanted) const { return named(own, wanted); }
const Field* Catalogue::field(std::string_view wanted) const { return named(all_fields, wanted); }
Field* Catalogue::field(std::string_view wanted) { return named(all_fields, wanted); }
const Event* Catalogue::event(std::string_view wanted) const { return named(events, wanted); }
Event* Catalogue::event(std::string_view wanted) { return named(events, wanted); }

void Catalogue::add(Field field) {
  field.operators = operators_of(field);
  all_fields.push_back(std::move(field));
}

void Catalogue::add(Event event) {
  for (auto& field : event.own) field.operators = operators_of(field);
  events.push_back(std::move(event));
}

void Catalogue::hide(std::string_view key) {
  if (std::erase_if(all_fields, [&](const Field& field) { return field.key == key; }) != 0) hidden.emplace_back(key);
}

bool Catalogue::hides(std::string_view key) const {
  return std::find(hidden.begin(), hidden.end(), key) != hidden.end();
}

std::vector<Operator> operators_of(const Field& field) {
  using enum Operator;
  std::vector<Operator> list;
  switch (field.type) {
    case Type::text:
    case Type::link:
      list = {contains, equal, not_equal, starts_with, ends_with};
      break;
    case Type::email:
      list = {contains, equal, ends_with};
      break;
    case Type::phone:
      list = {contains, ends_with};
      break;
    case Type::number:
    case Type::money:
      list = {equal, not_equal, at_least, at_most, more_than, less_than, between};
      break;
    case Type::date:
    case Type::instant:
      list = {within};
      break;
    case Type::choice:
    case Type::person:
      list = {any_of, none_of};
      break;
    case Type::multi_choice:
      list = {any_of, all_of, none_of};
      break;
    case Type::yes_no:
      list = {equal};
      break;
  }
  const auto* column = std::get_if<Column>(&field.place);
  if (column == nullptr || column->missing != Missing::never) list.insert(list.end(), {filled, empty});
  return list;
}

}  // namespace sarnakh::rules
