#pragma once

// The door of the accounts: who asks, for which workspace, and what is written down about it.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "accounts/policy.hpp"
#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/json/value.hpp"
#include "foundations/text/phone.hpp"

namespace sarnakh::accounts {

struct Workspace {
  WorkspaceId id;
  std::string name;
  std::string language = "fa";
  std::string time_zone = "Asia/Tehran";
  std::string default_region = "IR";  // ISO 3166: how a phone without a country is read
  std::string default_area = {};      // completes a landline without an area code: "021"
  std::string currency = "IRR";       // ISO 4217
  text::PhoneHome phone_home() const { return {default_region, default_area}; }
  static constexpr auto fields = json::fields(
      json::field("id", &Workspace::id), json::field("name", &Workspace::name),
      json::field("language", &Workspace::language), json::field("time_zone", &Workspace::time_zone),
      json::field("default_region", &Workspace::default_region), json::field("default_area", &Workspace::default_area),
      json::field("currency", &Workspace::currency));
  static constexpr std::string_view schema_name = "Workspace";
};

// The workspace of the Work; Problem "not_found" when it is none.
Workspace workspace_of(db::Work& work);

// Makes the workspace of the Work and gives it what a new one has; the rooms add theirs through Settings::seeders.
void make_workspace(db::Work& work, std::string_view name, std::string_view language);
// Lets a person into the workspace of the Work.
void add_member(db::Work& work, UserId user, Role role, Reach reach);

// "" when the user is not a member of this workspace.
std::string name_of_user(db::Work& work, UserId user);
bool is_member(db::Work& work, UserId user);
// The members of the workspace by name, those who left too: what they owned still names them.
std::vector<std::pair<UserId, std::string>> members(db::Work& work);
// "jalali" or "gregorian": as the person chose, else as the workspace's language has it.
std::string calendar_of_caller(db::Work& work);
// The caller, and whoever is in a team with him.
std::vector<UserId> colleagues_of_caller(db::Work& work);

// Writes a line of the audit log: who, when, what. `detail` holds no secrets.
void audit(db::Work& work, std::string_view action, std::string_view subject_kind, std::int64_t subject,
           const json::Value& detail = json::Object{});
// The detail of a change: {"changes": [{"field", "from", "to"}]}, of two objects what differs.
json::Value changes_between(const json::Value& before, const json::Value& after);

// The same line in each workspace of that person: what concerns the account is seen wherever it works.
void audit_everywhere(db::Work& work, UserId person, std::string_view action);

// --- what is kept from a role: words of the rooms above, which alone know what they mean
// ------------------------------
struct Hiding {
  Role role;
  std::string field;
};
std::vector<Hiding> list_hidings(db::Work& work);
std::vector<std::string> hidden_from(db::Work& work, WorkspaceId workspace, Role role);
// True when it was otherwise before. Problem "owner_sees_all" at "/role".
bool set_hidden(db::Work& work, const Hiding& hiding, bool hidden);

struct Settings {
  std::string base_url;  // where links lead; never the Host header
  // Each room that has something ready for a new workspace (statuses, a lead rule) puts it there, in the same Work.
  std::vector<std::function<void(db::Work&, Language)>> seeders;
  // Work of one password hash: the usual is libsodium's "interactive"; tests take the least.
  bool quick_passwords = false;
};

// Finds out who asks: http calls it before each handler. Throws Problem "unauthenticated", "forbidden",
// "origin_refused".
Caller authenticate(db::Database& database, const http::Request& request, const http::Route& route);
// Whether the session of this caller still holds: open event streams ask from time to time.
bool session_holds(db::Database& database, const http::Request& request);

void add_routes(http::RouteTable& routes, db::Database& database, const Settings& settings);

// --- for the commands of the machine's owner
// ---------------------------------------------------------------------------
bool setup_needed(db::Database& database);
// A link that makes the first owner; it works once, for a day, and replaces the one before.
std::string make_setup_link(db::Database& database, Instant now, const std::string& base_url);
// A link that lets the person choose a new password: once, for 30 minutes. Problem "not_found".
std::string make_reset_link(db::Database& database, Instant now, const std::string& base_url, std::string_view email);
// Takes the second step of signing in away from who has lost his telephone and his codes. False when there was none;
// Problem "not_found".
bool take_two_step_away(db::Database& database, Instant now, std::string_view email);
struct UserRow {
  UserId id;
  std::string email;
  std::string name;
  std::int64_t workspaces = 0;
};
std::vector<UserRow> list_users(db::Database& database);
struct WorkspaceRow {
  WorkspaceId id;
  std::string name;
};
std::vector<WorkspaceRow> list_workspaces(db::Database& database);

}  // namespace sarnakh::accounts
