#include "intake/mapping.hpp"

#include <algorithm>
#include <array>

#include "accounts/accounts.hpp"
#include "connect/mapping_rules.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/markup.hpp"
#include "leads/custom_names.hpp"
#include "sources/arrival.hpp"
#include "sources/sources.hpp"

namespace sarnakh::intake {

namespace {

constexpr std::string_view consent_prefix = "consent:";

// Not a field of the card, but of where the person came from.
constexpr std::array<std::string_view, 17> of_the_touch{
    "landing_page", "referrer", "utm_source", "utm_medium", "utm_campaign", "utm_term",
    "utm_content",  "utm_id",   "gclid",      "gbraid",     "wbraid",       "dclid",
    "fbclid",       "msclkid",  "ttclid",     "li_fat_id",  "yclid"};
// Fields that imports know and another program does not decide here.
constexpr std::array<std::string_view, 4> not_theirs{"status", "created_at", "external_id", "skip"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// The last name of a path says most: "contact › e-mail".
std::string last_name(const Value& value) {
  constexpr std::string_view between = " › ";
  const auto at = value.label.rfind(between);
  return at == std::string::npos ? value.label : value.label.substr(at + between.size());
}

bool looks_like_a_phone(const std::string& value) {
  const auto digits = text::ascii_digits(value);
  return digits.starts_with('+') || digits.starts_with('0') || digits.starts_with("9");
}

// By its own name, a click id or a campaign tag.
std::string touch_field(const Value& value) {
  auto name = text::search_key(last_name(value));
  std::replace(name.begin(), name.end(), ' ', '_');
  std::replace(name.begin(), name.end(), '-', '_');
  return is_one_of(of_the_touch, name) ? name : std::string{};
}

const Value* value_at(const std::vector<Value>& values, std::string_view path) {
  const auto at = std::find_if(values.begin(), values.end(), [&](const Value& value) { return value.path == path; });
  return at == values.end() ? nullptr : &*at;
}

// A ticked box comes as yes, true, on, or with its own words; what says no is a box that was left alone.
bool says_yes(std::string_view value) {
  constexpr std::array<std::string_view, 7> no{"no", "false", "0", "off", "نه", "خیر", "unchecked"};
  return !is_one_of(no, text::search_key(value));
}

// The one place that knows channels reads an address with its tags; here one is made of what the sender told apart.
leads::Touch touch_of(const std::vector<std::pair<std::string_view, std::string>>& told, const Home& home) {
  std::string page, referrer, tags;
  for (const auto& [name, value] : told) {
    if (name == "landing_page")
      page = value;
    else if (name == "referrer")
      referrer = value;
    else
      tags += (tags.empty() ? "" : "&") + std::string(name) + "=" + text::percent_encode(value);
  }
  const bool has_page = !page.empty();
  if (!has_page) page = "https://elsewhere.invalid/";
  if (!tags.empty()) page += (page.find('?') == std::string::npos ? "?" : "&") + tags;
  leads::Touch touch;
  if (!told.empty()) touch = sources::touch_of({page, referrer, "", {}, home.own_sources});
  if (!has_page) touch.landing_page.reset();
  if (told.empty() || touch.channel.value_or("direct") == "direct") {
    touch.channel.reset();
    if (!home.channel.empty()) touch.channel = home.channel;
    touch.label = home.name;
  }
  touch.kind = "form";
  return touch;
}

}  // namespace

bool is_field(std::string_view field, const std::vector<std::string>& custom_keys) {
  if (field.starts_with(consent_prefix))
    return field.size() > consent_prefix.size() && field.size() <= consent_prefix.size() + 60;
  if (const auto key = leads::key_of_custom_target(field))
    return std::find(custom_keys.begin(), custom_keys.end(), *key) != custom_keys.end();
  if (is_one_of(of_the_touch, field) || field == "budget") return true;
  return !field.starts_with("new:") && !is_one_of(not_theirs, field) && connect::is_target(field);
}

std::vector<FieldFault> faults_of(const Mapping& mapping, const std::vector<std::string>& custom_keys) {
  std::vector<FieldFault> faults;
  for (std::size_t i = 0; i < mapping.size(); ++i) {
    if (!is_field(mapping[i].field, custom_keys))
      faults.push_back({"field_unknown", "/mapping/" + std::to_string(i) + "/field"});
  }
  return faults;
}

Mapping guess(const std::vector<Value>& values, const std::vector<std::string>& custom_keys) {
  std::vector<connect::Column> columns;
  columns.reserve(values.size());
  for (const auto& value : values) columns.push_back({last_name(value), {value.value}, {}});
  connect::guess_targets(columns, custom_keys);
  Mapping mapping;
  for (std::size_t i = 0; i < values.size(); ++i) {
    auto field = !values[i].hint.empty() ? values[i].hint : touch_field(values[i]);
    if (field.empty()) field = columns[i].target;
    if (!is_field(field, custom_keys) || (field == "phone" && !looks_like_a_phone(values[i].value))) continue;
    mapping.push_back({values[i].path, std::move(field), {}});
  }
  return mapping;
}

Home home_of(db::Work& work) {
  const auto workspace = accounts::workspace_of(work);
  return {workspace.default_region, workspace.default_area, workspace.time_zone, {}, {}, sources::own_sources(work)};
}

void apply(const Mapping& mapping, const std::vector<Value>& values, const Home& home, capture::Arrival& arrival) {
  for (const auto& value : values) arrival.answers.emplace_back(value.label, value.value);
  std::vector<std::pair<std::string_view, std::string>> told;
  for (const auto& mapped : mapping) {
    const auto* value = value_at(values, mapped.path);
    if (value == nullptr) continue;
    const std::string_view field = mapped.field;
    if (field.starts_with(consent_prefix)) {
      consent::Given given;
      given.purpose = field.substr(consent_prefix.size());
      given.text_id = mapped.path;
      given.wording = mapped.wording.empty() ? value->label : mapped.wording;
      given.ticked = says_yes(value->value);
      arrival.consents.push_back(std::move(given));
    } else if (is_one_of(of_the_touch, field)) {
      told.emplace_back(field, value->value);
    } else {
      leads::fill(arrival.draft, field, value->value, home.phones(), home.time_zone);
    }
  }
  arrival.draft.clue = leads::Clue::form_completed;
  arrival.draft.touch = touch_of(told, home);
}

}  // namespace sarnakh::intake
