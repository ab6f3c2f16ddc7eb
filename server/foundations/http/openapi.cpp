#include <algorithm>
#include <map>

#include "foundations/http/route.hpp"
#include "foundations/http/tokens.hpp"

namespace sarnakh::http {

namespace {

// "/leads/{id}" → a parameter each; "{rest...}" is called rest.
json::Value path_parameters(const std::string& pattern) {
  json::Value parameters{json::Array{}};
  for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', open + 1)) {
    auto name = pattern.substr(open + 1, pattern.find('}', open) - open - 1);
    if (name.ends_with("...")) name.resize(name.size() - 3);
    json::Value parameter{json::Object{}};
    parameter.set("name", name);
    parameter.set("in", "path");
    parameter.set("required", true);
    parameter.set("schema", json::schema_of_string({}));
    parameters.array().push_back(std::move(parameter));
  }
  return parameters;
}

json::Value problem_schema() {
  return json::parse(
      R"({"type":"object","required":["type","title","status","detail","code","request_id"],"properties":{
    "type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},"detail":{"type":"string"},
    "code":{"type":"string"},"request_id":{"type":"string"},"errors":{"type":"array","items":{"type":"object",
    "required":["pointer","code","detail"],"properties":{"pointer":{"type":"string"},"code":{"type":"string"},
    "detail":{"type":"string"}}}}}})");
}

}  // namespace

json::Value openapi_of(const RouteTable& routes, std::string_view version) {
  json::Value schemas{json::Object{}};
  std::map<std::string, std::map<std::string, json::Value>> paths;  // sorted, so that the page is stable
  for (const auto& route : routes) {
    json::Value operation{json::Object{}};
    operation.set("summary", route.sentence);
    operation.set("x-permission", route.permission);
    if (route.permission != "public") operation.set("security", json::parse(R"([{"session":[]},{"key":[]}])"));
    operation.set("parameters", path_parameters(route.pattern));
    operation.set("responses", json::Object{});
    if (route.describe) route.describe(schemas, operation);
    if (operation["parameters"].as_array().empty()) operation.erase("parameters");
    auto responses = operation["responses"];
    responses.set("default",
                  json::parse(R"JSON({"description":"A problem (RFC 9457)","content":{"application/problem+json":
      {"schema":{"$ref":"#/components/schemas/Problem"}}}})JSON"));
    operation.set("responses", std::move(responses));
    auto pattern = route.pattern;
    if (const auto rest = pattern.find("...}"); rest != std::string::npos) pattern.erase(rest, 3);
    paths[pattern][lower_case(name_of(route.method))] = std::move(operation);
  }
  schemas.set("Problem", problem_schema());
  std::sort(schemas.object().begin(), schemas.object().end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });

  json::Value all_paths{json::Object{}};
  for (auto& [path, operations] : paths) {
    json::Value item{json::Object{}};
    for (auto& [method, operation] : operations) item.set(method, std::move(operation));
    all_paths.set(path, std::move(item));
  }
  json::Value document{json::Object{}};
  document.set("openapi", "3.1.0");
  json::Value info{json::Object{}};
  info.set("title", "Sarnakh");
  info.set("version", version);
  info.set("license", json::parse(R"({"name":"Apache-2.0","identifier":"Apache-2.0"})"));
  document.set("info", std::move(info));
  document.set("paths", std::move(all_paths));
  json::Value components{json::Object{}};
  components.set("schemas", std::move(schemas));
  components.set("securitySchemes", json::parse(R"({"session":{"type":"apiKey","in":"cookie","name":"__Host-sid"},
    "key":{"type":"http","scheme":"bearer"}})"));
  document.set("components", std::move(components));
  return document;
}

}  // namespace sarnakh::http
