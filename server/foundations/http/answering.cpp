#include "foundations/http/answering.hpp"

#include "foundations/basics/log.hpp"

namespace sarnakh::http {

namespace {

// A preflight asks on behalf of another method.
Method method_wanted(const Request& request) {
  const auto wanted = request.header("access-control-request-method");
  return wanted == "POST"     ? Method::post
         : wanted == "PUT"    ? Method::put
         : wanted == "PATCH"  ? Method::patch
         : wanted == "DELETE" ? Method::remove
                              : Method::get;
}

}  // namespace

Match Answering::find(const Request& request) const {
  return router_.find(request.method == Method::options ? method_wanted(request) : request.method, request.path);
}

Answer Answering::problem(const Problem& problem, const Request& request) const {
  return problem_answer(problem, request.language().value_or(Language::fa), request.request_id, hooks_);
}

// The pages that the server answers itself; status 404 when it is none of them.
Answer Answering::own_page(const Request& request) const {
  // Somebody at this machine, and not a proxy at this machine that speaks for somebody else.
  const bool forwarded = !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty() ||
                         !request.header("x-real-ip").empty() || !request.header("via").empty();
  const bool local = !forwarded && (request.remote == "127.0.0.1" || request.remote == "::1");
  if (request.path == "/livez") return http::text(200, "alive\n");
  if (request.path == "/readyz") {
    const bool ready = !stopping_ && (!hooks_.ready || hooks_.ready());
    return http::text(ready ? 200 : 503, ready ? "ready\n" : "not ready\n");
  }
  if (request.path == "/metrics" && local) {
    Answer answer = http::text(200, metrics_.text() + (hooks_.metrics ? hooks_.metrics() : ""));
    answer.content_type = "text/plain; version=0.0.4";
    return answer;
  }
  if (hooks_.fallback)
    if (auto found = hooks_.fallback(request)) return std::move(*found);
  return problem(Problem{"not_found"}, request);
}

Answer Answering::guarded(const Request& request, const std::function<Answer(Language&)>& make) const {
  Language otherwise = Language::fa;
  const auto said = [&](const Problem& problem) {
    return problem_answer(problem, request.language().value_or(otherwise), request.request_id, hooks_);
  };
  try {
    return make(otherwise);
  } catch (const Problem& found) {
    if (!found.cause.empty())
      log::warning("problem", {{"code", found.code}, {"request_id", request.request_id}, {"cause", found.cause}});
    return said(found);
  } catch (const std::exception& error) {
    log::error("a handler failed", {{"request_id", request.request_id}, {"cause", error.what()}});
    return said(Problem{"internal"});
  }
}

Answer Answering::answer(Request& request, const Match& match) const {
  return guarded(request, [&](Language& otherwise) {
    if (request.method == Method::options) {
      Answer preflight = no_content();
      if (match.route != nullptr && match.route->cross_origin)
        preflight.with("Access-Control-Allow-Methods", "GET, POST")
            .with("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key")
            .with("Access-Control-Max-Age", "86400");
      return preflight;
    }
    if (match.route == nullptr && !match.allowed.empty()) {
      Answer refusal = problem(Problem{"method_not_allowed"}, request);
      refusal.with("Allow", match.allowed);
      return refusal;
    }
    if (match.route == nullptr) return own_page(request);
    Call call{request, hooks_.authenticate ? hooks_.authenticate(request, *match.route) : Caller{}, match.places};
    otherwise = call.caller.language;
    return match.route->handle(call);
  });
}

}  // namespace sarnakh::http
