#include "leads/acts.hpp"

#include <algorithm>

#include "foundations/text/fold.hpp"
#include "leads/custom_names.hpp"
#include "leads/custom_values.hpp"
#include "leads/hidden_fields.hpp"
#include "leads/leads_sql.hpp"
#include "leads/people.hpp"

namespace sarnakh::leads {

namespace {

// Facts that may be said of many persons alike; a name or an organisation is each one's own.
constexpr std::string_view settable[] = {"purpose",      "product", "stage", "class", "authority",
                                         "buying_power", "timing",  "place", "needs"};

json::Value status_value(const Status& status) {
  json::Value value{json::Object{}};
  value.set("id", to_string(status.id));
  value.set("key", status.key);
  value.set("label", json::to_value(status.label));
  return value;
}

json::Value owner_value(const Lead& lead) {
  return lead.owner ? json::Value(to_string(lead.owner->id)) : json::Value{};
}
json::Value snooze_value(const Lead& lead) {
  return lead.snoozed_until ? json::to_value(*lead.snoozed_until) : json::Value{};
}
// With the marks that go with it: a reason given anew under the same status is a change too.
json::Value marks_value(const Lead& lead) { return json::to_value(lead.marks); }

// The line of changed facts: one, however many acts change facts.
TimelineEntry& entry_of_facts(Edit& edit) {
  const auto known = std::find_if(edit.entries.begin(), edit.entries.end(),
                                  [](const TimelineEntry& entry) { return entry.kind == "field_changed"; });
  return known != edit.entries.end() ? *known : edit.entries.emplace_back(TimelineEntry{.kind = "field_changed"});
}

void set_custom(Lead& lead, std::string_view key, const json::Value& value) {
  if (value.is_null())
    lead.custom.erase(key);
  else
    lead.custom.set(key, value);
}

void patch_custom(Lead& lead, const Settings& settings, const json::Value& body, std::vector<Change>& changes,
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
    const auto known = lead.custom[key];
    if (known == read.value) continue;
    changes.push_back({custom_field_name(key), known, read.value});
    set_custom(lead, key, read.value);
  }
}

void snooze_until(Edit& edit, std::optional<Instant> until) {
  if (edit.lead.snoozed_until == until) return;
  TimelineEntry entry{.kind = until ? "snoozed" : "woken"};
  if (until) entry.data.set("until", json::to_value(*until));
  edit.lead.snoozed_until = until;
  edit.entries.push_back(std::move(entry));
}

// Of a junk lead: the status it had before.
void bring_back(db::Work& work, Edit& edit, const Settings& settings) {
  if (edit.lead.status.kind != StatusKind::junk) return;
  const auto* before = settings.first_of(StatusKind::open);
  for (const auto row : work.query(sql::last_of_kind, {work.workspace(), edit.lead.id, "status_changed"})) {
    const auto data = json::parse(row.view(0));
    if (data["to"]["id"].as_string() != to_string(edit.lead.status.id)) continue;
    const auto number = parse_id(data["from"]["id"].as_string().value_or(""));
    const auto* known = number ? settings.status(StatusId{*number}) : nullptr;
    if (known != nullptr && known->kind != StatusKind::junk) before = known;
    break;
  }
  if (before == nullptr) throw Problem{"status_needed"};
  change_status(edit, *before, {});
}

void change_choices(Edit& edit, const std::string& key, const json::Value& choice, bool add) {
  auto& lead = edit.lead;
  const auto known = lead.custom[key];
  auto choices = known.as_array();
  const auto place = std::find(choices.begin(), choices.end(), choice);
  if ((place != choices.end()) == add) return;
  if (add)
    choices.push_back(choice);
  else
    choices.erase(place);
  const auto value = choices.empty() ? json::Value{} : json::Value(std::move(choices));
  entry_of_facts(edit).changes.push_back({custom_field_name(key), known, value});
  set_custom(lead, key, value);
}

// {"purpose": "buyer"} or {"custom": {"city": "x"}}.
json::Value patch_of(const std::string& field, const json::Value& value) {
  json::Value body{json::Object{}};
  const auto key = key_of_custom_field(field);
  if (!key) {
    body.set(field, value);
    return body;
  }
  json::Value custom{json::Object{}};
  custom.set(*key, value);
  body.set("custom", std::move(custom));
  return body;
}

}  // namespace

void change_status(Edit& edit, const Status& status, const std::optional<std::string>& reason) {
  auto& lead = edit.lead;
  const auto text = reason ? text::clean_lines(*reason) : std::string{};
  if (lead.status.id == status.id && (!reason || text == lead.marks.reason.value_or(""))) return;
  TimelineEntry entry{.kind = "status_changed"};
  entry.data.set("from", status_value(lead.status));
  entry.data.set("to", status_value(status));
  if (!text.empty()) entry.data.set("reason", text);
  entry.changes.push_back({"status_id", to_string(lead.status.id), to_string(status.id)});
  lead.marks = {};
  if (!text.empty()) lead.marks.reason = text;
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

const Status& status_of_kind(const Settings& settings, StatusKind kind) {
  const auto* status = settings.first_of(kind);
  if (status == nullptr) throw Problem{"status_needed"};
  return *status;
}

void change_facts(Edit& edit, const Settings& settings, const json::Value& body) {
  std::vector<Change> changes;
  json::Reading reading;
  auto after = static_cast<const Profile&>(edit.lead);
  for (const auto& field : profile_fields()) {
    if (!body.has(field.name)) continue;
    const json::Reading::Step step{reading, field.name};
    field.write(after, body[field.name], reading);
  }
  clean_profile(after);
  if (body.has("stage") && !name_stage(after, settings)) reading.faults.push_back({"choice_unknown", "/stage"});
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
    if (from != to) changes.push_back({std::string(field.name), std::move(from), std::move(to)});
  }
  static_cast<Profile&>(edit.lead) = std::move(after);
  if (body.has("custom")) patch_custom(edit.lead, settings, body["custom"], changes, reading.faults);
  if (!reading.faults.empty()) throw Problem{std::move(reading.faults)};
  if (changes.empty()) return;
  auto& entry = entry_of_facts(edit);
  std::move(changes.begin(), changes.end(), std::back_inserter(entry.changes));
}

Acts::Acts(db::Work& work, std::shared_ptr<const Settings> settings, const std::vector<Act>& acts,
           std::string_view pointer)
    : settings_(std::move(settings)) {
  for (std::size_t i = 0; i < acts.size(); ++i)
    doings_.push_back(doing(work, acts[i], std::string(pointer) + "/" + std::to_string(i)));
}

void Acts::on(db::Work& work, Edit& edit) const {
  for (const auto& doing : doings_) doing(work, edit);
}

Acts::Doing Acts::doing(db::Work& work, const Act& act, const std::string& pointer) const {
  HiddenFields(work.caller()).refuse(act.field.value_or(""), pointer + "/field");
  switch (act.act) {
    case ActKind::owner: {
      std::optional<Owner> wanted;
      if (act.user_id && *act.user_id) {
        if (!is_member(work, *act.user_id)) throw Problem{"user_unknown", pointer + "/user_id"};
        wanted = Owner{*act.user_id, name_of_user(work, *act.user_id)};
      }
      return [wanted](db::Work&, Edit& edit) { change_owner(edit, wanted); };
    }
    case ActKind::status: {
      const auto* wanted = act.status_id ? settings_->status(*act.status_id) : nullptr;
      if (wanted == nullptr || wanted->archived) throw Problem{"status_unknown", pointer + "/status_id"};
      return [status = *wanted, reason = act.reason](db::Work&, Edit& edit) { change_status(edit, status, reason); };
    }
    case ActKind::junk:
      return [status = status_of_kind(*settings_, StatusKind::junk), reason = act.reason](db::Work&, Edit& edit) {
        change_status(edit, status, reason);
      };
    case ActKind::restore:
      return [settings = settings_](db::Work& inner, Edit& edit) { bring_back(inner, edit, *settings); };
    case ActKind::snooze:
      if (act.until && *act.until <= work.now()) throw Problem{"time_past", pointer + "/until"};
      return [until = act.until](db::Work&, Edit& edit) { snooze_until(edit, until); };
    case ActKind::set: {
      const auto field = act.field.value_or("");
      if (!key_of_custom_field(field) &&
          std::find(std::begin(settable), std::end(settable), field) == std::end(settable))
        throw Problem{"field_unknown", pointer + "/field"};
      const auto body = patch_of(field, act.value);
      // Tried on an empty card first: a value that the field does not take is refused before anything is done.
      Edit trial;
      try {
        change_facts(trial, *settings_, body);
      } catch (const Problem& problem) {
        const auto& fault = problem.faults.front();
        throw Problem{fault.code, pointer + (fault.code == "field_unknown" ? "/field" : "/value"), fault.values};
      }
      return [settings = settings_, body](db::Work&, Edit& edit) { change_facts(edit, *settings, body); };
    }
    case ActKind::add:
    case ActKind::remove: {
      const auto name = act.field.value_or("");
      const std::string key(key_of_custom_field(name).value_or(""));
      const auto* field = settings_->custom_field(key);
      if (field == nullptr || field->type != FieldType::multi_choice)
        throw Problem{"field_unknown", pointer + "/field"};
      const auto read = read_custom(*field, act.value, *settings_);
      if (!read.fault.empty() || read.value.as_array().size() != 1) throw Problem{"choice_unknown", pointer + "/value"};
      return [key, choice = read.value.as_array().front(), add = act.act == ActKind::add](db::Work&, Edit& edit) {
        change_choices(edit, key, choice, add);
      };
    }
  }
  return {};
}

void act_on(db::Work& work, Edit& edit, const Settings& settings, const Act& act) {
  // The settings outlive the act; the pointer of a single act is the body itself.
  const std::shared_ptr<const Settings> borrowed(std::shared_ptr<const Settings>{}, &settings);
  try {
    Acts(work, borrowed, {act}, "").on(work, edit);
  } catch (Problem& problem) {
    if (problem.pointer.starts_with("/0/")) problem.pointer.erase(0, 2);
    throw;
  }
}

std::vector<Change> differences(const Lead& before, const Lead& after) {
  std::vector<Change> changes;
  const auto compare = [&](std::string field, json::Value from, json::Value to) {
    if (from != to) changes.push_back({std::move(field), std::move(from), std::move(to)});
  };
  compare("status_id", to_string(before.status.id), to_string(after.status.id));
  compare("marks", marks_value(before), marks_value(after));
  compare("owner_id", owner_value(before), owner_value(after));
  compare("snoozed_until", snooze_value(before), snooze_value(after));
  for (const auto& field : profile_fields()) compare(std::string(field.name), field.read(before), field.read(after));
  for (const auto& [key, value] : before.custom.as_object()) compare(custom_field_name(key), value, after.custom[key]);
  for (const auto& [key, value] : after.custom.as_object())
    if (!before.custom.has(key)) changes.push_back({custom_field_name(key), {}, value});
  return changes;
}

namespace {

json::Value value_now(const Lead& lead, const std::string& field) {
  if (field == "status_id") return to_string(lead.status.id);
  if (field == "marks") return marks_value(lead);
  if (field == "owner_id") return owner_value(lead);
  if (field == "snoozed_until") return snooze_value(lead);
  if (const auto key = key_of_custom_field(field)) return lead.custom[*key];
  const auto* known = profile_field(field);
  return known != nullptr ? known->read(lead) : json::Value{};
}

void write_back(db::Work& work, Edit& edit, const Settings& settings, const Change& change) {
  auto& lead = edit.lead;
  json::Reading reading;
  const auto id_in = [](const json::Value& value) { return parse_id(value.as_string().value_or("")).value_or(0); };
  if (change.field == "status_id") {
    if (const auto* status = settings.status(StatusId{id_in(change.from)})) change_status(edit, *status, {});
  } else if (change.field == "marks") {
    lead.marks = json::from_value<Marks>(change.from);
  } else if (change.field == "owner_id") {
    const UserId owner{id_in(change.from)};
    change_owner(edit, owner ? std::optional(Owner{owner, name_of_user(work, owner)}) : std::nullopt);
  } else if (change.field == "snoozed_until") {
    std::optional<Instant> until;
    json::read(reading, change.from, until, json::Options{});
    snooze_until(edit, until);
  } else if (const auto key = key_of_custom_field(change.field)) {
    set_custom(lead, *key, change.from);
    entry_of_facts(edit).changes.push_back({change.field, change.to, change.from});
  } else if (const auto* field = profile_field(change.field)) {
    field->write(lead, change.from, reading);
    entry_of_facts(edit).changes.push_back({change.field, change.to, change.from});
  }
}

}  // namespace

std::vector<std::string> put_back(db::Work& work, Edit& edit, const Settings& settings,
                                  const std::vector<Change>& changes) {
  std::vector<std::string> left;
  const auto stands = [&](const Change& change) { return value_now(edit.lead, change.field) == change.to; };
  // The marks are the status's own: both go back, or neither.
  const bool status_stands = std::all_of(changes.begin(), changes.end(), [&](const Change& change) {
    return (change.field != "status_id" && change.field != "marks") || stands(change);
  });
  for (const auto& change : changes) {
    const bool of_status = change.field == "status_id" || change.field == "marks";
    if (of_status ? !status_stands : !stands(change)) {
      const std::string name = of_status ? "status_id" : change.field;
      if (std::find(left.begin(), left.end(), name) == left.end()) left.push_back(name);
      continue;
    }
    write_back(work, edit, settings, change);
  }
  // A reason alone leaves no line of its own.
  if (edit.entries.empty() && json::to_value(edit.lead.marks) != marks_value(*edit.before)) {
    TimelineEntry entry{.kind = "status_changed"};
    entry.data.set("from", status_value(edit.lead.status));
    entry.data.set("to", status_value(edit.lead.status));
    edit.entries.push_back(std::move(entry));
  }
  return left;
}

}  // namespace sarnakh::leads
