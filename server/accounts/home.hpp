#pragma once

// Where a workspace is at home: the zone of its days, the country of a phone without a code, and its money. A new one
// is where whoever makes it is; it can be said otherwise in the settings.

#include <optional>
#include <string>
#include <string_view>

#include "foundations/db/database.hpp"

namespace sarnakh::accounts {

struct Home {
  std::string time_zone;
  std::string region;    // ISO 3166
  std::string currency;  // ISO 4217
};

// What the zone of a browser tells, by the tables of CLDR: "Europe/London" is in GB, where one pays in GBP. Nothing of
// a zone that is not known or of no country ("UTC", which a browser that hides its place says too).
std::optional<Home> home_of_zone(std::string_view time_zone);
Home home_of(db::Work& work);  // of the Work's workspace
void settle(db::Work& work, const Home& home);

}  // namespace sarnakh::accounts
