#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "accounts/caller_cache.hpp"

namespace sarnakh::accounts {

std::vector<Hiding> list_hidings(db::Work& work) {
  std::vector<Hiding> hidings;
  for (const auto row : work.query(sql::list_hidings, {work.workspace()}))
    if (const auto role = json::enum_of_name<Role>(row.view(0))) hidings.push_back({*role, row.text(1)});
  return hidings;
}

std::vector<std::string> hidden_from(db::Work& work, WorkspaceId workspace, Role role) {
  std::vector<std::string> fields;
  if (role == Role::owner) return fields;
  for (const auto row : work.query(sql::hidden_from_role, {workspace, json::name_of_enum(role)}))
    fields.push_back(row.text(0));
  return fields;
}

bool set_hidden(db::Work& work, const Hiding& hiding, bool hidden) {
  if (hiding.role == Role::owner) throw Problem{"owner_sees_all", "/role"};
  const auto role = json::name_of_enum(hiding.role);
  const auto& statement = hidden ? sql::insert_hiding : sql::delete_hiding;
  if (work.run(statement, {work.workspace(), role, hiding.field}) == 0) return false;
  json::Value detail{json::Object{}};
  detail.set("role", role);
  detail.set("field", hiding.field);
  if (hidden)
    audit(work, "field_hidden", "workspace", work.workspace().value, detail);
  else
    audit(work, "field_shown", "workspace", work.workspace().value, detail);
  forget_callers(work);
  return true;
}

}  // namespace sarnakh::accounts
