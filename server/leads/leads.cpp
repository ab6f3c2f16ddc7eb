// Changes of one lead at the desk, and the small functions of the door.

#include "leads/leads.hpp"

#include <algorithm>

#include "foundations/text/fold.hpp"
#include "foundations/text/phone.hpp"
#include "leads/acts.hpp"
#include "leads/cards.hpp"
#include "leads/edit.hpp"
#include "leads/hidden_fields.hpp"
#include "leads/leads_sql.hpp"
#include "leads/merge_rules.hpp"
#include "leads/people.hpp"

namespace sarnakh::leads {

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

namespace {

ShownLead dressed(db::Work& work, Lead lead) {
  if (lead.owner) lead.owner->name = name_of_user(work, lead.owner->id);
  for (auto& phone : lead.phones) phone.display = text::format_phone(phone.value, work.caller().language);
  return shown(work, std::move(lead));
}

}  // namespace

ShownLead edit(db::Work& work, LeadId id, const std::function<void(Edit&, const Settings&)>& act,
               std::string_view event) {
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
  return dressed(work, *find_lead(work, *settings, id));  // also for him who gave it to somebody out of his reach
}

Lead load(db::Work& work, LeadId id) { return reachable(work, *settings_of(work), id); }

ShownLead card(db::Work& work, LeadId id) { return dressed(work, load(work, id)); }

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

ShownLead patch(db::Work& work, LeadId id, const json::Value& body) {
  if (!body.is_object()) throw Problem{"wrong_type", "", {{"expected", "object"}}};
  HiddenFields(work.caller()).refuse_patch(body);
  std::vector<FieldFault> faults;
  if (body.has("custom") && !body["custom"].is_object())
    faults.push_back({"wrong_type", "/custom", {{"expected", "object"}}});
  for (const auto& [name, value] : body.as_object())
    if (profile_field(name) == nullptr && name != "custom") faults.push_back({"member_unknown", "/" + name});
  if (!faults.empty()) throw Problem{std::move(faults)};
  return edit(work, id, [&](Edit& edit, const Settings& settings) { change_facts(edit, settings, body); });
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

void withdraw_note(db::Work& work, LeadId id, TimelineId note) {
  const auto& caller = work.caller();
  card(work, id);  // within reach
  if (work.run(sql::withdraw_note, {work.workspace(), id, note, name_of(caller.kind), caller.actor()}) == 0)
    throw Problem{"not_found"};
  audit(work, "note_withdrawn", "lead", id.value);
  jobs::announce(work, "lead_changed", id.value);
}

namespace {

ShownLead act(db::Work& work, LeadId id, const Act& act, std::string_view event) {
  return edit(
      work, id, [&](Edit& edit, const Settings& settings) { act_on(work, edit, settings, act); }, event);
}

}  // namespace

ShownLead set_status(db::Work& work, LeadId id, StatusId status, std::optional<std::string> reason) {
  return act(work, id, {.act = ActKind::status, .status_id = status, .reason = std::move(reason)},
             "lead_status_changed");
}

ShownLead set_owner(db::Work& work, LeadId id, std::optional<UserId> owner) {
  return act(work, id, {.act = ActKind::owner, .user_id = owner}, "lead_changed");
}

ShownLead snooze(db::Work& work, LeadId id, std::optional<Instant> until) {
  return act(work, id, {.act = ActKind::snooze, .until = until}, "lead_changed");
}

ShownLead accept(db::Work& work, LeadId id) {
  return edit(
      work, id,
      [&](Edit& edit, const Settings& settings) {
        if (edit.lead.status.kind != StatusKind::accepted)
          change_status(edit, status_of_kind(settings, StatusKind::accepted), {});
        const auto& caller = work.caller();
        if (!edit.lead.owner && caller.kind == CallerKind::user) change_owner(edit, Owner{caller.user, caller.name});
        if (edit.lead.snoozed_until) edit.lead.snoozed_until.reset();
      },
      "lead_status_changed");
}

ShownLead mark_junk(db::Work& work, LeadId id, std::optional<std::string> reason) {
  return act(work, id, {.act = ActKind::junk, .reason = std::move(reason)}, "lead_status_changed");
}

ShownLead restore(db::Work& work, LeadId id) { return act(work, id, {.act = ActKind::restore}, "lead_status_changed"); }

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
