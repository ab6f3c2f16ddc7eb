#pragma once

// Values of custom fields: read by the field's type from JSON or from text as typed, checked, in one stored
// form.
//   text, link → string; number → number; money → {"amount","currency"}; date → "2026-11-21"; choice → key;
//   multi_choice → [keys]; yes_no → true or false.

#include "leads/settings.hpp"

namespace sarnakh::leads {

// The stored form, or a fault code: "number_invalid", "date_invalid", "choice_unknown", "link_invalid",
// "yes_no_invalid", "too_long". An empty value is null.
struct CustomValue {
  json::Value value;
  std::string fault;
};
CustomValue read_custom(const CustomField& field, const json::Value& given, const Settings& settings);

// Number as typed: Persian digits, group marks, decimal mark, sign; nullopt when it is none.
std::optional<double> number_of(std::string_view typed);

}  // namespace sarnakh::leads
