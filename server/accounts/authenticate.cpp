#include "accounts/accounts.hpp"
#include "accounts/accounts_sql.hpp"
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

std::optional<Caller> caller_of_key(db::Work& work, std::string_view secret, Instant now, bool& stale) {
  const auto row = work.one(sql::find_api_key, {hash_token(secret)});
  if (!row) return std::nullopt;
  Caller caller;
  caller.kind = CallerKind::api_key;
  caller.workspace = row->id<WorkspaceId>(0);
  caller.api_key = row->id<ApiKeyId>(1);
  caller.name = row->text(2);
  caller.permissions = static_cast<std::uint64_t>(row->integer(3));
  stale = row->is_null(4) || row->instant(4) + seen_every < now;
  return caller;
}

std::optional<Caller> caller_of_session(db::Work& work, const Session& session) {
  const auto membership = work.one(sql::find_membership, {session.workspace, session.user});
  const auto user = work.one(sql::find_user, {session.user});
  if (!membership || !membership->boolean(3) || !user) return std::nullopt;
  Caller caller;
  caller.kind = CallerKind::user;
  caller.workspace = session.workspace;
  caller.user = session.user;
  caller.reach = json::enum_of_name<Reach>(membership->view(1)).value_or(Reach::own);
  caller.permissions = permissions_of(json::enum_of_name<Role>(membership->view(0)).value_or(Role::analyst));
  caller.name = user->text(2);
  caller.language = language_of(user->view(4));
  return caller;
}

}  // namespace

Caller authenticate(db::Database& database, const http::Request& request, const http::Route& route) {
  Caller caller;
  caller.language = request.language().value_or(Language::fa);
  std::optional<Session> session;
  bool stale = false;
  const auto bearer = request.header("authorization");
  const db::Scope scope{request.now, caller};
  const bool by_key = bearer.starts_with("Bearer snk_");
  if (by_key || !request.header("cookie").empty()) {
    database.read(scope, [&](db::Work& work) {
      if (by_key) {
        if (const auto found = caller_of_key(work, bearer.substr(7), request.now, stale)) caller = *found;
      } else if ((session = session_of(work, request))) {
        stale = session->last_seen + seen_every < request.now;
        if (const auto found = caller_of_session(work, *session)) caller = *found;
      }
    });
  }
  if (route.permission == "public") return caller;
  if (caller.kind == CallerKind::visitor) throw Problem{"unauthenticated"};
  if (caller.kind == CallerKind::user && changes_something(request.method)) check_origin(request);
  if (!allows(caller, route.permission)) throw Problem{"forbidden"};
  if (stale) {
    database.write({request.now, caller}, [&](db::Work& work) {
      if (caller.kind == CallerKind::api_key)
        work.run(sql::touch_api_key, {caller.workspace, caller.api_key, request.now});
      else
        work.run(sql::touch_session, {session->workspace, session->token_hash, request.now});
    });
  }
  return caller;
}

bool session_holds(db::Database& database, const http::Request& request) {
  return database.read({request.now, {}}, [&](db::Work& work) {
    const auto session = session_of(work, request);
    return session && caller_of_session(work, *session);
  });
}

}  // namespace sarnakh::accounts
