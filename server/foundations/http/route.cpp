#include "foundations/http/route.hpp"

#include "foundations/basics/random.hpp"
#include "foundations/http/tokens.hpp"

namespace sarnakh::http {

json::Value body_of(const Request& request) {
  const auto type = media_type_of(request.header("content-type"));
  if (request.body.empty()) return json::Object{};
  if (type != "application/json" && type != "application/merge-patch+json") throw Problem{"unsupported_media_type"};
  return json::parse(request.body);
}

json::Value query_of(const Request& request) {
  json::Value query{json::Object{}};
  for (const auto& [name, value] : request.query) query.set(name, value);
  return query;
}

void require_match(const Request& request, std::int64_t current) {
  const auto tags = trimmed(request.header("if-match"));
  if (tags.empty()) throw Problem{"precondition_required"};
  const auto wanted = "\"v" + std::to_string(current) + "\"";
  auto rest = tags;
  while (!rest.empty()) {
    const auto tag = take_piece(rest, ',');
    if (tag == "*" || tag == wanted) return;
  }
  throw Problem{"precondition_failed"};
}

std::string make_cursor(const json::Value& values) { return to_base64url(json::write(values)); }

json::Value read_cursor(std::string_view cursor) {
  const auto text = cursor.size() > 4096 ? std::string() : from_base64url(cursor);
  try {
    if (!text.empty()) return json::parse(text);
  } catch (const Problem&) {
    // Falls through: not one of ours.
  }
  throw Problem{"bad_cursor", "/cursor"};
}

std::int64_t number_of_cursor(std::string_view cursor, std::int64_t none) {
  if (cursor.empty()) return none;
  const auto number = read_cursor(cursor).as_integer();
  if (!number) throw Problem{"bad_cursor", "/cursor"};
  return *number;
}

void describe_request(json::Value& operation, Method method, json::Value schema, const json::Value& components) {
  if (method == Method::get || method == Method::remove) {
    // A shared struct stands among the components; its members become parameters of the query.
    auto described = schema;
    if (const auto reference = schema["$ref"].as_string())
      described = components[reference->substr(std::string_view("#/components/schemas/").size())];
    auto parameters = operation["parameters"];
    for (const auto& [name, member] : described["properties"].as_object()) {
      json::Value parameter{json::Object{}};
      parameter.set("name", name);
      parameter.set("in", "query");
      for (const auto& required : described["required"].as_array())
        if (required == json::Value(name)) parameter.set("required", true);
      parameter.set("schema", member);
      // What is no plain value stands in an address as its JSON text.
      if (member.has("$ref")) {
        auto text = json::schema_of_string({});
        text.set("contentMediaType", "application/json");
        if (member.has("description")) text.set("description", member["description"]);
        parameter.set("schema", std::move(text));
      }
      parameters.array().push_back(std::move(parameter));
    }
    operation.set("parameters", std::move(parameters));
    return;
  }
  json::Value media{json::Object{}};
  media.set("schema", std::move(schema));
  json::Value content{json::Object{}};
  content.set(method == Method::patch ? "application/merge-patch+json" : "application/json", std::move(media));
  json::Value body{json::Object{}};
  body.set("required", true);
  body.set("content", std::move(content));
  operation.set("requestBody", std::move(body));
}

void describe_response(json::Value& operation, int status, json::Value schema, bool tagged) {
  json::Value response{json::Object{}};
  response.set("description", status == 201   ? "Made"
                              : status == 202 ? "Accepted"
                              : status == 204 ? "Done"
                                              : "The answer");
  if (!schema.is_null()) {
    json::Value media{json::Object{}};
    media.set("schema", std::move(schema));
    json::Value content{json::Object{}};
    content.set("application/json", std::move(media));
    response.set("content", std::move(content));
  }
  if (tagged)
    response.set("headers",
                 json::parse(R"({"ETag":{"schema":{"type":"string"},"description":"The version, for If-Match"}})"));
  auto responses = operation["responses"];
  responses.set(std::to_string(status), std::move(response));
  operation.set("responses", std::move(responses));
}

}  // namespace sarnakh::http
