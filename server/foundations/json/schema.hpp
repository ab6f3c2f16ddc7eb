#pragma once

// JSON Schema of described structs, for OpenAPI 3.1. Only the description of routes includes this.

#include "foundations/json/describe.hpp"

namespace sarnakh::json {

template <class T>
Value schema_of(Value& components, const Options& options = {}) {
  if constexpr (std::is_same_v<T, bool>) {
    return schema_of_bool();
  } else if constexpr (std::is_same_v<T, int> || std::is_same_v<T, std::int64_t>) {
    return schema_of_integer(options);
  } else if constexpr (std::is_same_v<T, double>) {
    return schema_of_number();
  } else if constexpr (std::is_same_v<T, std::string>) {
    return schema_of_string(options);
  } else if constexpr (std::is_same_v<T, Instant>) {
    return schema_of_instant();
  } else if constexpr (std::is_same_v<T, Value>) {
    return schema_of_anything();
  } else if constexpr (std::is_enum_v<T>) {
    return schema_of_enum(names_of<T>.data(), names_of<T>.size());
  } else if constexpr (requires { T::schema(components); }) {
    return T::schema(components);  // a type that is no plain struct describes itself
  } else if constexpr (is_optional<T>) {
    return schema_of<typename T::value_type>(components, options);
  } else if constexpr (requires { typename T::value_type; }) {
    return schema_of_array(schema_of<typename T::value_type>(components), options);
  } else if constexpr (Described<T>) {
    const auto describe = [&components] {
      Value schema{Object{}};
      Value properties{Object{}};
      Value required{Array{}};
      T::fields.each([&](const auto& field) {
        using Member = std::remove_reference_t<decltype(std::declval<T&>().*field.member)>;
        auto member = schema_of<Member>(components, field.options);
        if (!field.options.about.empty()) member.set("description", field.options.about);
        properties.set(field.name, std::move(member));
        if (!is_optional<Member> && !field.options.optional) required.array().push_back(std::string(field.name));
      });
      schema.set("type", "object");
      schema.set("properties", std::move(properties));
      if (!required.as_array().empty()) schema.set("required", std::move(required));
      return schema;
    };
    if constexpr (requires { T::schema_name; }) {
      const std::string name{T::schema_name};
      if (!components.has(name)) {
        components.set(name, Object{});  // stands there first, so that a struct may hold itself
        components.set(name, describe());
      }
      Value reference{Object{}};
      reference.set("$ref", "#/components/schemas/" + name);
      return reference;
    } else {
      return describe();
    }
  } else {
    return schema_of_id();
  }
}

}  // namespace sarnakh::json
