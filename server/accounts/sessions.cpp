#include "accounts/sessions.hpp"

#include "accounts/accounts_sql.hpp"
#include "accounts/passwords.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/text/network.hpp"
#include "foundations/text/utf8.hpp"

namespace sarnakh::accounts {

namespace {

constexpr auto idle_at_most = time::days(14);
constexpr auto lives_at_most = time::days(90);
constexpr std::size_t longest_agent = 300;

bool secure(const http::Request& request) { return request.scheme == "https"; }
std::string_view cookie_name(const http::Request& request) { return secure(request) ? "__Host-sid" : "sid"; }

std::string cookie(const http::Request& request, std::string_view token, std::string_view age) {
  return std::string(cookie_name(request)) + "=" + std::string(token) +
         "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::string(age) + (secure(request) ? "; Secure" : "");
}

}  // namespace

std::string start_session(db::Work& work, const http::Request& request, WorkspaceId workspace, UserId user) {
  auto token = random_token(32);
  work.run(sql::delete_old_sessions, {user, work.now() - lives_at_most, work.now() - idle_at_most});
  work.run(sql::insert_session,
           {workspace, hash_token(token), user, work.now(), next_id(work.now().ms),
            text::cut(request.header("user-agent"), longest_agent), text::shown_network_of(request.remote)});
  return token;
}

std::optional<std::string> token_hash_of(const http::Request& request) {
  const auto token = request.cookie(cookie_name(request));
  if (!token || token->empty()) return std::nullopt;
  return hash_token(*token);
}

std::optional<Session> session_of(db::Work& work, const http::Request& request) {
  const auto hash = token_hash_of(request);
  if (!hash) return std::nullopt;
  Session session{{}, {}, *hash, {}};
  const auto row = work.one(sql::find_session, {session.token_hash});
  if (!row) return std::nullopt;
  session.last_seen = row->instant(3);
  if (row->instant(2) + lives_at_most < request.now || session.last_seen + idle_at_most < request.now)
    return std::nullopt;
  session.workspace = row->id<WorkspaceId>(0);
  session.user = row->id<UserId>(1);
  return session;
}

std::string cookie_of(const http::Request& request, std::string_view token) {
  return cookie(request, token, "7776000");
}
std::string ended_cookie(const http::Request& request) { return cookie(request, "", "0"); }

}  // namespace sarnakh::accounts
