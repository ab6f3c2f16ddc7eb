#include "accounts/two_step.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "accounts/caller_cache.hpp"
#include "accounts/totp.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/json/describe.hpp"
#include "foundations/text/ascii.hpp"
#include "foundations/text/fold.hpp"

namespace sarnakh::accounts {

namespace {

using http::Call, http::Method, http::Nothing;

constexpr std::size_t secret_bytes = 20;
constexpr int recovery_codes = 10;
constexpr std::size_t recovery_bytes = 10;

// What was typed, without the spaces and hyphens that make it readable.
std::string plain_code(std::string_view typed) {
  std::string code;
  for (const char c : text::ascii_digits(typed))
    if (c != ' ' && c != '-') code += text::lower_case(c);
  return code;
}

std::string recovery_hash(UserId user, std::string_view code) {
  return hash_token(to_string(user) + ":" + std::string(code));
}

// New ones in the place of the old; the codes as they are shown, once.
std::vector<std::string> renew_recovery_codes(db::Work& work, UserId user) {
  work.run(sql::delete_recovery_codes, {user});
  std::vector<std::string> shown;
  for (int i = 0; i < recovery_codes; ++i) {
    const auto code = plain_code(base32(random_bytes(recovery_bytes)));
    work.run(sql::insert_recovery_code, {user, recovery_hash(user, code)});
    std::string readable;
    for (std::size_t at = 0; at < code.size(); at += 4) readable += (at == 0 ? "" : "-") + code.substr(at, 4);
    shown.push_back(std::move(readable));
  }
  return shown;
}

struct TwoStepState {
  bool on = false;
  std::optional<Instant> since;
  std::int64_t recovery_codes_left = 0;
  bool required = false;
  static constexpr auto fields =
      json::fields(json::field("on", &TwoStepState::on), json::field("since", &TwoStepState::since),
                   json::field("recovery_codes_left", &TwoStepState::recovery_codes_left),
                   json::field("required", &TwoStepState::required, "The workspace asks everybody for it"));
  static constexpr std::string_view schema_name = "TwoStep";
};
struct TwoStepSecret {
  std::string secret, uri;
  static constexpr auto fields =
      json::fields(json::field("secret", &TwoStepSecret::secret, "Base 32, for typing it into the app"),
                   json::field("uri", &TwoStepSecret::uri, "otpauth://…, for the picture that the app reads"));
  static constexpr std::string_view schema_name = "TwoStepSecret";
};
struct PasswordProof {
  std::string password;
  static constexpr auto fields = json::fields(json::field("password", &PasswordProof::password, json::length{1, 1024}));
  static constexpr std::string_view schema_name = "PasswordProof";
};
struct CodeProof {
  std::string code;
  static constexpr auto fields = json::fields(json::field("code", &CodeProof::code, json::length{1, 40}));
  static constexpr std::string_view schema_name = "CodeProof";
};
struct RecoveryCodes {
  std::vector<std::string> codes;
  static constexpr auto fields = json::fields(json::field("codes", &RecoveryCodes::codes, "Shown once"));
  static constexpr std::string_view schema_name = "RecoveryCodes";
};
struct TwoStepRule {
  bool required = false;
  static constexpr auto fields = json::fields(json::field("required", &TwoStepRule::required));
  static constexpr std::string_view schema_name = "TwoStepRule";
};

class TwoStepApi {
  // First: what they return is deduced.
  // Runs what may be guessed at within the person's budget.
  template <class Act>
  auto tried(const Call& call, Act act) {
    const auto key = "user:" + to_string(call.caller.user);
    throttle_->check(key, call.now());
    try {
      auto result = act();
      throttle_->succeeded(key);
      return result;
    } catch (const Problem& problem) {
      if (problem.code == "code_wrong" || problem.code == "wrong_password") throttle_->failed(key, call.now());
      throw;
    }
  }

  void check_own_password(const Call& call, const std::string& password) {
    tried(call, [&] {
      const auto hash = database_.read(
          call.scope(), [&](db::Work& work) { return found(work.one(sql::find_user, {call.caller.user}))->text(1); });
      if (!verify_password(hash, password, cost_)) throw Problem{"wrong_password", "/password"};
      return true;
    });
  }

 public:
  TwoStepApi(db::Database& database, std::shared_ptr<Throttle> throttle, Cost cost)
      : database_(database), throttle_(std::move(throttle)), cost_(cost) {}

  TwoStepState state(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) {
      const auto user = call.caller.user;
      TwoStepState state;
      if (const auto row = work.one(sql::find_two_step, {user}); row && row->integer(1) != 0) {
        state.on = true;
        state.since = row->instant(1);
        state.recovery_codes_left = work.one(sql::count_recovery_codes, {user})->integer(0);
      }
      state.required = found(work.one(sql::find_two_step_rule, {work.workspace()}))->boolean(0);
      return state;
    });
  }

  // A new secret; it counts from its first right code on.
  TwoStepSecret begin(const Call& call, const PasswordProof& proof) {
    check_own_password(call, proof.password);
    const auto secret = random_bytes(secret_bytes);
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto user = call.caller.user;
      if (has_two_step(work, user)) throw Problem{"two_step_on"};
      work.run(sql::delete_two_step, {user});
      work.run(sql::insert_two_step, {user, to_base64url(secret)});
      const auto person = found(work.one(sql::find_user, {user}));
      return TwoStepSecret{base32(secret), otpauth_uri(secret, "Sarnakh", person->view(3))};
    });
  }

  RecoveryCodes confirm(const Call& call, const CodeProof& proof) {
    return tried(call, [&] {
      return database_.write(call.scope(), [&](db::Work& work) {
        const auto user = call.caller.user;
        const auto row = work.one(sql::find_two_step, {user});
        if (!row) throw Problem{"not_found"};
        if (row->integer(1) != 0) throw Problem{"two_step_on"};
        const auto window = matching_window(from_base64url(row->view(0)), plain_code(proof.code), work.now(), 0);
        if (!window) throw Problem{"code_wrong", "/code"};
        work.run(sql::confirm_two_step, {user, work.now(), *window});
        forget_callers(work);
        audit_everywhere(work, user, "two_step_on");
        return RecoveryCodes{renew_recovery_codes(work, user)};
      });
    });
  }

  RecoveryCodes renew(const Call& call, const PasswordProof& proof) {
    check_own_password(call, proof.password);
    return database_.write(call.scope(), [&](db::Work& work) {
      if (!has_two_step(work, call.caller.user)) throw Problem{"not_found"};
      audit_everywhere(work, call.caller.user, "recovery_codes_renewed");
      return RecoveryCodes{renew_recovery_codes(work, call.caller.user)};
    });
  }

  Nothing switch_off(const Call& call, const PasswordProof& proof) {
    check_own_password(call, proof.password);
    database_.write(call.scope(), [&](db::Work& work) {
      if (!forget_two_step(work, call.caller.user)) throw Problem{"not_found"};
      audit_everywhere(work, call.caller.user, "two_step_off");
    });
    return {};
  }

  // Who asks it of everybody has it himself: else he would be the first to stand before the door.
  TwoStepRule require(const Call& call, const TwoStepRule& rule) {
    database_.write(call.scope(), [&](db::Work& work) {
      if (rule.required && call.caller.kind == CallerKind::user && !has_two_step(work, call.caller.user))
        throw Problem{"two_step_first"};
      work.run(sql::set_two_step_rule, {work.workspace(), rule.required});
      forget_callers(work);
      audit(work, rule.required ? "two_step_required" : "two_step_optional", "workspace", work.workspace().value);
    });
    return rule;
  }

 private:
  db::Database& database_;
  std::shared_ptr<Throttle> throttle_;
  Cost cost_;
};

}  // namespace

bool has_two_step(db::Work& work, UserId user) {
  const auto row = work.one(sql::find_two_step, {user});
  return row && row->integer(1) != 0;
}

void take_code(db::Work& work, UserId user, std::string_view typed) {
  const auto row = work.one(sql::find_two_step, {user});
  if (!row || row->integer(1) == 0) return;
  const auto code = plain_code(typed);
  if (code.empty()) throw Problem{"code_needed", "/code"};
  const auto window = matching_window(from_base64url(row->view(0)), code, work.now(), row->integer(2));
  if (window && work.run(sql::take_window, {user, *window}) == 1) return;
  if (work.run(sql::delete_recovery_code, {user, recovery_hash(user, code)}) == 1) {
    audit_everywhere(work, user, "recovery_code_used");
    return;
  }
  throw Problem{"code_wrong", "/code"};
}

bool forget_two_step(db::Work& work, UserId user) {
  work.run(sql::delete_recovery_codes, {user});
  forget_callers(work);
  return work.run(sql::delete_two_step, {user}) != 0;
}

void add_two_step_routes(http::RouteTable& routes, db::Database& database, std::shared_ptr<Throttle> throttle,
                         Cost cost) {
  const auto api = std::make_shared<TwoStepApi>(database, std::move(throttle), cost);
  using http::route;
  const auto add = [&routes](http::Route row) { routes.push_back(std::move(row)); };
  add(route<Nothing, TwoStepState>(Method::get, "/api/v1/me/two-step", "session",
                                   "Whether signing in asks for a second step.",
                                   [api](const Call& call, const Nothing&) { return api->state(call); }));
  add(route<PasswordProof, TwoStepSecret>(
      Method::post, "/api/v1/me/two-step", "session", "Makes the secret of a second step; a first code confirms it.",
      [api](const Call& call, const PasswordProof& body) { return api->begin(call, body); }, http::BodyKind::login));
  add(route<CodeProof, RecoveryCodes>(
      Method::post, "/api/v1/me/two-step/confirmation", "session",
      "Switches the second step on by its first code; the recovery codes are shown once.",
      [api](const Call& call, const CodeProof& body) { return api->confirm(call, body); }, http::BodyKind::login));
  add(route<PasswordProof, RecoveryCodes>(
      Method::post, "/api/v1/me/two-step/recovery-codes", "session", "New recovery codes in the place of the old.",
      [api](const Call& call, const PasswordProof& body) { return api->renew(call, body); }, http::BodyKind::login));
  add(route<PasswordProof, Nothing>(
      Method::post, "/api/v1/me/two-step/removal", "session", "Switches the second step off.",
      [api](const Call& call, const PasswordProof& body) { return api->switch_off(call, body); },
      http::BodyKind::login));
  add(route<TwoStepRule, TwoStepRule>(
      Method::put, "/api/v1/workspace/two-step", "people:write", "Whether everybody here needs a second step.",
      [api](const Call& call, const TwoStepRule& body) { return api->require(call, body); }));
}

}  // namespace sarnakh::accounts
