#include <algorithm>

#include "foundations/text/email.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/phone.hpp"
#include "foundations/text/utf8.hpp"
#include "foundations/time/parse.hpp"
#include "leads/custom_names.hpp"
#include "leads/custom_values.hpp"
#include "leads/draft.hpp"
#include "leads/profile_fields.hpp"

namespace sarnakh::leads {

namespace {

bool fill_touch(Draft& draft, std::string_view name, std::string_view value) {
  Utm utm = draft.touch && draft.touch->utm ? *draft.touch->utm : Utm{};
  std::optional<std::string>* place = name == "source"     ? &utm.source
                                      : name == "medium"   ? &utm.medium
                                      : name == "campaign" ? &utm.campaign
                                      : name == "term"     ? &utm.term
                                      : name == "content"  ? &utm.content
                                      : name == "id"       ? &utm.id
                                                           : nullptr;
  if (place == nullptr) return false;
  *place = text::clean_text(text::cut(value, 300));
  if (!draft.touch) draft.touch.emplace();
  draft.touch->utm = std::move(utm);
  return true;
}

// A profile field from text: words of closed lists by their name, numbers and money by their look.
std::optional<std::string> fill_profile(Draft& draft, const ProfileField& field, std::string_view value) {
  json::Value given{value};
  if (field.name == "budget") {
    const auto number = number_of(value);
    if (!number || *number < 0 || *number > 9e15) return "number_invalid";
    given = json::Object{};
    given.set("amount", static_cast<std::int64_t>(*number));
    given.set("currency", "   ");  // the workspace's: set by upsert
  } else if (field.name == "authority" || field.name == "buying_power" || field.name == "purpose" ||
             field.name == "class" || field.name == "origin" || field.name == "kind") {
    auto word = text::search_key(value);
    std::replace(word.begin(), word.end(), ' ', '_');
    given = json::Value(word);
    json::Reading reading;
    field.write(draft, given, reading);
    return reading.faults.empty() ? std::nullopt : std::optional<std::string>("word_unknown");
  }
  json::Reading reading;
  field.write(draft, given, reading);
  if (!reading.faults.empty()) return reading.faults.front().code;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fill(Draft& draft, std::string_view field, std::string_view value,
                                const text::PhoneHome& home, std::string_view time_zone) {
  if (text::clean_text(value).empty()) return std::nullopt;
  if (field == "phone") {
    if (!text::parse_phone(value, home)) return "phone_invalid";
    draft.phones.push_back({std::string(value), {}, {}});
    return std::nullopt;
  }
  if (field == "email") {
    if (!text::parse_email(value)) return "email_invalid";
    draft.emails.push_back({std::string(value), {}});
    return std::nullopt;
  }
  if (field.starts_with("handle:")) {
    const auto network = json::enum_of_name<Network>(field.substr(7));
    if (!network) return "field_unknown";
    draft.handles.push_back({*network, std::string(value)});
    return std::nullopt;
  }
  if (field == "note") {
    if (!draft.note.empty()) draft.note += '\n';
    draft.note += value;
    return std::nullopt;
  }
  if (field == "status") {
    draft.status = value;
    return std::nullopt;
  }
  if (field == "created_at") {
    const auto at = time::parse_moment(value, time_zone);
    if (!at) return "date_invalid";
    draft.created_at = *at;
    return std::nullopt;
  }
  if (field.starts_with("utm_")) {
    if (!fill_touch(draft, field.substr(4), value)) return "field_unknown";
    return std::nullopt;
  }
  if (const auto key = key_of_custom_target(field)) {
    draft.custom.set(*key, json::Value(value));
    return std::nullopt;
  }
  const auto* profile = profile_field(field);
  if (profile == nullptr) return "field_unknown";
  return fill_profile(draft, *profile, value);
}

}  // namespace sarnakh::leads
