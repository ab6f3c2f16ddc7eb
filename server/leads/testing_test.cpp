#include "leads/testing.hpp"

#include "accounts/accounts.hpp"
#include "leads/erasure.hpp"

namespace sarnakh::leads::testing {

World::World(db::Database& given, WorkspaceId id) : database(given), workspace(id) {
  database.write(as_system(), [&](db::Work& work) {
    accounts::make_workspace(work, "Test", "fa");
    for (std::int64_t user = 1; user <= 9; ++user)
      accounts::add_member(work, UserId{user}, accounts::Role::seller, Reach::own);
    seed_workspace(work, workspace, Language::fa);
  });
}

db::Scope World::as_system(std::int64_t after_ms) const {
  return {start + time::milliseconds(after_ms), Caller::system(workspace)};
}

db::Scope World::as_user(std::int64_t user, Reach reach, std::int64_t after_ms) const {
  auto scope = as_system(after_ms);
  scope.caller.kind = CallerKind::user;
  scope.caller.user = UserId{user};
  scope.caller.name = "Person " + std::to_string(user);
  scope.caller.reach = reach;
  return scope;
}

UpsertResult World::add(const Draft& draft, std::int64_t after_ms) {
  return write([&](db::Work& work) { return upsert(work, draft); }, after_ms);
}

Lead World::get(LeadId lead) {
  return read([&](db::Work& work) { return load(work, lead); });
}

void erase_lead(db::Work& work, LeadId lead) { erase(work, lead, "asked"); }

Draft form_draft(std::initializer_list<std::pair<const char*, const char*>> values) {
  Draft draft;
  for (const auto& [field, value] : values)
    if (const auto fault = fill(draft, field, value)) throw Problem{*fault, field};
  draft.clue = Clue::form_completed;
  draft.by = {.kind = ByKind::form, .id = 7, .label = "Contact"};
  Touch touch;
  touch.kind = "form";
  touch.form_id = FormId{7};
  touch.form_title = "Contact";
  draft.touch = touch;
  return draft;
}

std::shared_ptr<rules::Catalogue> catalogue_of_leads(db::Work& work) {
  auto all = std::make_shared<rules::Catalogue>();
  add_to_catalogue(work, *all);
  return all;
}

Filter filter_of(std::string_view condition) {
  json::Value body{json::Object{}};
  body.set("filter", json::parse(condition));
  return json::from_value<Filter>(body);
}

std::string refusal_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Problem& problem) {
    return problem.what();
  }
  return "";
}

}  // namespace sarnakh::leads::testing
