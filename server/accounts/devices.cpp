#include "accounts/devices.hpp"

#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "accounts/caller_cache.hpp"
#include "accounts/sessions.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::accounts {

namespace {

using http::Call, http::Method, http::Nothing;
using DeviceId = Id<struct DeviceTag>;

struct Device {
  DeviceId id;
  std::string agent, network, workspace;
  Instant created_at, last_seen_at;
  bool current = false;
  static constexpr auto fields =
      json::fields(json::field("id", &Device::id), json::field("agent", &Device::agent, "User-Agent at sign-in"),
                   json::field("network", &Device::network), json::field("workspace", &Device::workspace),
                   json::field("created_at", &Device::created_at), json::field("last_seen_at", &Device::last_seen_at),
                   json::field("current", &Device::current, "The one that asks"));
  static constexpr std::string_view schema_name = "Device";
};

http::List<Device> devices_of(db::Work& work, const Call& call) {
  const auto own = token_hash_of(call.request).value_or("");
  http::List<Device> devices;
  for (const auto row : work.query(sql::list_sessions_of_user, {call.caller.user}))
    devices.data.push_back({row.id<DeviceId>(0), row.text(2), row.text(3), row.text(6), row.instant(4), row.instant(5),
                            row.view(1) == own});
  return devices;
}

void end_one(db::Work& work, const Call& call) {
  if (work.run(sql::delete_session_by_id, {call.caller.user, call.id<DeviceId>("id")}) == 0) throw Problem{"not_found"};
  forget_callers(work);
  audit_everywhere(work, call.caller.user, "session_ended");
}

void end_others(db::Work& work, const Call& call) {
  work.run(sql::delete_other_sessions, {call.caller.user, token_hash_of(call.request).value_or("")});
  forget_callers(work);
  audit_everywhere(work, call.caller.user, "other_sessions_ended");
}

}  // namespace

void add_device_routes(http::RouteTable& routes, db::Database& database) {
  using http::route;
  routes.push_back(route<Nothing, http::List<Device>>(
      Method::get, "/api/v1/me/sessions", "session", "Where one is signed in.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [&](db::Work& work) { return devices_of(work, call); });
      }));
  routes.push_back(route<Nothing, Nothing>(Method::remove, "/api/v1/me/sessions/{id}", "session",
                                           "Ends one of one's own sessions.",
                                           [&database](const Call& call, const Nothing&) {
                                             database.write(call.scope(), [&](db::Work& work) { end_one(work, call); });
                                             return Nothing{};
                                           }));
  routes.push_back(route<Nothing, Nothing>(
      Method::remove, "/api/v1/me/sessions", "session", "Ends all of one's own sessions but this one.",
      [&database](const Call& call, const Nothing&) {
        database.write(call.scope(), [&](db::Work& work) { end_others(work, call); });
        return Nothing{};
      }));
}

}  // namespace sarnakh::accounts
