#include "foundations/http/answer_head.hpp"
#include "foundations/http/server.hpp"

namespace sarnakh::http {

Answer problem_answer(const Problem& problem, Language language, std::string_view request_id, const Hooks& hooks) {
  const int status = hooks.status ? hooks.status(problem.code) : 500;
  const auto sentence = [&](std::string_view code, const std::vector<std::pair<std::string, std::string>>& values) {
    return hooks.sentence ? hooks.sentence(code, language, values) : std::string(code);
  };
  json::Value body{json::Object{}};
  // RFC 9457: a problem that has no page of its own is «about:blank», and its title is that of the status. `code` tells
  // them apart.
  body.set("type", "about:blank");
  body.set("title", reason_of(status));
  body.set("status", status);
  body.set("detail", sentence(problem.code, problem.values));
  if (!problem.sentence_member.empty()) body.set(problem.sentence_member, body["detail"]);
  body.set("code", problem.code);
  body.set("request_id", request_id);
  json::Value errors{json::Array{}};
  const auto add = [&](const std::string& code, const std::string& pointer,
                       const std::vector<std::pair<std::string, std::string>>& values) {
    json::Value one{json::Object{}};
    one.set("pointer", pointer);
    one.set("code", code);
    one.set("detail", sentence(code, values));
    errors.array().push_back(std::move(one));
  };
  for (const auto& fault : problem.faults) add(fault.code, fault.pointer, fault.values);
  if (problem.faults.empty() && !problem.pointer.empty()) add(problem.code, problem.pointer, problem.values);
  if (!errors.as_array().empty()) body.set("errors", std::move(errors));

  Answer answer;
  answer.status = status;
  answer.content_type = "application/problem+json";
  answer.body = json::write(body);
  answer.with("Content-Language", std::string(name_of(language)));
  if (problem.retry_after_seconds > 0) answer.with("Retry-After", std::to_string(problem.retry_after_seconds));
  return answer;
}

}  // namespace sarnakh::http
