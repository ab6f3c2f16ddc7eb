#include "leads/profile_fields.hpp"

#include "foundations/text/fold.hpp"
#include "foundations/text/name.hpp"

namespace sarnakh::leads {

namespace {

template <class T>
struct IsOptional : std::false_type {
  using Inner = T;
};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {
  using Inner = T;
};

template <class T>
json::Value value_of(const T& value) {
  if constexpr (std::is_enum_v<T>)
    return json::Value(json::name_of_enum(value));
  else if constexpr (std::is_same_v<T, std::string>)
    return json::Value(value);
  else
    return json::to_value(value);
}

// An enum without optional begins with "unknown", which counts as nothing.
template <auto Member>
json::Value read_member(const Profile& profile) {
  const auto& member = profile.*Member;
  using Type = std::remove_cvref_t<decltype(member)>;
  if constexpr (IsOptional<Type>::value)
    return member ? value_of(*member) : json::Value{};
  else
    return member == Type{} ? json::Value{} : value_of(member);
}

template <auto Member, std::size_t Most>
void write_member(Profile& profile, const json::Value& value, json::Reading& reading) {
  auto& member = profile.*Member;
  using Type = std::remove_cvref_t<decltype(member)>;
  if (value.is_null()) {
    member = Type{};
    return;
  }
  typename IsOptional<Type>::Inner fresh{};
  const auto before = reading.faults.size();
  json::Options options;
  options.most_length = Most;
  json::read(reading, value, fresh, options);
  if (reading.faults.size() == before) member = std::move(fresh);
}

template <auto Member, std::size_t Most = 400>
constexpr ProfileField fact(std::string_view name) {
  return {name, &read_member<Member>, &write_member<Member, Most>};
}

constexpr ProfileField all_fields[] = {
    fact<&Profile::kind>("kind"),
    fact<&Profile::title>("title"),
    fact<&Profile::first_name>("first_name"),
    fact<&Profile::last_name>("last_name"),
    fact<&Profile::full_name>("full_name"),
    fact<&Profile::organisation>("organisation"),
    fact<&Profile::job_title>("job_title"),
    fact<&Profile::authority>("authority"),
    fact<&Profile::buying_power>("buying_power"),
    fact<&Profile::product>("product"),
    fact<&Profile::needs, 10'000>("needs"),
    fact<&Profile::budget>("budget"),
    fact<&Profile::stage>("stage"),
    fact<&Profile::timing>("timing"),
    fact<&Profile::age_range>("age_range"),
    fact<&Profile::gender>("gender"),
    fact<&Profile::place>("place"),
    fact<&Profile::income_range>("income_range"),
    fact<&Profile::purpose>("purpose"),
    fact<&Profile::purpose_note, 1000>("purpose_note"),
    fact<&Profile::lead_class>("class"),
    fact<&Profile::origin>("origin"),
    fact<&Profile::external_id>("external_id"),
};

}  // namespace

std::span<const ProfileField> profile_fields() { return all_fields; }

const ProfileField* profile_field(std::string_view name) {
  for (const auto& field : all_fields)
    if (field.name == name) return &field;
  return nullptr;
}

void clean_profile(Profile& profile) {
  const auto clean = [](std::optional<std::string>& text, bool lines = false) {
    if (!text) return;
    *text = lines ? text::clean_lines(*text) : text::clean_text(*text);
    if (text->empty()) text.reset();
  };
  for (auto member :
       {&Profile::title, &Profile::first_name, &Profile::last_name, &Profile::full_name, &Profile::organisation,
        &Profile::job_title, &Profile::product, &Profile::timing, &Profile::age_range, &Profile::gender,
        &Profile::place, &Profile::income_range, &Profile::external_id, &Profile::stage})
    clean(profile.*member);
  clean(profile.needs, true);
  clean(profile.purpose_note, true);
  // A title stands before the first name or the full name, never before the last.
  for (auto member : {&Profile::full_name, &Profile::first_name}) {
    auto& name = profile.*member;
    if (!name) continue;
    const auto parsed = text::parse_name(*name);
    name = parsed.display;
    if (!parsed.title.empty() && !profile.title) profile.title = parsed.title;
    if (name->empty()) name.reset();
  }
}

}  // namespace sarnakh::leads
