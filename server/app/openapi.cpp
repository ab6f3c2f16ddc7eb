#include "app/openapi.hpp"

#include <memory>
#include <mutex>
#include <optional>

#include "app/version.hpp"
#include "foundations/http/compress.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::app {

namespace {

// One member a line, so that a change of one route is a change of few lines.
void append_indented(std::string& out, const json::Value& value, std::size_t depth) {
  const auto line = [&](std::size_t at) { out += "\n" + std::string(at * 2, ' '); };
  if (value.is_object() && !value.as_object().empty()) {
    out += '{';
    bool first = true;
    for (const auto& [name, member] : value.as_object()) {
      if (!first) out += ',';
      first = false;
      line(depth + 1);
      json::append_string(out, name);
      out += ": ";
      append_indented(out, member, depth + 1);
    }
    line(depth);
    out += '}';
  } else if (value.is_array() && !value.as_array().empty()) {
    out += '[';
    bool first = true;
    for (const auto& item : value.as_array()) {
      if (!first) out += ',';
      first = false;
      line(depth + 1);
      append_indented(out, item, depth + 1);
    }
    line(depth);
    out += ']';
  } else {
    json::append(out, value);
  }
}

// Made when somebody asks for it the first time: few ever do, and every start would wait for it.
class Description {
 public:
  void is_of(const http::RouteTable& routes) {
    routes_ = routes;
    for (auto& row : routes_) row.handle = nullptr;  // one of them holds this
  }
  http::PackedText& text() {
    std::call_once(made_, [&] { text_.emplace(json::write(http::openapi_of(routes_, version))); });
    return *text_;
  }

 private:
  http::RouteTable routes_;
  std::once_flag made_;
  std::optional<http::PackedText> text_;
};

}  // namespace

std::string openapi_text(const http::RouteTable& routes) {
  std::string out;
  append_indented(out, http::openapi_of(routes, version), 0);
  return out + "\n";
}

void add_openapi_route(http::RouteTable& routes) {
  const auto description = std::make_shared<Description>();
  routes.push_back(http::route<http::Nothing, http::Answer>(
      http::Method::get, "/api/v1/openapi.json", "public", "This description: OpenAPI 3.1.",
      [description](const http::Call& call, const http::Nothing&) {
        return description->text().answer(call.request.header("accept-encoding"));
      }));
  description->is_of(routes);
}

}  // namespace sarnakh::app
