#pragma once

// One row of the route table: method, path, request struct, response struct, permission, one sentence. The server
// serves the table, `openapi` prints it, the tenant walk walks it.
//
//   routes.push_back(http::route<NewLead, http::Created<LeadCard>>(
//       http::Method::post, "/api/v1/leads", "leads:write", "Makes a lead, or finds the one it is.",
//       [&](const http::Call& call, const NewLead& body) { … }));
//
// Request struct: read from the JSON body (POST, PUT, PATCH) or from the query string (GET, DELETE);
// http::Nothing for none. Response: a described struct (200), Created<T> (201), Tagged<T> (200 with ETag "v<version>"),
// Accepted<T> (202), Page<T>, http::Nothing (204), or Answer (anything; describe it in the sentence).

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "foundations/http/message.hpp"
#include "foundations/json/describe.hpp"
#include "foundations/json/schema.hpp"

namespace sarnakh::http {

struct Nothing {
  static constexpr auto fields = json::fields();
};
template <class T>
struct Created {
  T body;
  std::string location = {};
};
template <class T>
struct Accepted {
  T body;
  std::string location = {};
};
template <class T>
struct Tagged {
  T body;
  std::int64_t version;
};
struct PageInfo {
  std::optional<std::string> next_cursor;
  bool has_more = false;
  std::optional<std::int64_t> total;  // when it was asked for
  static constexpr auto fields =
      json::fields(json::field("next_cursor", &PageInfo::next_cursor), json::field("has_more", &PageInfo::has_more),
                   json::field("total", &PageInfo::total));
  static constexpr std::string_view schema_name = "PageInfo";
};
template <class T>
struct Page {
  std::vector<T> data;
  PageInfo page;
  static constexpr auto fields = json::fields(json::field("data", &Page::data), json::field("page", &Page::page));
};
// A list that is never long enough to page.
template <class T>
struct List {
  std::vector<T> data;
  static constexpr auto fields = json::fields(json::field("data", &List::data));
};

// What kind of body a route takes; it decides the limit (quality.md 4) and the content types accepted.
enum class BodyKind {
  json,    // application/json or application/merge-patch+json, 1 MiB
  login,   // JSON of 4 KiB
  form,    // application/x-www-form-urlencoded or multipart/form-data, or JSON, 256 KiB
  upload,  // multipart/form-data or raw bytes, 50 MiB
  none,
};

// The permission "public" lets everybody in; "session" anybody who is signed in; any other is one of accounts/policy.
struct Route {
  Method method = Method::get;
  std::string pattern;  // "/api/v1/leads/{id}"; a last part {name...} takes the rest with its slashes
  std::string permission;
  std::string sentence;
  BodyKind body = BodyKind::none;
  bool cross_origin = false;  // public routes that other sites may call (embed): CORS answers, no Origin check
  std::function<Answer(const Call&)> handle;
  // Adds the schemas to `components` and request, responses, parameters to `operation`.
  std::function<void(json::Value& components, json::Value& operation)> describe;
};
using RouteTable = std::vector<Route>;

// --- how the typed handlers become untyped ones -----------------------------------------------------------------
json::Value body_of(const Request& request);   // the parsed JSON body; Problem "unsupported_media_type" …
json::Value query_of(const Request& request);  // {"limit":"50"}: texts, read leniently
void describe_request(json::Value& operation, Method method, json::Value schema, const json::Value& components);
void describe_response(json::Value& operation, int status, json::Value schema, bool tagged);

template <class T>
T request_of(const Request& request) {
  if constexpr (std::is_same_v<T, Nothing>) {
    return {};
  } else {
    const bool in_query = request.method == Method::get || request.method == Method::remove;
    json::Reading reading;
    reading.lenient = in_query;
    reading.strict = !in_query;
    T result{};
    json::read(reading, in_query ? query_of(request) : body_of(request), result, {});
    if (!reading.faults.empty()) throw Problem{std::move(reading.faults)};
    return result;
  }
}

template <class T>
struct ResultTraits {
  using Body = T;
  static constexpr int status = 200;
  static constexpr bool tagged = false;
  static Answer answer(T value) {
    Answer result;
    result.body = json::to_text(value);
    return result;
  }
};
template <class T>
struct ResultTraits<Created<T>> {
  using Body = T;
  static constexpr int status = 201;
  static constexpr bool tagged = false;
  static Answer answer(Created<T> value) {
    Answer result;
    result.status = 201;
    result.body = json::to_text(value.body);
    if (!value.location.empty()) result.with("Location", std::move(value.location));
    return result;
  }
};
template <class T>
struct ResultTraits<Accepted<T>> {
  using Body = T;
  static constexpr int status = 202;
  static constexpr bool tagged = false;
  static Answer answer(Accepted<T> value) {
    Answer result;
    result.status = 202;
    result.body = json::to_text(value.body);
    if (!value.location.empty()) result.with("Location", std::move(value.location));
    return result;
  }
};
template <class T>
struct ResultTraits<Tagged<T>> {
  using Body = T;
  static constexpr int status = 200;
  static constexpr bool tagged = true;
  static Answer answer(Tagged<T> value) {
    Answer result;
    result.body = json::to_text(value.body);
    result.with("ETag", "\"v" + std::to_string(value.version) + "\"");
    return result;
  }
};
template <>
struct ResultTraits<Nothing> {
  using Body = Nothing;
  static constexpr int status = 204;
  static constexpr bool tagged = false;
  static Answer answer(Nothing) { return no_content(); }
};
template <>
struct ResultTraits<Answer> {
  using Body = Nothing;
  static constexpr int status = 200;
  static constexpr bool tagged = false;
  static Answer answer(Answer value) { return value; }
};

// Told of a body that is not what the route takes, before its Problem ends the request: for those who keep or count it.
using Unreadable = std::function<void(const Call&, const Problem&)>;

template <class T>
T request_or_tell(const Call& call, const Unreadable& unreadable) {
  try {
    return request_of<T>(call.request);
  } catch (const Problem& problem) {
    if (unreadable) unreadable(call, problem);
    throw;
  }
}

template <class Body, class Result, class Handler>
Route route(Method method, std::string pattern, std::string permission, std::string sentence, Handler handler,
            BodyKind kind = BodyKind::json, Unreadable unreadable = {}) {
  Route row;
  row.method = method;
  row.pattern = std::move(pattern);
  row.permission = std::move(permission);
  row.sentence = std::move(sentence);
  row.body = method == Method::get ? BodyKind::none : kind;
  row.handle = [handler = std::move(handler), unreadable = std::move(unreadable)](const Call& call) {
    return ResultTraits<Result>::answer(handler(call, request_or_tell<Body>(call, unreadable)));
  };
  row.describe = [method](json::Value& components, json::Value& operation) {
    static_cast<void>(method);  // without a body nothing depends on it
    if constexpr (!std::is_same_v<Body, Nothing>)
      describe_request(operation, method, json::schema_of<Body>(components), components);
    using Given = typename ResultTraits<Result>::Body;
    if constexpr (std::is_same_v<Given, Nothing>)
      describe_response(operation, ResultTraits<Result>::status, json::Value{}, false);
    else
      describe_response(operation, ResultTraits<Result>::status, json::schema_of<Given>(components),
                        ResultTraits<Result>::tagged);
  };
  return row;
}

// The version named by If-Match: Problem "precondition_required" (428) without one, "precondition_failed" (412) when it
// is not `current`. "*" matches everything.
void require_match(const Request& request, std::int64_t current);

// Runs `act` at most once for each Idempotency-Key of this workspace and caller: a repetition gets the first answer
// again with `Idempotency-Replayed: true`; the same key with another body is Problem "idempotency_key_reused" (422).
// Key and answer are written in the same transaction as the work itself, so that a crash cannot part them; kept 24 h.
// Without the header `act` simply runs in a write.
Answer idempotent(db::Database& database, const Call& call, const std::function<Answer(db::Work&)>& act,
                  const db::Ahead& ahead = {});
// Takes away the kept answers that are older than a day.
void forget_old_answers(db::Work& work);
// Takes away the kept answers of the workspace that name this id, whoever got them.
void forget_answers_about(db::Work& work, std::int64_t id);

// A cursor for keyset paging: opaque, made of the values of the sort columns. Problem "bad_cursor" when it is not ours.
std::string make_cursor(const json::Value& values);
json::Value read_cursor(std::string_view cursor);

// Where a page goes on whose rows are found by one number: `none` for the first page.
std::int64_t number_of_cursor(std::string_view cursor, std::int64_t none);
// Cuts a page for which one row more than the limit was asked: it says that there is more, and where.
template <class T, class NumberOf>
void cut(Page<T>& page, std::int64_t limit, const NumberOf& number_of) {
  if (std::ssize(page.data) <= limit) return;
  page.data.erase(page.data.begin() + limit, page.data.end());
  page.page.has_more = true;
  page.page.next_cursor = make_cursor(number_of(page.data.back()));
}

// OpenAPI 3.1 of the whole table, with the problem answer; sorted, stable.
json::Value openapi_of(const RouteTable& routes, std::string_view version);

}  // namespace sarnakh::http
