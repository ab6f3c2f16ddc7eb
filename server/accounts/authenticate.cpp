#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
#include "accounts/caller_cache.hpp"
#include "accounts/passwords.hpp"
#include "accounts/sessions.hpp"

namespace sarnakh::accounts {

namespace {

constexpr auto seen_every = time::minutes(1);

bool changes_something(http::Method method) { return method != http::Method::get && method != http::Method::options; }

// A browser says where a request comes from. A change asked for by another site's page is refused; programs say
// nothing.
void check_origin(const http::Request& request) {
  const auto site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") throw Problem{"origin_refused"};
  const auto origin = request.header("origin");
  if (origin.empty()) {
    if (site.empty()) throw Problem{"origin_refused"};
    return;
  }
  const auto host = origin.find("://");
  if (host == std::string_view::npos || origin.substr(host + 3) != request.host) throw Problem{"origin_refused"};
}

// A program that says neither is no page: no browser holds back both.
bool comes_from_a_page(const http::Request& request) {
  return !request.header("origin").empty() || !request.header("sec-fetch-site").empty();
}
bool opens_a_session(const http::Route& route) {
  return changes_something(route.method) && route.pattern.starts_with("/api/v1/") && !route.cross_origin;
}

// What is found out about a request, and whether it is time to write down that he was here.
struct Finding {
  Caller caller;
  bool stale = false;
};

std::optional<Finding> finding_of_key(db::Work& work, const std::string& secret_hash) {
  const auto row = work.one(sql::find_api_key, {secret_hash});
  if (!row) return std::nullopt;
  Finding finding;
  auto& caller = finding.caller;
  caller.kind = CallerKind::api_key;
  caller.workspace = row->id<WorkspaceId>(0);
  caller.api_key = row->id<ApiKeyId>(1);
  caller.name = row->text(2);
  caller.permissions = static_cast<std::uint64_t>(row->integer(3));
  finding.stale = row->is_null(4) || row->instant(4) + seen_every < work.now();
  caller.time_zone = row->text(5);
  caller.language = language_of(row->view(6));
  return finding;
}

std::optional<Finding> finding_of_session(db::Work& work, const http::Request& request) {
  const auto session = session_of(work, request);
  if (!session) return std::nullopt;
  const auto row = work.one(sql::find_caller, {session->workspace, session->user});
  if (!row || !row->boolean(2)) return std::nullopt;
  Finding finding;
  auto& caller = finding.caller;
  caller.kind = CallerKind::user;
  caller.workspace = session->workspace;
  caller.user = session->user;
  const auto role = role_of(row->view(0));
  caller.permissions = permissions_of(role);
  caller.hidden = hidden_from(work, caller.workspace, role);
  caller.reach = reach_of(row->view(1));
  caller.name = row->text(3);
  caller.language = language_of(row->view(4));
  caller.time_zone = row->text(5);
  if (row->boolean(6)) caller.permissions = 0;  // first the second step
  finding.stale = session->last_seen + seen_every < work.now();
  return finding;
}

void write_down(db::Database& database, const db::Scope& scope, const std::string& token_hash) {
  const auto& caller = scope.caller;
  try {
    database.write(scope, [&](db::Work& work) {
      if (caller.kind == CallerKind::api_key)
        work.run(sql::touch_api_key, {caller.workspace, caller.api_key, scope.now});
      else
        work.run(sql::touch_session, {caller.workspace, token_hash, scope.now});
    });
  } catch (const Problem&) {
    // A full disk or a long queue keeps nobody from reading; the next request writes it down.
  }
}

}  // namespace

Caller authenticate(db::Database& database, const http::Request& request, const http::Route& route) {
  Caller caller;
  caller.language = request.language().value_or(Language::fa);
  const auto bearer = request.header("authorization");
  const bool by_key = bearer.starts_with("Bearer snk_");
  const auto token_hash = by_key ? std::optional(hash_token(bearer.substr(7))) : token_hash_of(request);
  bool stale = false;
  if (token_hash) {
    // The kind of token is part of the key: a stolen cookie is no API key.
    const auto key = (by_key ? "key:" : "session:") + *token_hash;
    if (const auto known = caller_cache().find(key, request.now)) {
      caller = *known;
    } else {
      const auto state = caller_cache().state();
      const auto finding = database.read({request.now, caller}, [&](db::Work& work) {
        return by_key ? finding_of_key(work, *token_hash) : finding_of_session(work, request);
      });
      if (finding) {
        caller = finding->caller;
        stale = finding->stale;
        caller_cache().put(key, caller, request.now, state);
      }
    }
  }
  if (by_key) caller.language = request.language().value_or(caller.language);
  if (route.permission == "public") {
    // Whoever signs in is nobody yet; but another site's page signs nobody in.
    if (opens_a_session(route) && comes_from_a_page(request)) check_origin(request);
    return caller;
  }
  if (caller.kind == CallerKind::visitor) throw Problem{"unauthenticated"};
  if (caller.kind == CallerKind::user && changes_something(request.method)) check_origin(request);
  if (caller.kind == CallerKind::user && caller.permissions == 0 && route.permission != "session")
    throw Problem{"two_step_required"};
  if (!allows(caller, route.permission)) throw refusal_of(caller, route.permission);
  if (stale) write_down(database, {request.now, caller}, *token_hash);
  return caller;
}

bool session_holds(db::Database& database, const http::Request& request) {
  return database.read({request.now, {}},
                       [&](db::Work& work) { return finding_of_session(work, request).has_value(); });
}

}  // namespace sarnakh::accounts
