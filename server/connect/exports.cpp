#include "connect/exports.hpp"

#include <memory>

#include "accounts/accounts.hpp"
#include "foundations/text/markup.hpp"
#include "foundations/time/calendar.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/zone.hpp"
#include "leads/settings.hpp"

namespace sarnakh::connect {

namespace {

constexpr int leads_of_piece = 500;

struct State {
  LeadId after{};
  bool begun = false;
  bool ended = false;
  std::string zone = "UTC";
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

std::string header_of(const State& state) {
  std::string line = "\xEF\xBB\xBF";
  line +=
      "id,name,title,first_name,last_name,organisation,job_title,phone,email,status,owner,purpose,product,needs,place,"
      "source,utm_source,utm_medium,utm_campaign,created_at,created_jalali,last_activity_at";
  for (const auto& key : state.custom_keys) line += "," + text::csv_escape("custom:" + key);
  return line + "\r\n";
}

std::string line_of(const leads::Lead& lead, const State& state) {
  const auto or_empty = [](const std::optional<std::string>& value) { return value.value_or(""); };
  const auto* first = lead.source.first ? &*lead.source.first : nullptr;
  const leads::Utm utm = first != nullptr && first->utm ? *first->utm : leads::Utm{};
  const auto day = time::to_local(lead.created_at, state.zone).day;
  std::vector<std::string> cells{to_string(lead.id),
                                 lead.display_name,
                                 or_empty(lead.title),
                                 or_empty(lead.first_name),
                                 or_empty(lead.last_name),
                                 or_empty(lead.organisation),
                                 or_empty(lead.job_title),
                                 values_of(lead.phones),
                                 values_of(lead.emails),
                                 lead.status.key,
                                 lead.owner ? lead.owner->name : "",
                                 lead.purpose ? std::string(json::name_of_enum(*lead.purpose)) : "",
                                 or_empty(lead.product),
                                 or_empty(lead.needs),
                                 or_empty(lead.place),
                                 first != nullptr ? or_empty(first->label) : "",
                                 or_empty(utm.source),
                                 or_empty(utm.medium),
                                 or_empty(utm.campaign),
                                 time::to_rfc3339(lead.created_at),
                                 time::iso_date(time::Calendar::jalali, day),
                                 time::to_rfc3339(lead.last_activity_at)};
  for (const auto& key : state.custom_keys) cells.push_back(text_of(lead.custom[key]));
  std::string line;
  for (const auto& cell : cells) line += (line.empty() ? "" : ",") + text::csv_escape(cell);
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
        for (const auto& field : leads::settings_of(work)->custom_fields) state->custom_keys.push_back(field.key);
        if (kind == ExportKind::csv) out = header_of(*state);
      }
      int count = 0;
      leads::each_lead(work, filter, state->after, leads_of_piece, [&](const leads::Lead& lead) {
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
