#pragma once

// A request as handlers see it and an answer as they give it. Handlers are plain synchronous functions on a pool of
// workers; they know nothing of sockets.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundations/basics/caller.hpp"
#include "foundations/basics/problem.hpp"
#include "foundations/db/database.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::http {

enum class Method { get, post, put, patch, remove, options };
std::string_view name_of(Method method);  // "GET" … `remove` is DELETE; HEAD is answered as GET without body

struct Header {
  std::string name;  // in lower case
  std::string value;
};

struct Request {
  Method method = Method::get;
  std::string target;  // as sent: "/f/contact?utm_source=x"
  std::string path;    // percent-decoded once, without the query; never holds "..", "//" or NUL
  std::vector<std::pair<std::string, std::string>> query;  // decoded, in order
  std::vector<Header> headers;
  std::string body;
  std::string remote;      // address of the peer; of the client when a trusted proxy says so
  std::string request_id;  // given back as X-Request-Id
  std::string scheme;      // "http", or "https" when a trusted proxy says so
  std::string host;        // the Host header; never used to make links (settings have the base address)
  Instant now;             // taken once from the clock when the head was read

  std::string_view header(std::string_view lower_case_name) const;  // "" when absent
  std::optional<std::string_view> query_value(std::string_view name) const;
  std::optional<std::string> cookie(std::string_view name) const;
  // The best of fa and en by Accept-Language, nothing when it names neither.
  std::optional<Language> language() const;
};

// A long answer written piece by piece (server-sent events, exports): pull() gives the next piece, nullopt at the end.
// It runs on a worker thread.
using Pull = std::move_only_function<std::optional<std::string>()>;
class Stream;  // one subscriber of a Hub: sse.hpp

// The way to give an answer that was not there when the handler returned: once, from any thread. What it gets makes the
// answer, on the thread that owns the sockets, which it must not hold up; a Problem that it throws becomes the answer.
struct Answer;
using Give = std::move_only_function<void(std::move_only_function<Answer()>)>;

struct Answer {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<Header> headers;                 // names as they shall be sent
  std::optional<std::string_view> fixed_body;  // bytes that live as long as the program (embedded files)
  Pull pull;                                   // a chunked answer when set
  std::shared_ptr<Stream> events;              // an event stream when set
  // The answer is still to come when set: called once, and may throw as a handler does as long as it has not given.
  std::move_only_function<void(Give)> to_come;

  Answer& with(std::string name, std::string value) {
    headers.push_back({std::move(name), std::move(value)});
    return *this;
  }
};

Answer html(int status, std::string body);
Answer text(int status, std::string body);
Answer redirect(int status, std::string location);  // 302 or 303; the location is ours, never the visitor's
Answer no_content();
// The handler's thread takes other requests meanwhile.
Answer later(std::move_only_function<void(Give)> to_come);
// The answer itself, waited for when it is still to come: for who calls a handler without a server.
Answer ready(Answer answer);

// What a handler gets: the request, who asks, and the places of the path.
struct Call {
  const Request& request;
  Caller caller;
  std::vector<std::pair<std::string_view, std::string>> places;  // {id} → "12"

  Instant now() const { return request.now; }
  db::Scope scope() const { return {request.now, caller}; }
  const std::string& place(std::string_view name) const;
  // The id at that place; Problem "not_found" when it is no id.
  template <class IdType>
  IdType id(std::string_view name) const {
    const auto number = parse_id(place(name));
    if (!number) throw Problem{"not_found"};
    return IdType{*number};
  }
  Language language() const { return caller.language; }
};

}  // namespace sarnakh::http
