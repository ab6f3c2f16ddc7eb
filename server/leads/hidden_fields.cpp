#include "leads/hidden_fields.hpp"

#include <algorithm>
#include <array>

#include "leads/custom_names.hpp"
#include "leads/field_names.hpp"
#include "leads/people.hpp"

namespace sarnakh::leads {

namespace {

// Names and organisation are not here: people must be called something. Nor is what the desk works by (status, owner,
// purpose, source) or what other facts tell (authority, class, origin, kind).
constexpr std::array hideable = std::to_array<std::string_view>(
    {"phones", "emails", "handles", "budget", "job_title", "buying_power", "product", "needs", "stage", "timing",
     "age_range", "gender", "place", "income_range", "purpose_note", "external_id"});

bool is_hideable(const Settings& settings, std::string_view field) {
  if (const auto key = key_of_custom_field(field)) return settings.custom_field(*key) != nullptr;
  return std::find(hideable.begin(), hideable.end(), field) != hideable.end();
}

}  // namespace

std::vector<HideableField> hideable_fields(db::Work& work) {
  const auto settings = settings_of(work);
  std::vector<HideableField> list;
  list.reserve(hideable.size() + settings->custom_fields.size());
  for (const auto field : hideable) list.push_back({std::string(field), name_of_field(field), {}});
  for (const auto& custom : settings->custom_fields) list.push_back({custom_field_name(custom.key), custom.label, {}});
  for (auto& [role, field] : hidings(work))
    for (auto& one : list)
      if (one.field == field) one.hidden_from.push_back(role);
  return list;
}

void hide_field(db::Work& work, std::string_view field, std::string_view role, bool hidden) {
  if (!is_hideable(*settings_of(work), field)) throw Problem{"field_unknown", "/field"};
  hide_from(work, role, field, hidden);
}

bool HiddenFields::holds(std::string_view field) const {
  return std::find(names_.begin(), names_.end(), field) != names_.end();
}

std::vector<std::string> HiddenFields::asked_by(const rules::Condition& condition) const {
  std::vector<std::string> asked;
  if (!any()) return asked;
  const auto read = rules::reads(condition).fields;
  for (const auto& name : names_)
    if (std::find(read.begin(), read.end(), condition_name(name)) != read.end()) asked.push_back(name);
  return asked;
}

void HiddenFields::refuse(std::string_view field, std::string_view pointer) const {
  if (holds(field)) throw Problem{"field_hidden", std::string(pointer)};
}

void HiddenFields::refuse_patch(const json::Value& body) const {
  if (!any()) return;
  std::vector<FieldFault> faults;
  for (const auto& [name, value] : body.as_object())
    if (holds(name)) faults.push_back({"field_hidden", "/" + name});
  for (const auto& [key, value] : body["custom"].as_object())
    if (holds(custom_field_name(key))) faults.push_back({"field_hidden", "/custom/" + key});
  if (!faults.empty()) throw Problem{std::move(faults)};
}

std::string_view condition_name(std::string_view field) {
  return field == "phones" ? "phone" : field == "emails" ? "email" : field;
}

std::string field_of_target(std::string_view target) {
  if (target == "phone") return "phones";
  if (target == "email") return "emails";
  if (target.starts_with("handle:")) return "handles";
  if (const auto key = key_of_custom_target(target)) return custom_field_name(*key);
  return std::string(target);
}

bool sees_raw(const Caller& caller) { return caller.hidden.empty(); }

void refuse_raw(const Caller& caller) {
  if (!sees_raw(caller)) throw Problem{"fields_hidden"};
}

}  // namespace sarnakh::leads
