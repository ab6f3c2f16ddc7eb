#include "accounts/home.hpp"

#include <unicode/timezone.h>
#include <unicode/ucurr.h>

#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "foundations/time/zone.hpp"

namespace sarnakh::accounts {

namespace {

// "GB"; empty for a zone that is of no one country.
std::string region_of(std::string_view time_zone) {
  UErrorCode status = U_ZERO_ERROR;
  char region[8] = "";
  icu::TimeZone::getRegion(icu::UnicodeString::fromUTF8(std::string(time_zone)), region, sizeof region, status);
  const std::string found = U_SUCCESS(status) ? region : "";
  return found.size() == 2 ? found : "";  // "001" is the world
}

std::string currency_of(const std::string& region) {
  UErrorCode status = U_ZERO_ERROR;
  char16_t code[4] = u"";
  const auto length = ucurr_forLocale(("und_" + region).c_str(), code, 4, &status);
  return U_SUCCESS(status) && length == 3 ? std::string(code, code + 3) : "";
}

}  // namespace

std::optional<Home> home_of_zone(std::string_view time_zone) {
  if (!time::zone_exists(time_zone)) return std::nullopt;
  Home home{std::string(time_zone), region_of(time_zone), ""};
  if (!home.region.empty()) home.currency = currency_of(home.region);
  if (home.currency.empty()) return std::nullopt;
  return home;
}

Home home_of(db::Work& work) {
  auto workspace = workspace_of(work);
  return {std::move(workspace.time_zone), std::move(workspace.default_region), std::move(workspace.currency)};
}

void settle(db::Work& work, const Home& home) {
  work.run(sql::settle_workspace, {work.workspace(), home.time_zone, home.region, home.currency});
}

}  // namespace sarnakh::accounts
