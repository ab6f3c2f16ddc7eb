// The condition in the description of the API, so that the editor is typed.

#include "foundations/json/schema.hpp"

#include "rules/condition.hpp"

namespace sarnakh::rules {

namespace {

json::Value reference(std::string_view name) {
  return json::Object{{"$ref", "#/components/schemas/" + std::string(name)}};
}

// Each schema once: the name stands there first, because the tree holds itself.
template <class Make>
json::Value named(json::Value& components, const char* name, Make make) {
  if (!components.has(name)) {
    components.set(name, json::Object{});
    components.set(name, make());
  }
  return reference(name);
}

}  // namespace

json::Value Period::schema(json::Value& components) {
  return named(components, "ConditionPeriod", [] {
    return json::parse(R"({"description":"Whole days, in the reader's zone and calendar","oneOf":[
      {"type":"string","enum":["today","yesterday","this_week","last_week","this_month","last_month","this_year","last_year"]},
      {"type":"object","required":["last_days"],"properties":{"last_days":{"type":"integer","minimum":1,"maximum":36500}}},
      {"type":"object","required":["next_days"],"properties":{"next_days":{"type":"integer","minimum":1,"maximum":36500}}},
      {"type":"object","required":["on"],"properties":{"on":{"type":"string","format":"date"}}},
      {"type":"object","required":["before"],"properties":{"before":{"type":"string","format":"date"}}},
      {"type":"object","required":["after"],"properties":{"after":{"type":"string","format":"date"}}},
      {"type":"object","required":["between"],"properties":{"between":{"type":"array","minItems":2,"maxItems":2,
        "items":{"type":"string","format":"date"}}}}]})");
  });
}

json::Value Condition::schema(json::Value& components) {
  return named(components, "Condition", [&components] {
    const auto test = named(components, "ConditionTest", [&components] {
      auto schema =
          json::parse(R"({"type":"object","required":["field","is"],"properties":{"field":{"type":"string"}}})");
      auto properties = schema["properties"];
      properties.set("is",
                     named(components, "Operator", [&components] { return json::schema_of<Operator>(components); }));
      auto value = json::Value{json::Object{}};
      value.set("description", "Text, number, true or false, a list of choices, two numbers, or a period");
      auto kinds = json::parse(R"([{"type":"string"},{"type":"number"},{"type":"boolean"},
        {"type":"array","items":{"type":"string"}},{"type":"array","items":{"type":"number"},"minItems":2,"maxItems":2}])");
      kinds.array().push_back(Period::schema(components));
      value.set("anyOf", std::move(kinds));
      properties.set("value", std::move(value));
      schema.set("properties", std::move(properties));
      return schema;
    });
    auto did = json::parse(R"({"type":"object","required":["did"],"properties":{"did":{"type":"string"}}})");
    auto properties = did["properties"];
    properties.set("where", json::schema_of_array(test, {}));
    properties.set("times", json::schema_of<Times>(components));
    properties.set("within", Period::schema(components));
    did.set("properties", std::move(properties));
    json::Array kinds;
    for (const auto kind : json::names_of<GroupKind>) {
      json::Value group{json::Object{}};
      group.set("type", "object");
      group.set("required", json::Array{kind});
      group.set("properties", json::Object{{std::string(kind), json::schema_of_array(reference("Condition"), {})}});
      kinds.push_back(std::move(group));
    }
    kinds.push_back(test);
    kinds.push_back(std::move(did));
    return json::Value{json::Object{{"oneOf", std::move(kinds)}}};
  });
}

}  // namespace sarnakh::rules
