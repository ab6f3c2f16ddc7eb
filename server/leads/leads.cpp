// Changes of one lead at the desk, and the small functions of the door.

#include "leads/leads.hpp"

#include <algorithm>

#include "foundations/text/fold.hpp"
#include "foundations/text/phone.hpp"
#include "leads/cards.hpp"
#include "leads/custom_values.hpp"
#include "leads/edit.hpp"
#include "leads/leads_sql.hpp"
#include "leads/merge_rules.hpp"
#include "leads/people.hpp"

namespace sarnakh::leads {

namespace {

json::Value status_value(const Status& status) {
  json::Value value{json::Object{}};
  value.set("id", to_string(status.id));
  value.set("key", status.key);
  value.set("label", json::to_value(status.label));
  return value;
}

void change_status(Edit& edit, const Status& status, const std::optional<std::string>& reason, std::string kind) {
  auto& lead = edit.lead;
  const auto text = reason ? text::clean_lines(*reason) : std::string{};
  if (lead.status.id == status.id && text.empty()) return;
  TimelineEntry entry{.kind = std::move(kind)};
  entry.data.set("from", status_value(lead.status));
  entry.data.set("to", status_value(status));
  if (!text.empty()) entry.data.set("reason", text);
  entry.changes.push_back({"status_id", to_string(lead.status.id), to_string(status.id)});
  lead.marks = {};
  if (!text.empty()) {
    if (status.kind == StatusKind::junk) lead.marks.junk_reason = text;
    if (status.kind == StatusKind::refused || status.kind == StatusKind::lost) lead.marks.refused_reason = text;
  }
  lead.status = status;
  edit.entries.push_back(std::move(entry));
}

void change_owner(Edit& edit, std::optional<Owner> owner) {
  auto& lead = edit.lead;
  const auto before = lead.owner ? lead.owner->id : UserId{};
  const auto after = owner ? owner->id : UserId{};
  if (before == after) return;
  TimelineEntry entry{.kind = "owner_changed"};
  const auto named = [](const std::optional<Owner>& one) { return one ? json::to_value(*one) : json::Value{}; };
  entry.data.set("to", named(owner));
  entry.changes.push_back({"owner_id", before ? json::Value(to_string(before)) : json::Value{},
                           after ? json::Value(to_string(after)) : json::Value{}});
  lead.owner = std::move(owner);
  edit.entries.push_back(std::move(entry));
}

const Status& needed(const Status* status) {
  if (status == nullptr) throw Problem{"status_needed"};
  return *status;
}

void patch_custom(Edit& edit, const Settings& settings, const json::Value& body, TimelineEntry& entry,
                  std::vector<FieldFault>& faults) {
  for (const auto& [key, given] : body.as_object()) {
    const auto* field = settings.custom_field(key);
    if (field == nullptr) {
      faults.push_back({"field_unknown", "/custom/" + key});
      continue;
    }
    const auto read = read_custom(*field, given, settings);
    if (!read.fault.empty()) {
      faults.push_back({read.fault, "/custom/" + key});
      continue;
    }
    const auto known = edit.lead.custom[key];
    if (known == read.value) continue;
    entry.changes.push_back({"custom." + key, known, read.value});
    if (read.value.is_null())
      edit.lead.custom.erase(key);
    else
      edit.lead.custom.set(key, read.value);
  }
}

}  // namespace

Provenance by_caller(db::Work& work) {
  const auto& caller = work.caller();
  if (caller.kind == CallerKind::api_key)
    return {.kind = ByKind::api, .id = caller.api_key.value, .label = caller.name};
  if (caller.kind == CallerKind::user) return {.kind = ByKind::person, .id = caller.user.value, .label = caller.name};
  return {.kind = ByKind::system};
}

Lead reachable(db::Work& work, const Settings& settings, LeadId id) {
  auto lead = find_lead(work, settings, id);
  if (!lead || !in_reach(work, lead->owner ? lead->owner->id : UserId{})) throw Problem{"not_found"};
  if (lead->layer == Layer::erased) throw Problem{"lead_erased"};
  return std::move(*lead);
}

Lead edit(db::Work& work, LeadId id, const std::function<void(Edit&, const Settings&)>& act, std::string_view event) {
  const auto settings = settings_of(work);
  std::vector<Edit> edits(1);
  auto& edit = edits.front();
  edit.before = reachable(work, *settings, id);
  edit.lead = *edit.before;
  edit.by = by_caller(work);
  edit.announced = true;
  edit.event = event;
  act(edit, *settings);
  if (!edit.entries.empty()) save(work, *settings, edits);
  return card(work, id);
}

Lead load(db::Work& work, LeadId id) { return reachable(work, *settings_of(work), id); }

Lead card(db::Work& work, LeadId id) {
  auto lead = load(work, id);
  if (lead.owner) lead.owner->name = name_of_user(work, lead.owner->id);
  for (auto& phone : lead.phones) phone.display = text::format_phone(phone.value, work.caller().language);
  return lead;
}

bool lead_exists(db::Work& work, LeadId id) {
  const auto row = work.one(sql::find_owner_of_lead, {work.workspace(), id});
  return row && row->view(1) != "erased" && in_reach(work, row->id<UserId>(0));
}

TimelineId add_timeline(db::Work& work, LeadId lead, std::string_view kind, json::Value data, const Provenance& by,
                        Activity activity) {
  TimelineEntry entry{.kind = std::string(kind), .data = std::move(data)};
  const auto id = write_timeline(work, {{lead, &entry}}, by);
  if (activity == Activity::of_its_own) work.run(sql::touch_lead, {work.workspace(), lead, work.now(), by.batch_id});
  return id;
}

Lead patch(db::Work& work, LeadId id, const json::Value& body) {
  if (!body.is_object()) throw Problem{"wrong_type", "", {{"expected", "object"}}};
  return edit(work, id, [&](Edit& edit, const Settings& settings) {
    TimelineEntry entry{.kind = "field_changed"};
    json::Reading reading;
    auto after = static_cast<const Profile&>(edit.lead);
    for (const auto& field : profile_fields()) {
      if (!body.has(field.name)) continue;
      const json::Reading::Step step{reading, field.name};
      field.write(after, body[field.name], reading);
    }
    clean_profile(after);
    // First and last name corrected by hand are the name from now on.
    if (!body.has("full_name") && (body.has("first_name") || body.has("last_name")) && after.first_name &&
        after.last_name)
      after.full_name.reset();
    if (!after.kind) after.kind = Kind::person;
    if (!after.purpose) after.purpose = Purpose::buyer;
    if (!after.origin) after.origin = Origin::organic;
    for (const auto& field : profile_fields()) {
      auto from = field.read(edit.lead);
      auto to = field.read(after);
      if (from != to) entry.changes.push_back({std::string(field.name), std::move(from), std::move(to)});
    }
    static_cast<Profile&>(edit.lead) = std::move(after);
    if (body.has("custom")) patch_custom(edit, settings, body["custom"], entry, reading.faults);
    if (!reading.faults.empty()) throw Problem{std::move(reading.faults)};
    if (!entry.changes.empty()) edit.entries.push_back(std::move(entry));
  });
}

TimelineItem add_note(db::Work& work, LeadId id, std::string_view text) {
  const auto clean = text::clean_lines(text);
  if (clean.empty()) throw Problem{"required", "/text"};
  edit(work, id, [&](Edit& edit, const Settings&) {
    TimelineEntry entry{.kind = "note_added"};
    entry.data.set("text", clean);
    edit.entries.push_back(std::move(entry));
  });
  return timeline(work, id, {}, 1).front();
}

Lead set_status(db::Work& work, LeadId id, StatusId status, std::optional<std::string> reason) {
  return edit(
      work, id,
      [&](Edit& edit, const Settings& settings) {
        const auto* wanted = settings.status(status);
        if (wanted == nullptr || wanted->archived) throw Problem{"status_unknown", "/status_id"};
        change_status(edit, *wanted, reason, "status_changed");
      },
      "lead_status_changed");
}

Lead set_owner(db::Work& work, LeadId id, std::optional<UserId> owner) {
  return edit(work, id, [&](Edit& edit, const Settings&) {
    std::optional<Owner> wanted;
    if (owner && *owner) {
      if (!is_member(work, *owner)) throw Problem{"user_unknown", "/user_id"};
      wanted = Owner{*owner, name_of_user(work, *owner)};
    }
    change_owner(edit, std::move(wanted));
  });
}

Lead snooze(db::Work& work, LeadId id, std::optional<Instant> until) {
  if (until && *until <= work.now()) throw Problem{"time_past", "/until"};
  return edit(work, id, [&](Edit& edit, const Settings&) {
    if (edit.lead.snoozed_until == until) return;
    TimelineEntry entry{.kind = until ? "snoozed" : "woken"};
    if (until) entry.data.set("until", json::to_value(*until));
    edit.lead.snoozed_until = until;
    edit.entries.push_back(std::move(entry));
  });
}

Lead accept(db::Work& work, LeadId id) {
  return edit(
      work, id,
      [&](Edit& edit, const Settings& settings) {
        if (edit.lead.status.kind != StatusKind::accepted)
          change_status(edit, needed(settings.first_of(StatusKind::accepted)), {}, "status_changed");
        const auto& caller = work.caller();
        if (!edit.lead.owner && caller.kind == CallerKind::user) change_owner(edit, Owner{caller.user, caller.name});
        if (edit.lead.snoozed_until) edit.lead.snoozed_until.reset();
      },
      "lead_status_changed");
}

Lead mark_junk(db::Work& work, LeadId id, std::optional<std::string> reason) {
  return edit(
      work, id,
      [&](Edit& edit, const Settings& settings) {
        change_status(edit, needed(settings.first_of(StatusKind::junk)), reason, "status_changed");
      },
      "lead_status_changed");
}

Lead restore(db::Work& work, LeadId id) {
  return edit(
      work, id,
      [&](Edit& edit, const Settings& settings) {
        if (edit.lead.status.kind != StatusKind::junk) return;
        const auto* before = settings.first_of(StatusKind::open);
        for (const auto row : work.query(sql::last_of_kind, {work.workspace(), id, "status_changed"})) {
          const auto data = json::parse(row.view(0));
          if (data["to"]["id"].as_string() != to_string(edit.lead.status.id)) continue;
          const auto number = parse_id(data["from"]["id"].as_string().value_or(""));
          const auto* known = number ? settings.status(StatusId{*number}) : nullptr;
          if (known != nullptr && known->kind != StatusKind::junk) before = known;
          break;
        }
        change_status(edit, needed(before), {}, "status_changed");
      },
      "lead_status_changed");
}

std::int64_t set_contact_preferences(db::Work& work, LeadId id, std::vector<Channel> do_not_contact,
                                     std::optional<Hours> preferred_hours) {
  std::sort(do_not_contact.begin(), do_not_contact.end());
  do_not_contact.erase(std::unique(do_not_contact.begin(), do_not_contact.end()), do_not_contact.end());
  return edit(work, id,
              [&](Edit& edit, const Settings&) {
                TimelineEntry entry{.kind = "contact_preferences_changed"};
                auto& lead = edit.lead;
                if (lead.do_not_contact != do_not_contact)
                  entry.changes.push_back(
                      {"do_not_contact", json::to_value(lead.do_not_contact), json::to_value(do_not_contact)});
                const auto hours = [](const std::optional<Hours>& one) {
                  return one ? json::to_value(*one) : json::Value{};
                };
                if (lead.preferred_hours != preferred_hours)
                  entry.changes.push_back({"preferred_hours", hours(lead.preferred_hours), hours(preferred_hours)});
                lead.do_not_contact = do_not_contact;
                lead.preferred_hours = preferred_hours;
                if (!entry.changes.empty()) edit.entries.push_back(std::move(entry));
              })
      .version;
}

}  // namespace sarnakh::leads
