#include "leads/settings_store.hpp"

#include <algorithm>
#include <set>

#include "leads/leads_sql.hpp"
#include "leads/named_list.hpp"
#include "leads/new_rule.hpp"
#include "leads/people.hpp"

namespace sarnakh::leads {

namespace {

void check_choices(std::vector<Choice>& choices) {
  std::set<std::string> keys;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    clean_label(choices[i].label);
    if (choices[i].key.empty() || !keys.insert(choices[i].key).second)
      throw Problem{"key_taken", "/choices/" + std::to_string(i) + "/key"};
  }
}

void settings_changed(db::Work& work, std::string_view action, std::string_view kind, std::int64_t id,
                      json::Value detail) {
  work.run(sql::change_settings_version, {work.workspace(), work.new_id<TimelineId>()});
  audit(work, action, kind, id, std::move(detail));
}

template <class List, class Id>
auto& item_of(List& list, Id id) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.id == id; });
  if (at == list.end()) throw Problem{"not_found"};
  return *at;
}

}  // namespace

std::vector<Status> list_statuses(db::Work& work) {
  std::vector<Status> list;
  for (const auto row : work.query(sql::list_statuses, {work.workspace()}))
    list.push_back({row.id<StatusId>(0),
                    row.text(1),
                    {row.text(2), row.text(3)},
                    json::enum_of_name<StatusKind>(row.view(4)).value_or(StatusKind::open),
                    row.text(5),
                    row.boolean(6),
                    row.integer(7)});
  return list;
}

std::vector<CustomField> list_custom_fields(db::Work& work) {
  std::vector<CustomField> list;
  for (const auto row : work.query(sql::list_fields, {work.workspace()})) {
    CustomField field{row.id<LeadFieldId>(0),
                      row.text(1),
                      {row.text(2), row.text(3)},
                      json::enum_of_name<FieldType>(row.view(4)).value_or(FieldType::text),
                      {},
                      row.boolean(6),
                      row.integer(7)};
    json::Reading reading;
    json::read(reading, json::parse(row.view(5)), field.choices, json::Options{});
    list.push_back(std::move(field));
  }
  return list;
}

std::vector<Stage> list_stages(db::Work& work) {
  std::vector<Stage> list;
  for (const auto row : work.query(sql::list_stages, {work.workspace()}))
    list.push_back({row.text(0), {row.text(1), row.text(2)}, row.boolean(3), row.integer(4)});
  return list;
}

std::vector<RuleVersion> list_rules(db::Work& work) {
  std::vector<RuleVersion> list;
  for (const auto row : work.query(sql::list_rules, {work.workspace()})) {
    RuleVersion version;
    version.version = row.integer(0);
    version.rule = json::from_text<LeadRule>(row.view(1));
    version.preset = preset_of(version.rule);
    version.at = row.instant(2);
    version.actor = row.text(5);
    version.approved_by_marketing = row.maybe_text(6);
    version.marketing_at = row.maybe_instant(7);
    version.approved_by_sales = row.maybe_text(8);
    version.sales_at = row.maybe_instant(9);
    version.looked_at = row.integer(10);
    version.became_leads = row.integer(11);
    version.looking = !row.maybe_instant(12) && list.empty();
    list.push_back(std::move(version));
  }
  return list;
}

Status add_status(db::Work& work, const NewStatus& given) {
  const auto list = list_statuses(work);
  Status status;
  status.id = work.new_id<StatusId>();
  status.label = free_label(list, "", given.label);
  status.key = free_key(list, key_from(given.key, status.label), given.key.has_value(), "status");
  status.kind = given.kind;
  status.colour = given.colour;
  status.position = next_position(list);
  const auto kind = json::name_of_enum(status.kind);
  work.run_many(sql::insert_statuses, {work.workspace(), status.id, status.key, status.label.fa, status.label.en, kind,
                                       status.colour, status.archived, status.position});
  settings_changed(work, "status_added", "status", status.id.value, json::to_value(status));
  return status;
}

Status change_status(db::Work& work, StatusId id, const StatusChange& change) {
  auto list = list_statuses(work);
  auto& status = item_of(list, id);
  const auto before = json::to_value(status);
  if (change.label) status.label = free_label(list, status.key, *change.label);
  status.kind = change.kind.value_or(status.kind);
  status.colour = change.colour.value_or(status.colour);
  status.archived = change.archived.value_or(status.archived);
  status.position = change.position.value_or(status.position);
  // New leads need a status to begin in, accepting one to lead to, and junk one to go to.
  for (const auto kind : {StatusKind::open, StatusKind::accepted, StatusKind::junk})
    if (std::none_of(list.begin(), list.end(), [&](const Status& one) { return one.kind == kind && !one.archived; }))
      throw Problem{"status_needed"};
  work.run(sql::update_status, {work.workspace(), id, status.label.fa, status.label.en, json::name_of_enum(status.kind),
                                status.colour, status.archived, status.position});
  settings_changed(work, "status_changed", "status", id.value, changes_between(before, json::to_value(status)));
  return status;
}

Stage add_stage(db::Work& work, const NewStage& given) {
  const auto list = list_stages(work);
  Stage stage;
  stage.label = free_label(list, "", given.label);
  stage.key = free_key(list, key_from(given.key, stage.label), given.key.has_value(), "stage");
  stage.position = next_position(list);
  work.run(sql::insert_stage, {work.workspace(), stage.key, stage.label.fa, stage.label.en, stage.position});
  settings_changed(work, "stage_added", "stage", 0, json::to_value(stage));
  return stage;
}

Stage change_stage(db::Work& work, std::string_view key, const StageChange& change) {
  const auto list = list_stages(work);
  const auto before = std::find_if(list.begin(), list.end(), [&](const Stage& one) { return one.key == key; });
  if (before == list.end()) throw Problem{"not_found"};
  auto stage = *before;
  if (change.label) stage.label = free_label(list, stage.key, *change.label);
  stage.archived = change.archived.value_or(stage.archived);
  stage.position = change.position.value_or(stage.position);
  work.run(sql::update_stage,
           {work.workspace(), stage.key, stage.label.fa, stage.label.en, stage.archived, stage.position});
  auto detail = changes_between(json::to_value(*before), json::to_value(stage));
  detail.set("label", json::to_value(stage.label));
  settings_changed(work, "stage_changed", "stage", 0, std::move(detail));
  return stage;
}

CustomField add_custom_field(db::Work& work, const NewCustomField& given) {
  const auto list = list_custom_fields(work);
  CustomField field;
  field.id = work.new_id<LeadFieldId>();
  field.label = given.label;
  clean_label(field.label);
  field.key = free_key(list, key_from(given.key, field.label), given.key.has_value(), "field");
  field.type = given.type;
  field.choices = given.choices;
  check_choices(field.choices);
  const bool needs_choices = field.type == FieldType::choice || field.type == FieldType::multi_choice;
  if (needs_choices && field.choices.empty()) throw Problem{"choices_required", "/choices"};
  field.position = next_position(list);
  const auto choices = json::to_text(field.choices);
  work.run(sql::insert_field, {work.workspace(), field.id, field.key, field.label.fa, field.label.en,
                               json::name_of_enum(field.type), choices, field.archived, field.position});
  settings_changed(work, "lead_field_added", "lead_field", field.id.value, json::to_value(field));
  return field;
}

CustomField change_custom_field(db::Work& work, LeadFieldId id, const FieldChange& change) {
  auto list = list_custom_fields(work);
  auto& field = item_of(list, id);
  const auto before = json::to_value(field);
  if (change.label) {
    field.label = *change.label;
    clean_label(field.label);
  }
  if (change.choices) {
    field.choices = *change.choices;
    check_choices(field.choices);
    if (field.choices.empty() && (field.type == FieldType::choice || field.type == FieldType::multi_choice))
      throw Problem{"choices_required", "/choices"};
  }
  field.archived = change.archived.value_or(field.archived);
  field.position = change.position.value_or(field.position);
  const auto choices = json::to_text(field.choices);
  work.run(sql::update_field,
           {work.workspace(), id, field.label.fa, field.label.en, choices, field.archived, field.position});
  settings_changed(work, "lead_field_changed", "lead_field", id.value, changes_between(before, json::to_value(field)));
  return field;
}

void change_rule(db::Work& work, const LeadRule& rule) {
  const auto rules = list_rules(work);
  const std::int64_t version = rules.empty() ? 1 : rules.front().version + 1;
  const auto& caller = work.caller();
  const auto text = json::to_text(rule);
  work.run(sql::insert_rule,
           {work.workspace(), version, text, work.now(), name_of(caller.kind), caller.actor(), caller.name, nullptr});
  look_again(work, version);
  settings_changed(work, "lead_rule_changed", "lead_rule", version, json::to_value(rule));
}

void approve_rule(db::Work& work, RuleSide side) {
  const auto rules = list_rules(work);
  if (rules.empty()) throw Problem{"not_found"};
  const auto version = rules.front().version;
  work.run(side == RuleSide::marketing ? sql::approve_by_marketing : sql::approve_by_sales,
           {work.workspace(), version, work.caller().name, work.now()});
  json::Value detail{json::Object{}};
  detail.set("side", json::name_of_enum(side));
  settings_changed(work, "lead_rule_approved", "lead_rule", version, std::move(detail));
}

}  // namespace sarnakh::leads
