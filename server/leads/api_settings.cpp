// Routes: statuses, custom fields, the lead rule.

#include "foundations/http/route.hpp"
#include "leads/api.hpp"
#include "leads/hidden_fields.hpp"
#include "leads/new_rule.hpp"
#include "leads/settings_store.hpp"

namespace sarnakh::leads {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

struct RuleInForce {
  std::int64_t version = 1;
  RulePreset preset = RulePreset::any_form;
  LeadRule rule;
  std::vector<RuleVersion> history;
  static constexpr auto fields =
      json::fields(json::field("version", &RuleInForce::version), json::field("preset", &RuleInForce::preset),
                   json::field("rule", &RuleInForce::rule), json::field("history", &RuleInForce::history));
  static constexpr std::string_view schema_name = "LeadRule";
};
struct RuleWish {
  std::optional<RulePreset> preset;
  std::optional<LeadRule> rule;
  static constexpr auto fields =
      json::fields(json::field("preset", &RuleWish::preset, "A preset, or"), json::field("rule", &RuleWish::rule));
  static constexpr std::string_view schema_name = "LeadRuleWish";
};
struct Approval {
  RuleSide side = RuleSide::marketing;
  static constexpr auto fields = json::fields(json::field("side", &Approval::side));
  static constexpr std::string_view schema_name = "LeadRuleApproval";
};

struct HidingWish {
  std::string field, role;
  bool hidden = false;
  static constexpr auto fields =
      json::fields(json::field("field", &HidingWish::field, json::length{1, 100}),
                   json::field("role", &HidingWish::role, json::length{1, 20}, "marketer, seller or analyst"),
                   json::field("hidden", &HidingWish::hidden));
  static constexpr std::string_view schema_name = "HidingWish";
};

LeadRule rule_of(const RuleWish& wish) {
  if (!wish.rule && !wish.preset) throw Problem{"required", "/preset"};
  return wish.rule ? *wish.rule : leads::rule_of(*wish.preset);
}

http::Tagged<RuleInForce> tagged(RuleInForce rule) {
  const auto version = rule.version;
  return {std::move(rule), version};
}

RuleInForce rule_in_force(db::Work& work) {
  RuleInForce answer;
  answer.history = list_rules(work);
  if (answer.history.empty()) throw Problem{"not_found"};
  const auto& first = answer.history.front();
  answer.version = first.version;
  answer.preset = first.preset;
  answer.rule = first.rule;
  return answer;
}

}  // namespace

void add_setting_routes(http::RouteTable& routes, db::Database& database) {
  routes.push_back(http::route<Nothing, http::List<Status>>(
      Method::get, "/api/v1/statuses", "leads:read", "The statuses of leads in their order, archived ones too.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) { return http::List<Status>{list_statuses(work)}; });
      }));
  routes.push_back(http::route<NewStatus, http::Created<Status>>(
      Method::post, "/api/v1/statuses", "settings:write", "Makes a status.",
      [&database](const Call& call, const NewStatus& body) {
        return database.write(call.scope(),
                              [&](db::Work& work) { return http::Created<Status>{add_status(work, body)}; });
      }));
  routes.push_back(http::route<StatusChange, Status>(
      Method::patch, "/api/v1/statuses/{id}", "settings:write", "Renames, moves, colours or archives a status.",
      [&database](const Call& call, const StatusChange& body) {
        return database.write(call.scope(),
                              [&](db::Work& work) { return change_status(work, call.id<StatusId>("id"), body); });
      }));
  routes.push_back(http::route<Nothing, http::List<Stage>>(
      Method::get, "/api/v1/stages", "leads:read", "The stages of buying in their order, archived ones too.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) { return http::List<Stage>{list_stages(work)}; });
      }));
  routes.push_back(http::route<NewStage, http::Created<Stage>>(
      Method::post, "/api/v1/stages", "settings:write", "Makes a stage of buying, after the others.",
      [&database](const Call& call, const NewStage& body) {
        return database.write(call.scope(),
                              [&](db::Work& work) { return http::Created<Stage>{add_stage(work, body)}; });
      }));
  routes.push_back(http::route<StageChange, Stage>(
      Method::patch, "/api/v1/stages/{key}", "settings:write", "Renames, moves or archives a stage; its key stays.",
      [&database](const Call& call, const StageChange& body) {
        return database.write(call.scope(),
                              [&](db::Work& work) { return change_stage(work, call.place("key"), body); });
      }));
  routes.push_back(http::route<Nothing, http::List<CustomField>>(
      Method::get, "/api/v1/fields", "leads:read", "The custom fields of leads in their order, archived ones too.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(),
                             [](db::Work& work) { return http::List<CustomField>{list_custom_fields(work)}; });
      }));
  routes.push_back(http::route<NewCustomField, http::Created<CustomField>>(
      Method::post, "/api/v1/fields", "settings:write", "Makes a custom field, without code.",
      [&database](const Call& call, const NewCustomField& body) {
        return database.write(call.scope(),
                              [&](db::Work& work) { return http::Created<CustomField>{add_custom_field(work, body)}; });
      }));
  routes.push_back(http::route<FieldChange, CustomField>(
      Method::patch, "/api/v1/fields/{id}", "settings:write", "Renames, moves or archives a custom field.",
      [&database](const Call& call, const FieldChange& body) {
        return database.write(
            call.scope(), [&](db::Work& work) { return change_custom_field(work, call.id<LeadFieldId>("id"), body); });
      }));
  routes.push_back(http::route<Nothing, http::List<HideableField>>(
      Method::get, "/api/v1/hidden-fields", "settings:read",
      "The fields of leads that can be kept from a role, and from which they are.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(),
                             [](db::Work& work) { return http::List<HideableField>{hideable_fields(work)}; });
      }));
  routes.push_back(http::route<HidingWish, http::List<HideableField>>(
      Method::put, "/api/v1/hidden-fields", "people:write",
      "Keeps a field from a role, or shows it again; the list as it is then.",
      [&database](const Call& call, const HidingWish& wish) {
        return database.write(call.scope(), [&](db::Work& work) {
          hide_field(work, wish.field, wish.role, wish.hidden);
          return http::List<HideableField>{hideable_fields(work)};
        });
      }));
  routes.push_back(http::route<Nothing, http::Tagged<RuleInForce>>(
      Method::get, "/api/v1/lead-rule", "settings:read", "What makes a lead of an interest, with all earlier versions.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) { return tagged(rule_in_force(work)); });
      }));
  routes.push_back(http::route<RuleWish, http::Tagged<RuleInForce>>(
      Method::put, "/api/v1/lead-rule", "settings:write",
      "Puts a new version of the lead rule in force, which looks at the interests that are here too; If-Match names "
      "the "
      "version that was read.",
      [&database](const Call& call, const RuleWish& body) {
        const auto rule = rule_of(body);
        return database.write(call.scope(), [&](db::Work& work) {
          http::require_match(call.request, rule_in_force(work).version);
          change_rule(work, rule);
          return tagged(rule_in_force(work));
        });
      }));
  routes.push_back(http::route<RuleWish, Outlook>(
      Method::post, "/api/v1/lead-rule/preview", "settings:write",
      "What a rule would make of the interests that are here; changes nothing.",
      [&database](const Call& call, const RuleWish& body) { return outlook(database, call.scope(), rule_of(body)); }));
  routes.push_back(http::route<Approval, RuleInForce>(Method::post, "/api/v1/lead-rule/approval", "settings:write",
                                                      "Marketing or sales agrees to the rule in force.",
                                                      [&database](const Call& call, const Approval& body) {
                                                        return database.write(call.scope(), [&](db::Work& work) {
                                                          approve_rule(work, body.side);
                                                          return rule_in_force(work);
                                                        });
                                                      }));
}

void add_routes(http::RouteTable& routes, db::Database& database, const rules::CatalogueOf& catalogue) {
  add_lead_routes(routes, database, catalogue);
  add_batch_routes(routes, database, catalogue);
  add_act_routes(routes, database);
  add_setting_routes(routes, database);
}

}  // namespace sarnakh::leads
