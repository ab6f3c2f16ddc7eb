#pragma once

// The plain facts of a profile as a list, so that merging, history and patches are one loop each and a new
// fact is one line.

#include <span>

#include "leads/lead.hpp"

namespace sarnakh::leads {

struct ProfileField {
  std::string_view name;
  json::Value (*read)(const Profile&);  // null when nothing is known
  // Sets it from JSON; faults as in json::Reading. null empties it (words go back to "unknown").
  void (*write)(Profile&, const json::Value&, json::Reading&);
};

std::span<const ProfileField> profile_fields();
const ProfileField* profile_field(std::string_view name);

// One change of one field, as histories keep it.
struct Change {
  std::string field;
  json::Value from;
  json::Value to;
  std::optional<bool> hidden = {};  // only where it is shown: both values are kept from whoever asks
  static constexpr auto fields =
      json::fields(json::field("field", &Change::field), json::field("from", &Change::from, json::with_default),
                   json::field("to", &Change::to, json::with_default),
                   json::field("hidden", &Change::hidden, "Both values are kept from the role of whoever asks"));
  static constexpr std::string_view schema_name = "FieldChange";
};

// Trims and mends the texts of a profile (ye, kaf, spaces), takes titles off names, drops empty texts.
void clean_profile(Profile& profile);

}  // namespace sarnakh::leads
