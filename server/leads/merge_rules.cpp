#include "leads/merge_rules.hpp"

#include <algorithm>

#include "foundations/text/email.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/phone.hpp"
#include "leads/custom_names.hpp"
#include "leads/custom_values.hpp"
#include "leads/grade_rules.hpp"

namespace sarnakh::leads {

namespace {

std::string origin_of(const Provenance& by) {
  std::string origin{json::name_of_enum(by.kind)};
  if (!by.label.empty()) origin += ":" + by.label;
  return origin;
}

PhoneType type_of(text::PhoneKind kind) {
  return kind == text::PhoneKind::mobile     ? PhoneType::mobile
         : kind == text::PhoneKind::landline ? PhoneType::landline
                                             : PhoneType::other;
}

std::string next_item_id(Lead& lead) { return std::to_string(lead.next_item++); }

}  // namespace

std::string key_of_phone(std::string_view dialled) { return "p:" + std::string(dialled); }

std::string key_of_email(std::string_view address) {
  const auto parsed = text::parse_email(address);
  return parsed ? "e:" + parsed->key : std::string{};
}

std::string key_of_handle(Network network, std::string_view value) {
  return "h:" + std::string(json::name_of_enum(network)) + ":" + text::search_key(value);
}

std::string key_of_record(std::string_view record) { return record.empty() ? "" : "r:" + std::string(record); }

std::vector<std::string> keys_of(const Details& details) {
  std::vector<std::string> keys;
  for (const auto& phone : details.phones) keys.push_back(key_of_phone(phone.value));
  for (const auto& email : details.emails) keys.push_back(key_of_email(email.value));
  for (const auto& handle : details.handles) keys.push_back(key_of_handle(handle.network, handle.value));
  keys.push_back(key_of_record(details.record));
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::erase(keys, "");
  return keys;
}

std::vector<std::string> likely_keys(const Draft& draft, const text::PhoneHome& home) {
  std::vector<std::string> keys;
  for (const auto& phone : draft.phones)
    if (const auto parsed = text::parse_phone(phone.value, home)) keys.push_back(key_of_phone(parsed->dialled()));
  for (const auto& email : draft.emails)
    if (auto key = key_of_email(email.value); !key.empty()) keys.push_back(std::move(key));
  return keys;
}

std::string clean_handle(Network network, std::string_view value) {
  auto handle = text::clean_text(value);
  if (network != Network::other) {
    for (const std::string_view scheme : {"https://", "http://"})
      if (handle.starts_with(scheme)) handle.erase(0, scheme.size());
    for (const std::string_view site :
         {"www.", "m.", "instagram.com/", "t.me/", "telegram.me/", "linkedin.com/in/", "linkedin.com/company/",
          "linkedin.com/", "x.com/", "twitter.com/", "wa.me/", "ble.ir/", "eitaa.com/", "rubika.ir/"})
      if (handle.starts_with(site)) handle.erase(0, site.size());
    handle = handle.substr(0, handle.find_first_of("?#"));
    while (handle.ends_with('/')) handle.pop_back();
  }
  while (handle.starts_with('@')) handle.erase(0, 1);
  return handle;
}

bool CleanDraft::empty() const {
  if (!phones.empty() || !emails.empty() || !handles.empty() || !custom.as_object().empty()) return false;
  return std::all_of(profile_fields().begin(), profile_fields().end(), [&](const ProfileField& field) {
    return field.name == "kind" || field.name == "purpose" || field.name == "origin" || field.read(profile).is_null();
  });
}

CleanDraft clean_draft(const Draft& draft, const Settings& settings, std::vector<FieldFault>& faults) {
  CleanDraft clean;
  clean.profile = draft;
  clean_profile(clean.profile);
  if (clean.profile.budget && clean.profile.budget->currency == "   ")
    clean.profile.budget->currency = settings.currency;
  if (!name_stage(clean.profile, settings)) faults.push_back({"choice_unknown", "/stage"});
  const auto origin = origin_of(draft.by);
  for (std::size_t i = 0; i < draft.phones.size(); ++i) {
    const auto& given = draft.phones[i];
    const auto parsed = text::parse_phone(given.value, settings.phone_home());
    if (!parsed) {
      faults.push_back({"phone_invalid", "/phones/" + std::to_string(i)});
      continue;
    }
    Phone phone;
    phone.value = parsed->dialled();
    phone.type = given.type.value_or(type_of(parsed->kind));
    phone.restrictions = given.restrictions;
    phone.origin = origin;
    auto key = key_of_phone(phone.value);
    if (std::find(clean.phone_keys.begin(), clean.phone_keys.end(), key) != clean.phone_keys.end()) continue;
    clean.phone_keys.push_back(std::move(key));
    clean.phones.push_back(std::move(phone));
  }
  for (std::size_t i = 0; i < draft.emails.size(); ++i) {
    const auto& given = draft.emails[i];
    const auto parsed = text::parse_email(given.value);
    if (!parsed) {
      faults.push_back({"email_invalid", "/emails/" + std::to_string(i)});
      continue;
    }
    Email email;
    email.value = parsed->address;
    email.type = given.type.value_or(email_type_of(parsed->key, clean.profile.organisation.has_value()));
    email.origin = origin;
    auto key = "e:" + parsed->key;
    if (std::find(clean.email_keys.begin(), clean.email_keys.end(), key) != clean.email_keys.end()) continue;
    clean.email_keys.push_back(std::move(key));
    clean.emails.push_back(std::move(email));
  }
  for (const auto& given : draft.handles) {
    Handle handle;
    handle.network = given.network;
    handle.value = clean_handle(given.network, given.value);
    handle.origin = origin;
    if (handle.value.empty()) continue;
    auto key = key_of_handle(handle.network, handle.value);
    if (std::find(clean.handle_keys.begin(), clean.handle_keys.end(), key) != clean.handle_keys.end()) continue;
    clean.handle_keys.push_back(std::move(key));
    clean.handles.push_back(std::move(handle));
  }
  if (!draft.record.empty() && clean.phones.empty() && clean.emails.empty() && clean.handles.empty())
    clean.record_keys.push_back(key_of_record(draft.record));
  for (const auto& [key, given] : draft.custom.as_object()) {
    const auto* field = settings.custom_field(key);
    if (field == nullptr) {
      faults.push_back({"field_unknown", "/custom/" + key});
      continue;
    }
    auto read = read_custom(*field, given, settings);
    if (!read.fault.empty())
      faults.push_back({read.fault, "/custom/" + key});
    else if (!read.value.is_null())
      clean.custom.set(key, std::move(read.value));
  }
  return clean;
}

Merged merge(Lead& lead, const CleanDraft& draft) {
  Merged merged;
  const auto differ = [&](std::string_view field, const json::Value& value) {
    json::Value entry{json::Object{}};
    entry.set("field", field);
    entry.set("value", value);
    merged.differs.push_back(std::move(entry));
  };
  for (const auto& field : profile_fields()) {
    const auto value = field.read(draft.profile);
    if (value.is_null()) continue;
    const auto known = field.read(lead);
    if (known.is_null()) {
      json::Reading reading;
      field.write(lead, value, reading);
      merged.changes.push_back({std::string(field.name), {}, value});
    } else if (known != value && text::search_key(json::write(known)) != text::search_key(json::write(value))) {
      // Purpose, kind and origin are of the first meeting; a second one does not make them doubtful.
      if (field.name != "purpose" && field.name != "origin" && field.name != "kind") differ(field.name, value);
    }
  }
  for (const auto& [key, value] : draft.custom.as_object()) {
    const auto& known = lead.custom[key];
    if (known.is_null()) {
      lead.custom.set(key, value);
      merged.changes.push_back({custom_field_name(key), {}, value});
    } else if (known != value) {
      differ(custom_field_name(key), value);
    }
  }
  const auto keys = keys_of(lead);
  const auto known = [&](const std::string& key) { return std::binary_search(keys.begin(), keys.end(), key); };
  for (std::size_t i = 0; i < draft.phones.size(); ++i) {
    if (known(draft.phone_keys[i])) continue;
    auto phone = draft.phones[i];
    phone.id = next_item_id(lead);
    phone.primary = lead.phones.empty();
    merged.changes.push_back({"phones", {}, phone.value});
    lead.phones.push_back(std::move(phone));
  }
  for (std::size_t i = 0; i < draft.emails.size(); ++i) {
    if (known(draft.email_keys[i])) continue;
    auto email = draft.emails[i];
    email.id = next_item_id(lead);
    email.primary = lead.emails.empty();
    merged.changes.push_back({"emails", {}, email.value});
    lead.emails.push_back(std::move(email));
  }
  for (std::size_t i = 0; i < draft.handles.size(); ++i) {
    if (known(draft.handle_keys[i])) continue;
    auto handle = draft.handles[i];
    handle.id = next_item_id(lead);
    merged.changes.push_back({"handles", {}, std::string(json::name_of_enum(handle.network)) + ":" + handle.value});
    lead.handles.push_back(std::move(handle));
  }
  return merged;
}

}  // namespace sarnakh::leads
