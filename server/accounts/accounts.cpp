#include "accounts/accounts.hpp"

#include "accounts/accounts_sql.hpp"
#include "accounts/passwords.hpp"
#include "accounts/two_step.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/text/email.hpp"

namespace sarnakh::accounts {

namespace {

constexpr auto setup_lives = time::days(1);
constexpr auto reset_lives = time::minutes(30);

db::Scope system_scope(Instant now) { return {now, Caller::system(WorkspaceId{})}; }

std::string make_link(db::Work& work, std::string_view kind, UserId user, time::Duration lives) {
  const auto token = random_token();
  work.run(sql::delete_links, {kind, user});
  work.run(sql::insert_link, {hash_token(token), kind, user, work.now() + lives});
  return token;
}

}  // namespace

Workspace workspace_of(db::Work& work) {
  const auto row = found(work.shared_one(sql::find_workspace, {work.workspace()}));
  return {row->id<WorkspaceId>(0), row->text(1), row->text(2), row->text(3), row->text(4), row->text(5), row->text(6)};
}

void make_workspace(db::Work& work, std::string_view name, std::string_view language) {
  work.run(sql::insert_workspace, {work.workspace(), name, language, "Asia/Tehran", "IR", "IRR", work.now()});
  audit(work, "workspace_made", "workspace", work.workspace().value);
}

void add_member(db::Work& work, UserId user, Role role, Reach reach) {
  work.run(sql::insert_membership,
           {work.workspace(), user, json::name_of_enum(role), json::name_of_enum(reach), true, work.now()});
}

std::string name_of_user(db::Work& work, UserId user) {
  const auto row = work.one(sql::name_of_member, {work.workspace(), user});
  return row ? row->text(0) : std::string();
}

bool is_member(db::Work& work, UserId user) {
  return work.one(sql::find_membership, {work.workspace(), user}).has_value();
}

std::vector<std::pair<UserId, std::string>> members(db::Work& work) {
  std::vector<std::pair<UserId, std::string>> list;
  for (const auto row : work.query(sql::list_members, {work.workspace()}))
    list.emplace_back(row.id<UserId>(0), row.text(1));
  return list;
}

std::string calendar_of_caller(db::Work& work) {
  if (const auto user = work.caller().user)
    if (const auto row = work.one(sql::calendar_of_user, {user})) return row->text(0);
  return workspace_of(work).language == "fa" ? "jalali" : "gregorian";
}

std::vector<UserId> colleagues_of_caller(db::Work& work) {
  std::vector<UserId> colleagues{work.caller().user};
  for (const auto row : work.query(sql::list_colleagues, {work.workspace(), work.caller().user}))
    if (row.id<UserId>(0) != colleagues.front()) colleagues.push_back(row.id<UserId>(0));
  return colleagues;
}

void audit(db::Work& work, std::string_view action, std::string_view subject_kind, std::int64_t subject,
           const json::Value& detail) {
  const auto& caller = work.caller();
  work.run(sql::insert_audit, {work.workspace(), next_id(work.now().ms), work.now(), name_of(caller.kind),
                               caller.actor(), caller.name, action, subject_kind, subject, json::write(detail)});
}

json::Value changes_between(const json::Value& before, const json::Value& after) {
  json::Array changes;
  for (const auto& [field, to] : after.as_object())
    if (const auto& from = before[field]; from != to)
      changes.emplace_back(json::Object{{"field", field}, {"from", from}, {"to", to}});
  return json::Object{{"changes", std::move(changes)}};
}

void audit_everywhere(db::Work& work, UserId person, std::string_view action) {
  const auto& caller = work.caller();
  for (const auto choice : work.query(sql::workspaces_of_user, {person}))
    work.run(sql::insert_audit, {choice.id<WorkspaceId>(0), next_id(work.now().ms), work.now(), name_of(caller.kind),
                                 caller.user.value, caller.name, action, "user", person.value, "{}"});
}

bool setup_needed(db::Database& database) {
  return database.read(system_scope({}), [](db::Work& work) { return work.one(sql::count_users)->integer(0) == 0; });
}

std::string make_setup_link(db::Database& database, Instant now, const std::string& base_url) {
  const auto token =
      database.write(system_scope(now), [](db::Work& work) { return make_link(work, "setup", UserId{}, setup_lives); });
  return base_url + "/setup?token=" + token;
}

std::string make_reset_link(db::Database& database, Instant now, const std::string& base_url, std::string_view email) {
  const auto address = text::parse_email(email);
  if (!address) throw Problem{"not_found"};
  const auto token = database.write(system_scope(now), [&](db::Work& work) {
    const auto user = found(work.one(sql::find_user_by_email, {address->key}));
    const auto id = user->id<UserId>(0);
    audit_everywhere(work, id, "password_link_made");
    return make_link(work, "reset", id, reset_lives);
  });
  return base_url + "/reset?token=" + token;
}

bool take_two_step_away(db::Database& database, Instant now, std::string_view email) {
  const auto address = text::parse_email(email);
  if (!address) throw Problem{"not_found"};
  return database.write(system_scope(now), [&](db::Work& work) {
    const auto id = found(work.one(sql::find_user_by_email, {address->key}))->id<UserId>(0);
    if (!forget_two_step(work, id)) return false;
    audit_everywhere(work, id, "two_step_off");
    return true;
  });
}

std::vector<UserRow> list_users(db::Database& database) {
  return database.read(system_scope({}), [](db::Work& work) {
    std::vector<UserRow> users;
    for (const auto row : work.query(sql::list_users))
      users.push_back({row.id<UserId>(0), row.text(1), row.text(2), row.integer(3)});
    return users;
  });
}

std::vector<WorkspaceRow> list_workspaces(db::Database& database) {
  return database.read(system_scope({}), [](db::Work& work) {
    std::vector<WorkspaceRow> list;
    for (const auto row : work.query(sql::list_workspaces)) list.push_back({row.id<WorkspaceId>(0), row.text(1)});
    return list;
  });
}

}  // namespace sarnakh::accounts
