#include "leads/shown.hpp"

#include <algorithm>

#include "foundations/text/phone.hpp"
#include "leads/grade_rules.hpp"

namespace sarnakh::leads {

namespace {

constexpr std::string_view custom_prefix = "custom.";

// What a line of the timeline may tell to somebody from whom a field is kept: this and nothing else. `answers` hold
// every field; `differs` is looked at item by item.
constexpr std::string_view told_to_all[] = {
    "touch",      "other_lead", "from",       "to",         "reason",     "text",         "until",
    "consent_id", "purpose",    "visit_id",   "page_count", "pages",      "exchange_for", "events",
    "seconds",    "form_id",    "form_title", "road",       "started_at", "agent",        "submission_id",
    "answered",   "visits",     "bulk",       "undo",       "exhibition", "talked_by",    "recording_url"};

std::string nameless(Language language) { return language == Language::fa ? "بی‌نام" : "No name"; }

// Whether a lead without a name is called by something that is kept.
bool keeps_contacts(const HiddenFields& hidden) {
  return hidden.holds("phones") || hidden.holds("emails") || hidden.holds("handles") || hidden.holds("external_id");
}

void keep_back(const HiddenFields& hidden, Details& details) {
  if (hidden.holds("phones")) details.phones.clear();
  if (hidden.holds("emails")) details.emails.clear();
  if (hidden.holds("handles")) details.handles.clear();
  json::Reading reading;
  for (const auto& field : profile_fields())
    if (hidden.holds(field.name)) field.write(details, {}, reading);
}

json::Value known_part(const HiddenFields& hidden, const json::Value& data) {
  json::Value known{json::Object{}};
  for (const auto name : told_to_all)
    if (data.has(name)) known.set(name, data[name]);
  if (!data.has("differs")) return known;
  json::Value differs{json::Array{}};
  for (auto item : data["differs"].as_array()) {
    if (hidden.holds(item["field"].as_string().value_or(""))) item.erase("value");
    differs.array().push_back(std::move(item));
  }
  known.set("differs", std::move(differs));
  return known;
}

}  // namespace

ShownLead::ShownLead(const db::Work& work, Lead lead) : Lead(std::move(lead)) {
  const HiddenFields kept(work.caller());
  if (!kept.any()) return;
  display_name = shown_name(work, *this);
  keep_back(kept, static_cast<Details&>(*this));
  for (const auto& name : kept.names())
    if (name.starts_with(custom_prefix)) custom.erase(std::string_view(name).substr(custom_prefix.size()));
  hidden = kept.names();
}

ShownLead shown(const db::Work& work, Lead lead) { return {work, std::move(lead)}; }

std::string shown_name(const db::Work& work, const Lead& lead) {
  const HiddenFields kept(work.caller());
  if (!keeps_contacts(kept) || !name_of(lead).empty()) return lead.display_name;
  Details seen = lead;
  keep_back(kept, seen);
  auto name = display_name_of(seen);
  return name.empty() ? nameless(work.caller().language) : name;
}

ShownRow::ShownRow(const db::Work& work, LeadRow row) : LeadRow(std::move(row)) {
  const HiddenFields kept(work.caller());
  if (kept.any()) {
    if (kept.holds("phones")) phone.reset();
    if (kept.holds("emails")) email.reset();
    if (!named && keeps_contacts(kept))
      display_name = phone ? *phone : email ? *email : nameless(work.caller().language);
    if (custom)
      for (const auto& name : kept.names())
        if (name.starts_with(custom_prefix)) custom->erase(std::string_view(name).substr(custom_prefix.size()));
    hidden = kept.names();
  }
  if (phone) phone_display = text::format_phone(*phone, work.caller().language);
}

std::vector<ShownRow> shown(const db::Work& work, std::vector<LeadRow> rows) {
  std::vector<ShownRow> result;
  result.reserve(rows.size());
  for (auto& row : rows) result.push_back(ShownRow(work, std::move(row)));
  return result;
}

void keep_back(const HiddenFields& hidden, std::vector<Change>& changes) {
  if (!hidden.any()) return;
  for (auto& change : changes) {
    if (!hidden.holds(change.field)) continue;
    change.from = change.to = {};
    change.hidden = true;
  }
}

void keep_back(const HiddenFields& hidden, TimelineItem& item) {
  if (!hidden.any()) return;
  keep_back(hidden, item.changes);
  item.withheld = item.data.has("answers") ? std::optional(true) : std::nullopt;
  item.data = known_part(hidden, item.data);
}

}  // namespace sarnakh::leads
