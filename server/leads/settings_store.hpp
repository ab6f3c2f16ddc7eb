#pragma once

// The tables of statuses, custom fields and lead rules. Whatever changes them ends with settings_changed(),
// which also keeps the audit.

#include "leads/settings.hpp"

namespace sarnakh::leads {

struct RuleVersion {
  std::int64_t version = 1;
  Instant at;
  std::string actor;  // name of the person or key, "" for the product itself
  RulePreset preset = RulePreset::any_form;
  LeadRule rule;
  std::optional<std::string> approved_by_marketing, approved_by_sales;  // names
  std::optional<Instant> marketing_at, sales_at;
  // What it made of the interests that were here when it came into force.
  std::int64_t looked_at = 0, became_leads = 0;
  bool looking = false;
  static constexpr auto fields = json::fields(
      json::field("version", &RuleVersion::version), json::field("at", &RuleVersion::at),
      json::field("actor", &RuleVersion::actor), json::field("preset", &RuleVersion::preset),
      json::field("rule", &RuleVersion::rule),
      json::field("approved_by_marketing", &RuleVersion::approved_by_marketing),
      json::field("approved_by_sales", &RuleVersion::approved_by_sales),
      json::field("marketing_at", &RuleVersion::marketing_at), json::field("sales_at", &RuleVersion::sales_at),
      json::field("looked_at", &RuleVersion::looked_at, "Interests that were here when it came into force"),
      json::field("became_leads", &RuleVersion::became_leads, "Of those"),
      json::field("looking", &RuleVersion::looking, "It has not come to all of them yet"));
  static constexpr std::string_view schema_name = "LeadRuleVersion";
};

std::vector<Status> list_statuses(db::Work& work);
std::vector<CustomField> list_custom_fields(db::Work& work);
std::vector<RuleVersion> list_rules(db::Work& work);  // newest first; the first is in force

struct NewStatus {
  std::optional<std::string> key;
  json::LocalText label;
  StatusKind kind = StatusKind::accepted;
  std::string colour = "blue";
  static constexpr auto fields =
      json::fields(json::field("key", &NewStatus::key, json::length{0, 60}), json::field("label", &NewStatus::label),
                   json::field("kind", &NewStatus::kind),
                   json::field("colour", &NewStatus::colour, json::with_default, json::length{1, 20}));
  static constexpr std::string_view schema_name = "NewStatus";
};
struct StatusChange {
  std::optional<json::LocalText> label = {};
  std::optional<StatusKind> kind = {};
  std::optional<std::string> colour = {};
  std::optional<bool> archived = {};
  std::optional<std::int64_t> position = {};
  static constexpr auto fields =
      json::fields(json::field("label", &StatusChange::label), json::field("kind", &StatusChange::kind),
                   json::field("colour", &StatusChange::colour, json::length{1, 20}),
                   json::field("archived", &StatusChange::archived), json::field("position", &StatusChange::position));
  static constexpr std::string_view schema_name = "StatusChange";
};
// Problem "label_required", "key_taken".
Status add_status(db::Work& work, const NewStatus& status);
// Problem "not_found", "status_needed" (the last open status cannot be archived or change its kind).
Status change_status(db::Work& work, StatusId id, const StatusChange& change);

std::vector<Stage> list_stages(db::Work& work);

struct NewStage {
  std::optional<std::string> key = {};  // made from the label when empty
  json::LocalText label = {};
  static constexpr auto fields =
      json::fields(json::field("key", &NewStage::key, json::length{0, 60}), json::field("label", &NewStage::label));
  static constexpr std::string_view schema_name = "NewStage";
};
struct StageChange {
  std::optional<json::LocalText> label = {};
  std::optional<bool> archived = {};
  std::optional<std::int64_t> position = {};
  static constexpr auto fields =
      json::fields(json::field("label", &StageChange::label), json::field("archived", &StageChange::archived),
                   json::field("position", &StageChange::position));
  static constexpr std::string_view schema_name = "StageChange";
};
// Problem "label_required", "key_taken".
Stage add_stage(db::Work& work, const NewStage& stage);
// Problem "not_found", "label_required". An archived stage stays on the leads that have it and is offered no more.
Stage change_stage(db::Work& work, std::string_view key, const StageChange& change);

struct FieldChange {
  std::optional<json::LocalText> label = {};
  std::optional<std::vector<Choice>> choices = {};
  std::optional<bool> archived = {};
  std::optional<std::int64_t> position = {};
  static constexpr auto fields = json::fields(
      json::field("label", &FieldChange::label), json::field("choices", &FieldChange::choices, json::length{0, 200}),
      json::field("archived", &FieldChange::archived), json::field("position", &FieldChange::position));
  static constexpr std::string_view schema_name = "CustomFieldChange";
};
CustomField change_custom_field(db::Work& work, LeadFieldId id, const FieldChange& change);

enum class RuleSide { marketing, sales };
// A new version; the approvals begin anew.
void change_rule(db::Work& work, const LeadRule& rule);
void approve_rule(db::Work& work, RuleSide side);

}  // namespace sarnakh::leads

template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::leads::RuleSide> =
    std::to_array<std::string_view>({"marketing", "sales"});
