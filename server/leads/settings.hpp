#pragma once

// What each workspace decides about its leads: statuses, custom fields, the lead rule. Read once and kept in
// memory until its version changes.

#include <memory>

#include "foundations/db/database.hpp"
#include "foundations/text/phone.hpp"
#include "leads/lead.hpp"
#include "leads/lead_rule.hpp"

namespace sarnakh::leads {

struct Choice {
  std::string key = {};
  json::LocalText label = {};
  static constexpr auto fields =
      json::fields(json::field("key", &Choice::key, json::length{1, 60}), json::field("label", &Choice::label));
  static constexpr std::string_view schema_name = "Choice";
};

// A field the workspace made for itself, without code.
struct CustomField {
  LeadFieldId id = {};
  std::string key = {};
  json::LocalText label = {};
  FieldType type = FieldType::text;
  std::vector<Choice> choices = {};
  bool archived = false;
  std::int64_t position = 0;
  static constexpr auto fields =
      json::fields(json::field("id", &CustomField::id), json::field("key", &CustomField::key),
                   json::field("label", &CustomField::label), json::field("type", &CustomField::type),
                   json::field("choices", &CustomField::choices), json::field("archived", &CustomField::archived),
                   json::field("position", &CustomField::position));
  static constexpr std::string_view schema_name = "CustomField";
};

// How far a person is on the way to buying (A16), upward by position. The key stands in leads; it never changes.
struct Stage {
  std::string key = {};
  json::LocalText label = {};
  bool archived = false;
  std::int64_t position = 0;
  static constexpr auto fields =
      json::fields(json::field("key", &Stage::key), json::field("label", &Stage::label),
                   json::field("archived", &Stage::archived), json::field("position", &Stage::position));
  static constexpr std::string_view schema_name = "Stage";
};

struct Settings {
  std::int64_t version = 0;  // an id: never the same in two databases
  std::vector<Status> statuses;
  std::vector<CustomField> custom_fields;
  std::vector<Stage> stages;
  LeadRule rule;
  std::string region;     // for phones without a country code: "IR"
  std::string area;       // for landlines without an area code: "021", or ""
  std::string currency;   // of budgets without one
  std::string time_zone;  // of dates without one
  std::string secret;     // key of the hashes of erased persons

  text::PhoneHome phone_home() const { return {region, area}; }
  const Status* status(StatusId id) const;
  const Status* first_of(StatusKind kind) const;  // the first not archived
  // By its key or by one of its labels, as people and files write it.
  const Stage* stage(std::string_view typed) const;
  const CustomField* custom_field(std::string_view key) const;
};

// The stage of a profile by its key, however it was written; false when it is none of the workspace's.
bool name_stage(Profile& profile, const Settings& settings);

// The settings of the Work's workspace; Problem "not_found" when it was never seeded.
std::shared_ptr<const Settings> settings_of(db::Work& work);

// Statuses, default rule and secret of a new workspace. Once; called where workspaces are made.
void seed_workspace(db::Work& work, WorkspaceId workspace, Language language);

struct NewCustomField {
  std::optional<std::string> key = {};  // made from the label when empty
  json::LocalText label = {};
  FieldType type = FieldType::text;
  std::vector<Choice> choices = {};
  static constexpr auto fields =
      json::fields(json::field("key", &NewCustomField::key, json::length{0, 60}),
                   json::field("label", &NewCustomField::label), json::field("type", &NewCustomField::type),
                   json::field("choices", &NewCustomField::choices, json::with_default, json::length{0, 200}));
  static constexpr std::string_view schema_name = "NewCustomField";
};
// Makes a custom field (imports make them from columns). Problem "key_taken", "choices_required",
// "label_required".
CustomField add_custom_field(db::Work& work, const NewCustomField& field);

}  // namespace sarnakh::leads
