#pragma once

// What the owner of a workspace keeps from a role (docs/decisions/0028). Which fields there are to keep is a closed
// list, with the workspace's own fields; what of them is kept from whoever asks travels with the Caller. This is the
// one place that knows what their names mean for lists, conditions, searches and changes.

#include <string>
#include <string_view>
#include <vector>

#include "foundations/basics/caller.hpp"
#include "foundations/json/local_text.hpp"
#include "leads/settings.hpp"
#include "rules/condition.hpp"

namespace sarnakh::leads {

// Which of the workspace's roles do not see a field: "phones", "budget", "custom.city".
struct HideableField {
  std::string field;
  json::LocalText label;
  std::vector<std::string> hidden_from;
  static constexpr auto fields = json::fields(
      json::field("field", &HideableField::field), json::field("label", &HideableField::label),
      json::field("hidden_from", &HideableField::hidden_from, "Roles that do not see it; the owner sees everything"));
  static constexpr std::string_view schema_name = "HideableField";
};
// The whole list, with who does not see which. A field that is archived stays: its values are still there.
std::vector<HideableField> hideable_fields(db::Work& work);
// Problem "field_unknown" at "/field", "owner_sees_all", "choice_unknown" at "/role".
void hide_field(db::Work& work, std::string_view field, std::string_view role, bool hidden);

// What is kept from whoever asks; lives no longer than the Caller.
class HiddenFields {
 public:
  explicit HiddenFields(const Caller& caller) : names_(caller.hidden) {}
  bool any() const { return !names_.empty(); }
  // "phones", "budget", "custom.city"
  bool holds(std::string_view field) const;
  const std::vector<std::string>& names() const { return names_; }
  // Those of them that the condition asks for.
  std::vector<std::string> asked_by(const rules::Condition& condition) const;

  // Problem "field_hidden" at `pointer`: what one does not see, one neither asks for nor writes.
  void refuse(std::string_view field, std::string_view pointer) const;
  // The same for a patch of a lead's facts, with every fault of it.
  void refuse_patch(const json::Value& body) const;

 private:
  const std::vector<std::string>& names_;
};

// The name by which conditions ask for a field: "phone" for "phones".
std::string_view condition_name(std::string_view field);
// The field that a value with this name goes into, where forms, lists and programs bring it: "custom:city", "handle:x".
std::string field_of_target(std::string_view target);

// What came as it came (answers, bodies, rows of a file) may hold any field: from whom one is kept, all of it is.
bool sees_raw(const Caller& caller);
// Problem "fields_hidden" for whoever does not.
void refuse_raw(const Caller& caller);

}  // namespace sarnakh::leads
