#include "app/openapi.hpp"

#include <memory>
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

}  // namespace

std::string openapi_text(const http::RouteTable& routes) {
  std::string out;
  append_indented(out, http::openapi_of(routes, version), 0);
  return out + "\n";
}

void add_openapi_route(http::RouteTable& routes) {
  const auto description = std::make_shared<std::optional<http::PackedText>>();
  routes.push_back(http::route<http::Nothing, http::Answer>(
      http::Method::get, "/api/v1/openapi.json", "public", "This description: OpenAPI 3.1.",
      [description](const http::Call& call, const http::Nothing&) {
        return (*description)->answer(call.request.header("accept-encoding"));
      }));
  description->emplace(json::write(http::openapi_of(routes, version)));
}

}  // namespace sarnakh::app
