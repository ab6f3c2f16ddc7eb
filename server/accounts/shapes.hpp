#pragma once

// What the routes of the accounts read and write, field by field.

#include <optional>
#include <string>
#include <vector>

#include "accounts/accounts.hpp"
#include "accounts/policy.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::accounts {

struct SetupState {
  bool needed = false;
  static constexpr auto fields = json::fields(json::field("needed", &SetupState::needed));
};
struct Setup {
  std::string token, name, email, password, workspace_name, language;
  std::optional<std::string> time_zone;
  static constexpr auto fields =
      json::fields(json::field("token", &Setup::token, json::length{1, 100}),
                   json::field("name", &Setup::name, json::length{1, 200}),
                   json::field("email", &Setup::email, json::length{1, 254}),
                   json::field("password", &Setup::password, json::length{1, 1024}),
                   json::field("workspace_name", &Setup::workspace_name, json::length{1, 200}),
                   json::field("language", &Setup::language, json::length{2, 2}),
                   json::field("time_zone", &Setup::time_zone, json::length{0, 60},
                               "Of the browser: the workspace begins with its days, country and currency"));
  static constexpr std::string_view schema_name = "Setup";
};
struct Login {
  std::string email, password;
  std::optional<std::string> code;
  static constexpr auto fields = json::fields(
      json::field("email", &Login::email, json::length{1, 254}),
      json::field("password", &Login::password, json::length{1, 1024}),
      json::field("code", &Login::code, json::length{0, 40}, "Of the second step, when the answer was code_needed"));
  static constexpr std::string_view schema_name = "Login";
};
struct SessionUser {
  UserId id;
  std::string name, email, language, calendar, theme, digits, time_zone;
  static constexpr auto fields =
      json::fields(json::field("id", &SessionUser::id), json::field("name", &SessionUser::name),
                   json::field("email", &SessionUser::email), json::field("language", &SessionUser::language),
                   json::field("calendar", &SessionUser::calendar, "jalali or gregorian"),
                   json::field("theme", &SessionUser::theme, "system, light or dark"),
                   json::field("digits", &SessionUser::digits, "persian or latin"),
                   json::field("time_zone", &SessionUser::time_zone, "His own, or that of the workspace"));
};
struct MeChange {
  std::optional<std::string> name, language, calendar, theme, digits, time_zone;
  static constexpr auto fields =
      json::fields(json::field("name", &MeChange::name, json::length{1, 200}),
                   json::field("language", &MeChange::language), json::field("calendar", &MeChange::calendar),
                   json::field("theme", &MeChange::theme), json::field("digits", &MeChange::digits),
                   json::field("time_zone", &MeChange::time_zone, json::length{0, 64}, "Empty follows the workspace"));
};
struct WorkspaceSwitch {
  WorkspaceId workspace_id;
  static constexpr auto fields = json::fields(json::field("workspace_id", &WorkspaceSwitch::workspace_id));
};
struct NewWorkspace {
  std::string name, language;
  static constexpr auto fields = json::fields(json::field("name", &NewWorkspace::name, json::length{1, 200}),
                                              json::field("language", &NewWorkspace::language, json::length{2, 2}));
};
struct WorkspaceChoice {
  WorkspaceId id;
  std::string name, role;
  static constexpr auto fields =
      json::fields(json::field("id", &WorkspaceChoice::id), json::field("name", &WorkspaceChoice::name),
                   json::field("role", &WorkspaceChoice::role));
};
struct SessionView {
  SessionUser user;
  Workspace workspace;
  std::string role;
  Reach reach = Reach::all;
  std::vector<std::string> permissions;
  std::vector<WorkspaceChoice> workspaces;
  bool two_step_needed = false;
  std::vector<std::string> hidden;
  static constexpr auto fields = json::fields(
      json::field("hidden", &SessionView::hidden, "The fields of leads that are kept from this role"),
      json::field(
          "two_step_needed", &SessionView::two_step_needed,
          "The workspace asks for a second step, and this person has none yet: until then nothing else is open"),
      json::field("user", &SessionView::user), json::field("workspace", &SessionView::workspace),
      json::field("role", &SessionView::role), json::field("reach", &SessionView::reach),
      json::field("permissions", &SessionView::permissions), json::field("workspaces", &SessionView::workspaces));
  static constexpr std::string_view schema_name = "Session";
};
struct PasswordChange {
  std::string current, password;
  static constexpr auto fields =
      json::fields(json::field("current", &PasswordChange::current, json::length{1, 1024}),
                   json::field("password", &PasswordChange::password, json::length{1, 1024}));
};
struct PasswordReset {
  std::string token, password;
  static constexpr auto fields = json::fields(json::field("token", &PasswordReset::token, json::length{1, 100}),
                                              json::field("password", &PasswordReset::password, json::length{1, 1024}));
};
struct WorkspaceChange {
  std::optional<std::string> name, language, time_zone, default_region, default_area, currency;
  static constexpr auto fields =
      json::fields(json::field("name", &WorkspaceChange::name, json::length{1, 200}),
                   json::field("language", &WorkspaceChange::language, json::length{2, 2}),
                   json::field("time_zone", &WorkspaceChange::time_zone, json::length{1, 64}),
                   json::field("default_region", &WorkspaceChange::default_region, json::length{2, 2}),
                   json::field("default_area", &WorkspaceChange::default_area, json::length{0, 5},
                               "Completes landlines written without their area code: 021; empty completes none"),
                   json::field("currency", &WorkspaceChange::currency, json::length{3, 3}));
};

}  // namespace sarnakh::accounts
