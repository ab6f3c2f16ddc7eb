#pragma once

// What this room asks the accounts: names of owners, teams, the workspace's defaults. The one place that
// knows their door.

#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/json/value.hpp"
#include "foundations/time/calendar.hpp"

namespace sarnakh::leads {

struct WorkspaceDefaults {
  std::string region;
  std::string area;
  std::string currency;
  std::string time_zone;
};
WorkspaceDefaults defaults_of_workspace(db::Work& work);

// "" for a user who is not of this workspace.
std::string name_of_user(db::Work& work, UserId user);
bool is_member(db::Work& work, UserId user);

// The owners whose leads the caller may see (0 is «nobody»); nothing when he may see all.
std::optional<std::vector<UserId>> owners_in_reach(db::Work& work);
bool in_reach(db::Work& work, UserId owner);

// Everybody who can own a lead here, by name.
std::vector<std::pair<UserId, std::string>> members(db::Work& work);
// In which the caller reads dates.
time::Calendar calendar_of_caller(db::Work& work);

// What the owner keeps from roles: role and field.
std::vector<std::pair<std::string, std::string>> hidings(db::Work& work);
void hide_from(db::Work& work, std::string_view role, std::string_view field, bool hidden);

// The detail of a change in the audit: of two objects what differs.
json::Value changes_between(const json::Value& before, const json::Value& after);
// Into the workspace's audit.
void audit(db::Work& work, std::string_view action, std::string_view subject_kind, std::int64_t subject,
           json::Value detail = json::Object{});

}  // namespace sarnakh::leads
