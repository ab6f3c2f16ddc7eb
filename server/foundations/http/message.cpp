#include "foundations/http/message.hpp"

#include <cassert>
#include <future>

#include "foundations/http/tokens.hpp"

namespace sarnakh::http {

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::remove:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
  }
  return "GET";
}

std::string_view Request::header(std::string_view lower_case_name) const {
  for (const auto& [name, value] : headers)
    if (name == lower_case_name) return value;
  return {};
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
  for (const auto& [header_name, value] : headers) {
    if (header_name != "cookie") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const auto pair = take_piece(rest, ';');
      const auto equals = pair.find('=');
      if (equals == pair.npos || trimmed(pair.substr(0, equals)) != name) continue;
      auto content = trimmed(pair.substr(equals + 1));
      if (content.size() >= 2 && content.front() == '"' && content.back() == '"')
        content = content.substr(1, content.size() - 2);
      return std::string(content);
    }
  }
  return std::nullopt;
}

std::optional<Language> Request::language() const {
  std::optional<Language> best;
  double best_weight = 0;
  std::string_view rest = header("accept-language");
  while (!rest.empty()) {
    auto piece = take_piece(rest, ',');
    const auto tag = take_piece(piece, ';');
    const double weight = weight_of(piece);
    const auto primary = tag.substr(0, tag.find('-'));
    std::optional<Language> language;
    if (same_ignoring_case(primary, "fa")) language = Language::fa;
    if (same_ignoring_case(primary, "en")) language = Language::en;
    if (language && weight > best_weight) {
      best = language;
      best_weight = weight;
    }
  }
  return best;
}

Answer html(int status, std::string body) {
  Answer answer;
  answer.status = status;
  answer.content_type = "text/html; charset=utf-8";
  answer.body = std::move(body);
  return answer;
}

Answer text(int status, std::string body) {
  Answer answer;
  answer.status = status;
  answer.content_type = "text/plain; charset=utf-8";
  answer.body = std::move(body);
  return answer;
}

Answer redirect(int status, std::string location) {
  Answer answer;
  answer.status = status;
  answer.content_type.clear();
  answer.with("Location", std::move(location));
  return answer;
}

Answer later(std::move_only_function<void(Give)> to_come) {
  Answer answer;
  answer.to_come = std::move(to_come);
  return answer;
}

Answer ready(Answer answer) {
  if (!answer.to_come) return answer;
  const auto given = std::make_shared<std::promise<std::move_only_function<Answer()>>>();
  answer.to_come([given](std::move_only_function<Answer()> make) { given->set_value(std::move(make)); });
  return given->get_future().get()();
}

Answer no_content() {
  Answer answer;
  answer.status = 204;
  answer.content_type.clear();
  return answer;
}

const std::string& Call::place(std::string_view name) const {
  for (const auto& [key, value] : places)
    if (key == name) return value;
  assert(!"the pattern of the route has no such place");
  static const std::string nothing;
  return nothing;
}

}  // namespace sarnakh::http
