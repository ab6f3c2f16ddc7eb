#include "leads/shown.hpp"

#include <algorithm>

#include "foundations/text/phone.hpp"
#include "leads/custom_names.hpp"
#include "leads/grade_rules.hpp"

namespace sarnakh::leads {

namespace {

// What a line of the timeline may tell to somebody from whom a field is kept: this, and what known_part() looks at more
// closely. `answers` may hold every field.
constexpr std::string_view told_to_all[] = {
    "other_lead",    "from",     "to",         "reason",   "text",    "until",  "consent_id", "purpose",
    "exchange_for",  "visit_id", "page_count", "events",   "seconds", "visits", "form_id",    "form_title",
    "submission_id", "road",     "started_at", "answered", "agent",   "bulk",   "bulk_leads", "undo",
    "exhibition",    "talked_by"};

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

void keep_back(const HiddenFields& hidden, json::Value& custom) {
  for (const auto& name : hidden.names())
    if (const auto key = key_of_custom_field(name)) custom.erase(*key);
}

json::Value known_differences(const HiddenFields& hidden, const json::Value& differs) {
  json::Value known{json::Array{}};
  for (auto item : differs.as_array()) {
    if (hidden.holds(item["field"].as_string().value_or(""))) item.erase("value");
    known.array().push_back(std::move(item));
  }
  return known;
}

json::Value known_pages(const Caller& caller, const json::Value& pages) {
  json::Value known{json::Array{}};
  for (auto page : pages.as_array()) {
    page.set("page", shown_address(caller, std::string(page["page"].as_string().value_or(""))));
    known.array().push_back(std::move(page));
  }
  return known;
}

json::Value known_part(const Caller& caller, const json::Value& data) {
  const HiddenFields hidden(caller);
  json::Value known{json::Object{}};
  for (const auto name : told_to_all)
    if (data.has(name)) known.set(name, data[name]);
  if (data.has("touch"))
    known.set("touch", json::to_value(shown_touch(caller, json::from_value<Touch>(data["touch"]))));
  if (data.has("pages")) known.set("pages", known_pages(caller, data["pages"]));
  if (data.has("differs")) known.set("differs", known_differences(hidden, data["differs"]));
  // Exchanges name the files of their recordings after the numbers.
  if (data.has("recording_url") && !hidden.holds("phones")) known.set("recording_url", data["recording_url"]);
  return known;
}

}  // namespace

ShownLead::ShownLead(const db::Work& work, Lead lead) : Lead(std::move(lead)) {
  const HiddenFields kept(work.caller());
  if (!kept.any()) return;
  display_name = shown_name(work, *this);
  keep_back(kept, static_cast<Details&>(*this));
  keep_back(kept, custom);
  for (auto* touch : {&source.first, &source.last})
    if (*touch) *touch = shown_touch(work.caller(), std::move(**touch));
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
    if (custom) keep_back(kept, *custom);
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

std::string shown_address(const Caller& caller, std::string address) {
  if (!HiddenFields(caller).any()) return address;
  return address.substr(0, address.find_first_of("?#"));
}

Touch shown_touch(const Caller& caller, Touch touch) {
  for (auto* address : {&touch.referrer, &touch.landing_page})
    if (*address) *address = shown_address(caller, std::move(**address));
  return touch;
}

void keep_back(const HiddenFields& hidden, std::vector<Change>& changes) {
  if (!hidden.any()) return;
  for (auto& change : changes) {
    if (!hidden.holds(change.field)) continue;
    change.from = change.to = {};
    change.hidden = true;
  }
}

void keep_back(const Caller& caller, TimelineItem& item) {
  const HiddenFields hidden(caller);
  if (!hidden.any()) return;
  keep_back(hidden, item.changes);
  item.withheld = item.data.has("answers") ? std::optional(true) : std::nullopt;
  item.data = known_part(caller, item.data);
}

}  // namespace sarnakh::leads
