#include "connect/exports.hpp"

#include <memory>

#include "accounts/accounts.hpp"
#include "foundations/text/markup.hpp"
#include "foundations/time/calendar.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/zone.hpp"
#include "leads/custom_names.hpp"
#include "leads/hidden_fields.hpp"

namespace sarnakh::connect {

namespace {

constexpr int leads_of_piece = 500;

struct ExportColumn;
struct State {
  LeadId after{};
  bool begun = false;
  bool ended = false;
  std::string zone = "UTC";
  std::vector<const ExportColumn*> columns;
  std::vector<std::string> custom_keys;
};

template <class List>
std::string values_of(const List& list) {
  std::string joined;
  for (const auto& item : list) joined += (joined.empty() ? "" : " ") + item.value;
  return joined;
}

std::string text_of(const json::Value& value) {
  if (value.is_null()) return "";
  if (const auto text = value.as_string()) return std::string(*text);
  return json::write(value);
}

std::string or_empty(const std::optional<std::string>& value) { return value.value_or(""); }

// Of the first touch.
std::string tag_of(const leads::Lead& lead, std::optional<std::string> leads::Utm::*member) {
  const auto& first = lead.source.first;
  return first && first->utm ? or_empty((*first->utm).*member) : "";
}

struct ExportColumn {
  std::string_view name;
  std::string_view field;  // under which it can be kept from a role; "" for what everybody sees
  std::string (*value)(const leads::Lead& lead, const State& state);
};
using leads::Lead;
constexpr ExportColumn export_columns[] = {
    {"id", "", [](const Lead& lead, const State&) { return to_string(lead.id); }},
    {"name", "", [](const Lead& lead, const State&) { return lead.display_name; }},
    {"title", "", [](const Lead& lead, const State&) { return or_empty(lead.title); }},
    {"first_name", "", [](const Lead& lead, const State&) { return or_empty(lead.first_name); }},
    {"last_name", "", [](const Lead& lead, const State&) { return or_empty(lead.last_name); }},
    {"organisation", "", [](const Lead& lead, const State&) { return or_empty(lead.organisation); }},
    {"job_title", "job_title", [](const Lead& lead, const State&) { return or_empty(lead.job_title); }},
    {"phone", "phones", [](const Lead& lead, const State&) { return values_of(lead.phones); }},
    {"email", "emails", [](const Lead& lead, const State&) { return values_of(lead.emails); }},
    {"status", "", [](const Lead& lead, const State&) { return lead.status.key; }},
    {"owner", "", [](const Lead& lead, const State&) { return lead.owner ? lead.owner->name : ""; }},
    {"purpose", "",
     [](const Lead& lead, const State&) {
       return lead.purpose ? std::string(json::name_of_enum(*lead.purpose)) : std::string();
     }},
    {"product", "product", [](const Lead& lead, const State&) { return or_empty(lead.product); }},
    {"needs", "needs", [](const Lead& lead, const State&) { return or_empty(lead.needs); }},
    {"place", "place", [](const Lead& lead, const State&) { return or_empty(lead.place); }},
    {"buying_stage", "stage", [](const Lead& lead, const State&) { return or_empty(lead.stage); }},
    {"channel", "",
     [](const Lead& lead, const State&) { return lead.source.first ? or_empty(lead.source.first->channel) : ""; }},
    {"source", "",
     [](const Lead& lead, const State&) { return lead.source.first ? or_empty(lead.source.first->label) : ""; }},
    {"utm_source", "", [](const Lead& lead, const State&) { return tag_of(lead, &leads::Utm::source); }},
    {"utm_medium", "", [](const Lead& lead, const State&) { return tag_of(lead, &leads::Utm::medium); }},
    {"utm_campaign", "", [](const Lead& lead, const State&) { return tag_of(lead, &leads::Utm::campaign); }},
    {"created_at", "", [](const Lead& lead, const State&) { return time::to_rfc3339(lead.created_at); }},
    {"created_jalali", "",
     [](const Lead& lead, const State& state) {
       return time::iso_date(time::Calendar::jalali, time::to_local(lead.created_at, state.zone).day);
     }},
    {"last_activity_at", "", [](const Lead& lead, const State&) { return time::to_rfc3339(lead.last_activity_at); }},
};

// A column that is kept from whoever exports is not there at all.
void choose_columns(State& state, const Caller& caller, const leads::Settings& settings) {
  const leads::HiddenFields hidden(caller);
  for (const auto& column : export_columns)
    if (!hidden.holds(column.field)) state.columns.push_back(&column);
  for (const auto& field : settings.custom_fields)
    if (!hidden.holds(leads::custom_field_name(field.key))) state.custom_keys.push_back(field.key);
}

std::string header_of(const State& state) {
  std::string line = "\xEF\xBB\xBF";
  for (const auto* column : state.columns)
    line += (column == state.columns.front() ? "" : ",") + std::string(column->name);
  for (const auto& key : state.custom_keys) line += "," + text::csv_escape(leads::custom_target(key));
  return line + "\r\n";
}

std::string line_of(const leads::ShownLead& lead, const State& state) {
  std::string line;
  for (const auto* column : state.columns)
    line += (line.empty() ? "" : ",") + text::csv_escape(column->value(lead, state));
  for (const auto& key : state.custom_keys) line += "," + text::csv_escape(text_of(lead.custom[key]));
  return line + "\r\n";
}

}  // namespace

std::function<std::optional<std::string>()> export_leads(db::Database& database, const db::Scope& scope,
                                                         const leads::Filter& filter, ExportKind kind) {
  const auto state = std::make_shared<State>();
  return [&database, scope, filter, kind, state]() -> std::optional<std::string> {
    if (state->ended) return std::nullopt;
    std::string out;
    database.read(scope, [&](db::Work& work) {
      if (!state->begun) {
        state->begun = true;
        state->zone = accounts::workspace_of(work).time_zone;
        choose_columns(*state, work.caller(), *leads::settings_of(work));
        if (kind == ExportKind::csv) out = header_of(*state);
      }
      int count = 0;
      leads::each_lead(work, filter, state->after, leads_of_piece, [&](const leads::ShownLead& lead) {
        out += kind == ExportKind::csv ? line_of(lead, *state) : json::to_text(lead) + "\n";
        state->after = lead.id;
        ++count;
        return true;
      });
      state->ended = count < leads_of_piece;
    });
    if (out.empty()) return std::nullopt;
    return out;
  };
}

}  // namespace sarnakh::connect
