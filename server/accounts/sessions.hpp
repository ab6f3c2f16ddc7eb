#pragma once

// Sessions: a random token in a cookie, its hash in the database. Idle for 14 days or 90 days old, a session is over.

#include <optional>
#include <string>

#include "foundations/db/database.hpp"
#include "foundations/http/message.hpp"

namespace sarnakh::accounts {

struct Session {
  WorkspaceId workspace;
  UserId user;
  std::string token_hash;
  Instant last_seen;
};

// The new session's token; the cookie is made of it. Sessions of that person that are over are taken away.
std::string start_session(db::Work& work, const http::Request& request, WorkspaceId workspace, UserId user);
// The hash of the token in the request's cookie, whether or not there is such a session.
std::optional<std::string> token_hash_of(const http::Request& request);
// The session of a request's cookie, when it holds.
std::optional<Session> session_of(db::Work& work, const http::Request& request);

// `__Host-sid` over HTTPS; over plain HTTP, where browsers refuse that prefix, `sid` with the same flags but Secure.
std::string cookie_of(const http::Request& request, std::string_view token);
std::string ended_cookie(const http::Request& request);

}  // namespace sarnakh::accounts
