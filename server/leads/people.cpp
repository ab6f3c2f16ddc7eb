#include "leads/people.hpp"

#include <algorithm>

#include "accounts/accounts.hpp"

namespace sarnakh::leads {

WorkspaceDefaults defaults_of_workspace(db::Work& work) {
  auto workspace = accounts::workspace_of(work);
  return {std::move(workspace.default_region), std::move(workspace.default_area), std::move(workspace.currency),
          std::move(workspace.time_zone)};
}

std::string name_of_user(db::Work& work, UserId user) { return accounts::name_of_user(work, user); }

bool is_member(db::Work& work, UserId user) { return accounts::is_member(work, user); }

std::optional<std::vector<UserId>> owners_in_reach(db::Work& work) {
  const auto& caller = work.caller();
  if (caller.kind != CallerKind::user || caller.reach == Reach::all) return std::nullopt;
  // Nobody's leads wait in the inbox: everybody who sells may take one.
  std::vector<UserId> owners{UserId{}};
  if (caller.reach == Reach::own)
    owners.push_back(caller.user);
  else
    for (const auto member : accounts::colleagues_of_caller(work)) owners.push_back(member);
  return owners;
}

bool in_reach(db::Work& work, UserId owner) {
  const auto owners = owners_in_reach(work);
  return !owners || std::find(owners->begin(), owners->end(), owner) != owners->end();
}

std::vector<std::pair<UserId, std::string>> members(db::Work& work) { return accounts::members(work); }

time::Calendar calendar_of_caller(db::Work& work) {
  return accounts::calendar_of_caller(work) == "gregorian" ? time::Calendar::gregorian : time::Calendar::jalali;
}

std::vector<std::pair<std::string, std::string>> hidings(db::Work& work) {
  std::vector<std::pair<std::string, std::string>> list;
  for (auto& one : accounts::list_hidings(work)) list.emplace_back(json::name_of_enum(one.role), std::move(one.field));
  return list;
}

void hide_from(db::Work& work, std::string_view role, std::string_view field, bool hidden) {
  const auto known = json::enum_of_name<accounts::Role>(role);
  if (!known) throw Problem{"choice_unknown", "/role"};
  accounts::set_hidden(work, {*known, std::string(field)}, hidden);
}

json::Value changes_between(const json::Value& before, const json::Value& after) {
  return accounts::changes_between(before, after);
}

void audit(db::Work& work, std::string_view action, std::string_view subject_kind, std::int64_t subject,
           json::Value detail) {
  accounts::audit(work, action, subject_kind, subject, detail);
}

}  // namespace sarnakh::leads
