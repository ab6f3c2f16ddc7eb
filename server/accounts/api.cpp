#include <algorithm>
#include <memory>

#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "accounts/audit_log.hpp"
#include "accounts/caller_cache.hpp"
#include "accounts/devices.hpp"
#include "accounts/failed_work.hpp"
#include "accounts/home.hpp"
#include "accounts/keys.hpp"
#include "accounts/passwords.hpp"
#include "accounts/people.hpp"
#include "accounts/sessions.hpp"
#include "accounts/shapes.hpp"
#include "accounts/teams.hpp"
#include "accounts/throttle.hpp"
#include "accounts/two_step.hpp"
#include "accounts/typed.hpp"
#include "foundations/text/email.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/network.hpp"
#include "foundations/time/zone.hpp"

namespace sarnakh::accounts {

namespace {

using http::Method;

SessionView view_of(db::Work& work, UserId user) {
  SessionView view;
  view.workspace = workspace_of(work);
  const auto row = found(work.one(sql::find_user, {user}));
  view.user = {user, row->text(2), row->text(3), row->text(4), row->text(5), row->text(6), row->text(7), row->text(8)};
  if (view.user.time_zone.empty()) view.user.time_zone = view.workspace.time_zone;
  const auto membership = found(work.one(sql::find_membership, {work.workspace(), user}));
  view.role = membership->text(0);
  const auto role = role_of(view.role);
  view.hidden = hidden_from(work, work.workspace(), role);
  view.reach = reach_of(membership->view(1));
  view.two_step_needed =
      found(work.one(sql::find_two_step_rule, {work.workspace()}))->boolean(0) && !has_two_step(work, user);
  if (!view.two_step_needed) view.permissions = names_of_bits(permissions_of(role));
  for (const auto choice : work.query(sql::workspaces_of_user, {user}))
    view.workspaces.push_back({choice.id<WorkspaceId>(0), choice.text(1), choice.text(2)});
  return view;
}

http::Answer signed_in(const http::Call& call, const SessionView& view, const std::string& token) {
  http::Answer answer;
  answer.body = json::to_text(view);
  answer.with("Set-Cookie", cookie_of(call.request, token));
  return answer;
}

// The same Work, but of another workspace and caller: set-up and sign-in begin without one.
db::Scope scope_in(const http::Call& call, WorkspaceId workspace, UserId user, const std::string& name) {
  auto caller = call.caller;
  caller.kind = CallerKind::user;
  caller.workspace = workspace;
  caller.user = user;
  caller.name = name;
  return {call.now(), caller};
}

void end_session(db::Work& work, const http::Request& request) {
  if (const auto session = session_of(work, request))
    work.run(sql::delete_session, {session->workspace, session->token_hash});
  forget_callers(work);
}

void check_word(const std::optional<std::string>& word, std::initializer_list<std::string_view> words,
                std::string pointer) {
  if (!word || std::find(words.begin(), words.end(), *word) != words.end()) return;
  std::string choices;
  for (const auto one : words) choices += (choices.empty() ? "" : ", ") + std::string(one);
  throw Problem{"unknown_choice", std::move(pointer), {{"choices", choices}}};
}

void check_zone(const std::optional<std::string>& zone) {
  if (zone && !zone->empty() && !time::zone_exists(*zone)) throw Problem{"time_zone_unknown", "/time_zone"};
}

// A code of `letters` letters in capitals ("IR", "IRR").
std::string capital_code(const std::string& typed, std::size_t letters, const Problem& refusal) {
  std::string code;
  for (const char c : typed) code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  if (code.size() != letters || code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos)
    throw Problem(refusal);
  return code;
}

// "021", also typed as «۰۲۱» or "21"; "" for none.
std::string area_code(const std::string& typed) {
  auto code = text::ascii_digits(text::clean_text(typed));
  if (code.empty()) return code;
  if (code.front() != '0') code.insert(0, "0");
  if (code.size() != 3 || code.find_first_not_of("0123456789") != std::string::npos || code[1] == '0' || code[1] == '9')
    throw Problem{"area_unknown", "/default_area"};
  return code;
}

// What a person sets for himself, for the audit; a zone of "" is that of the workspace.
json::Value settings_of(const db::Row& user) {
  return json::Object{{"name", user.text(2)},  {"language", user.text(4)}, {"calendar", user.text(5)},
                      {"theme", user.text(6)}, {"digits", user.text(7)},   {"time_zone", user.text(8)}};
}

class Api {
 public:
  Api(db::Database& database, Settings settings, std::shared_ptr<Throttle> throttle)
      : database_(database), settings_(std::move(settings)), throttle_(std::move(throttle)) {}

  SetupState setup_state() { return {setup_needed(database_)}; }

  http::Answer setup(const http::Call& call, const Setup& setup) {
    const auto address = address_of(setup.email);
    check_password(setup.password);
    check_word(setup.language, {"fa", "en"}, "/language");
    const auto hash = hash_password(setup.password, cost());
    const WorkspaceId workspace{next_id(call.now().ms)};
    const UserId user{next_id(call.now().ms)};
    const auto name = named(setup.name, "/name");
    const auto workspace_name = named(setup.workspace_name, "/workspace_name");
    return database_.write(scope_in(call, workspace, user, name), [&](db::Work& work) {
      const auto token_hash = hash_token(setup.token);
      if (!work.one(sql::find_link, {token_hash, "setup", work.now()}) || work.one(sql::count_users)->integer(0) != 0)
        throw Problem{"link_expired", "/token"};
      work.run(sql::delete_link, {token_hash});
      work.run(sql::insert_user, {user, address.address, address.key, name, hash, setup.language, work.now()});
      make_workspace(work, workspace_name, setup.language);
      if (const auto home = home_of_zone(setup.time_zone.value_or(""))) settle(work, *home);
      add_member(work, user, Role::owner, Reach::all);
      for (const auto& seed : settings_.seeders) seed(work, language_of(setup.language));
      const auto token = start_session(work, call.request, workspace, user);
      return signed_in(call, view_of(work, user), token);
    });
  }

  http::Answer login(const http::Call& call, const Login& login) {
    const auto address = text::parse_email(login.email);
    const auto key = address ? address->key : std::string();
    const auto account = "account:" + key, network = "network:" + text::network_of(call.request.remote);
    throttle_->check(account, call.now());
    throttle_->check(network, call.now());
    UserId user{};
    WorkspaceId workspace{};
    std::string hash, name;
    database_.read(call.scope(), [&](db::Work& work) {
      const auto row = work.one(sql::find_user_by_email, {key});
      if (!row) return;
      user = row->id<UserId>(0);
      hash = row->text(1);
      name = row->text(2);
      for (const auto choice : work.query(sql::workspaces_of_user, {user}))
        if (!workspace) workspace = choice.id<WorkspaceId>(0);
    });
    if (!verify_password(hash, login.password, cost()) || !workspace) {
      throttle_->failed(account, call.now());
      throttle_->failed(network, call.now());
      throw Problem{"wrong_login"};
    }
    try {
      auto answer = signed_in_with_code(call, login, scope_in(call, workspace, user, name));
      throttle_->succeeded(account);
      return answer;
    } catch (const Problem& problem) {
      if (problem.code == "code_wrong") {
        throttle_->failed(account, call.now());
        throttle_->failed(network, call.now());
      }
      throw;
    }
  }

  // The password was right; the second step, when there is one, is taken in the same Work as the session is made.
  http::Answer signed_in_with_code(const http::Call& call, const Login& login, const db::Scope& scope) {
    const auto workspace = scope.caller.workspace;
    const auto user = scope.caller.user;
    return database_.write(scope, [&](db::Work& work) {
      take_code(work, user, login.code.value_or(""));
      end_session(work, call.request);
      const auto token = start_session(work, call.request, workspace, user);
      audit(work, "signed_in", "user", user.value);
      return signed_in(call, view_of(work, user), token);
    });
  }

  http::Answer logout(const http::Call& call) {
    database_.write(call.scope(), [&](db::Work& work) { end_session(work, call.request); });
    auto answer = http::no_content();
    answer.with("Set-Cookie", ended_cookie(call.request));
    return answer;
  }

  SessionView session(const http::Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) { return view_of(work, call.caller.user); });
  }

  SessionView change_me(const http::Call& call, const MeChange& change) {
    check_word(change.language, {"fa", "en"}, "/language");
    check_word(change.calendar, {"jalali", "gregorian"}, "/calendar");
    check_word(change.theme, {"system", "light", "dark"}, "/theme");
    check_word(change.digits, {"persian", "latin"}, "/digits");
    check_zone(change.time_zone);
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto now = found(work.one(sql::find_user, {call.caller.user}));
      const auto before = settings_of(*now);
      const auto name = change.name ? named(*change.name, "/name") : now->text(2);
      const auto kept = [&](const std::optional<std::string>& wanted, int column) {
        return wanted ? std::string_view(*wanted) : now->view(column);
      };
      work.run(sql::update_user, {call.caller.user, name, kept(change.language, 4), kept(change.calendar, 5),
                                  kept(change.theme, 6), kept(change.digits, 7), kept(change.time_zone, 8)});
      forget_callers(work);
      audit_change(work, "user_changed", "user", call.caller.user.value, before,
                   settings_of(*found(work.one(sql::find_user, {call.caller.user}))));
      return view_of(work, call.caller.user);
    });
  }

  // A new session in the other workspace; the one before ends.
  http::Answer switch_workspace(const http::Call& call, const WorkspaceSwitch& wanted) {
    const auto& person = call.caller;
    return database_.write(scope_in(call, wanted.workspace_id, person.user, person.name), [&](db::Work& work) {
      const auto membership = found(work.one(sql::find_membership, {work.workspace(), person.user}));
      if (!membership->boolean(2)) throw Problem{"not_found"};
      end_session(work, call.request);
      const auto token = start_session(work, call.request, work.workspace(), person.user);
      audit(work, "signed_in", "user", person.user.value);
      return signed_in(call, view_of(work, person.user), token);
    });
  }

  http::Created<Workspace> add_workspace(const http::Call& call, const NewWorkspace& wanted) {
    if (call.caller.kind != CallerKind::user) throw Problem{"person_only"};  // a program owns nothing
    check_word(wanted.language, {"fa", "en"}, "/language");
    const auto name = named(wanted.name, "/name");
    const WorkspaceId id{next_id(call.now().ms)};
    const auto home = database_.read(call.scope(), home_of);
    return database_.write(scope_in(call, id, call.caller.user, call.caller.name), [&](db::Work& work) {
      make_workspace(work, name, wanted.language);
      settle(work, home);
      add_member(work, call.caller.user, Role::owner, Reach::all);
      for (const auto& seed : settings_.seeders) seed(work, language_of(wanted.language));
      return http::Created<Workspace>{workspace_of(work), {}};
    });
  }

  http::Answer change_password(const http::Call& call, const PasswordChange& change) {
    check_password(change.password);
    const auto current = database_.read(
        call.scope(), [&](db::Work& work) { return found(work.one(sql::find_user, {call.caller.user}))->text(1); });
    const auto account = "user:" + to_string(call.caller.user);
    throttle_->check(account, call.now());
    if (!verify_password(current, change.current, cost())) {
      throttle_->failed(account, call.now());
      throw Problem{"wrong_password", "/current"};
    }
    const auto hash = hash_password(change.password, cost());
    return database_.write(call.scope(), [&](db::Work& work) {
      work.run(sql::set_password, {call.caller.user, hash});
      work.run(sql::delete_sessions_of_user, {call.caller.user});
      forget_callers(work);
      const auto token = start_session(work, call.request, call.caller.workspace, call.caller.user);
      audit(work, "password_changed", "user", call.caller.user.value);
      auto answer = http::no_content();
      answer.with("Set-Cookie", cookie_of(call.request, token));
      return answer;
    });
  }

  http::Nothing reset_password(const http::Call& call, const PasswordReset& reset) {
    check_password(reset.password);
    const auto hash = hash_password(reset.password, cost());
    database_.write(call.scope(), [&](db::Work& work) {
      const auto token_hash = hash_token(reset.token);
      const auto link = work.one(sql::find_link, {token_hash, "reset", work.now()});
      if (!link) throw Problem{"link_expired", "/token"};
      const auto user = link->id<UserId>(0);
      work.run(sql::delete_link, {token_hash});
      work.run(sql::set_password, {user, hash});
      work.run(sql::delete_sessions_of_user, {user});
      forget_callers(work);
      audit_everywhere(work, user, "password_set_by_link");
    });
    return {};
  }

  Workspace change_workspace(const http::Call& call, const WorkspaceChange& change) {
    check_word(change.language, {"fa", "en"}, "/language");
    check_zone(change.time_zone);
    return database_.write(call.scope(), [&](db::Work& work) {
      auto workspace = workspace_of(work);
      const auto before = json::to_value(workspace);
      if (change.name) workspace.name = named(*change.name, "/name");
      if (change.language) workspace.language = *change.language;
      if (change.time_zone && !change.time_zone->empty()) workspace.time_zone = *change.time_zone;
      if (change.default_region)
        workspace.default_region =
            capital_code(*change.default_region, 2, Problem{"region_unknown", "/default_region"});
      if (change.default_area) workspace.default_area = area_code(*change.default_area);
      if (change.currency)
        workspace.currency = capital_code(*change.currency, 3, Problem{"currency_unknown", "/currency"});
      work.run(sql::update_workspace, {work.workspace(), workspace.name, workspace.language, workspace.time_zone,
                                       workspace.default_region, workspace.currency, workspace.default_area});
      forget_callers(work);
      audit_change(work, "workspace_changed", "workspace", work.workspace().value, before, json::to_value(workspace));
      return workspace;
    });
  }

 private:
  Cost cost() const { return settings_.quick_passwords ? Cost::least : Cost::usual; }

  db::Database& database_;
  Settings settings_;
  std::shared_ptr<Throttle> throttle_;
};

}  // namespace

void add_routes(http::RouteTable& routes, db::Database& database, const Settings& settings) {
  const auto throttle = std::make_shared<Throttle>();
  const auto api = std::make_shared<Api>(database, settings, throttle);
  using http::Call, http::Nothing, http::Answer, http::route;
  const auto add = [&routes](http::Route row) { routes.push_back(std::move(row)); };
  add(route<Nothing, SetupState>(Method::get, "/api/v1/setup", "public",
                                 "Whether this installation still needs its owner.",
                                 [api](const Call&, const Nothing&) { return api->setup_state(); }));
  add(route<Setup, Answer>(
      Method::post, "/api/v1/setup", "public", "Makes the owner and the first workspace, by the one-time link.",
      [api](const Call& call, const Setup& body) { return api->setup(call, body); }, http::BodyKind::login));
  add(route<Login, Answer>(
      Method::post, "/api/v1/session", "public", "Signs a person in.",
      [api](const Call& call, const Login& body) { return api->login(call, body); }, http::BodyKind::login));
  add(route<Nothing, SessionView>(Method::get, "/api/v1/session", "session",
                                  "Who is signed in, where, and what he may do.",
                                  [api](const Call& call, const Nothing&) { return api->session(call); }));
  add(route<Nothing, Answer>(Method::remove, "/api/v1/session", "session", "Signs out.",
                             [api](const Call& call, const Nothing&) { return api->logout(call); }));
  add(route<MeChange, SessionView>(
      Method::patch, "/api/v1/me", "session", "Changes one's own name, language, calendar, theme or digits.",
      [api](const Call& call, const MeChange& body) { return api->change_me(call, body); }));
  add(route<WorkspaceSwitch, Answer>(
      Method::post, "/api/v1/session/workspace", "session", "Goes over to another workspace of the person.",
      [api](const Call& call, const WorkspaceSwitch& body) { return api->switch_workspace(call, body); }));
  add(route<NewWorkspace, http::Created<Workspace>>(
      Method::post, "/api/v1/workspaces", "people:write", "Makes another workspace; who makes it is its owner.",
      [api](const Call& call, const NewWorkspace& body) { return api->add_workspace(call, body); }));
  add(route<PasswordChange, Answer>(
      Method::post, "/api/v1/me/password", "session", "Changes the password and ends every other session.",
      [api](const Call& call, const PasswordChange& body) { return api->change_password(call, body); },
      http::BodyKind::login));
  add(route<PasswordReset, Nothing>(
      Method::post, "/api/v1/password-reset", "public", "Sets a password by a one-time link.",
      [api](const Call& call, const PasswordReset& body) { return api->reset_password(call, body); },
      http::BodyKind::login));
  add(route<Nothing, Workspace>(Method::get, "/api/v1/workspace", "settings:read", "The workspace.",
                                [&database](const Call& call, const Nothing&) {
                                  return database.read(call.scope(), [](db::Work& work) { return workspace_of(work); });
                                }));
  add(route<WorkspaceChange, Workspace>(
      Method::patch, "/api/v1/workspace", "settings:write", "Changes the workspace.",
      [api](const Call& call, const WorkspaceChange& body) { return api->change_workspace(call, body); }));
  add_people_routes(routes, database, settings.base_url);
  add_team_routes(routes, database);
  add_key_routes(routes, database);
  add_device_routes(routes, database);
  add_two_step_routes(routes, database, throttle, settings.quick_passwords ? Cost::least : Cost::usual);
  add_failed_work_routes(routes, database);
  add_audit_routes(routes, database);
}

}  // namespace sarnakh::accounts
