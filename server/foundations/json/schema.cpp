#include "foundations/json/schema.hpp"

namespace sarnakh::json {

namespace {

Value typed(std::string_view type) {
  Value schema{Object{}};
  schema.set("type", type);
  return schema;
}

constexpr std::size_t no_limit = Options{}.most_length;

}  // namespace

Value schema_of_bool() { return typed("boolean"); }

Value schema_of_integer(const Options& options) {
  auto schema = typed("integer");
  schema.set("format", "int64");
  if (options.least != INT64_MIN) schema.set("minimum", options.least);
  if (options.most != INT64_MAX) schema.set("maximum", options.most);
  return schema;
}

Value schema_of_number() { return typed("number"); }

Value schema_of_string(const Options& options) {
  auto schema = typed("string");
  if (options.least_length != 0) schema.set("minLength", static_cast<std::int64_t>(options.least_length));
  if (options.most_length != no_limit) schema.set("maxLength", static_cast<std::int64_t>(options.most_length));
  return schema;
}

Value schema_of_instant() {
  auto schema = typed("string");
  schema.set("format", "date-time");
  return schema;
}

Value schema_of_id() {
  auto schema = typed("string");
  schema.set("pattern", "^[1-9][0-9]{0,18}$");
  return schema;
}

Value schema_of_anything() { return Object{}; }

Value schema_of_enum(const std::string_view* names, std::size_t count) {
  auto schema = typed("string");
  Array choices;
  for (std::size_t i = 0; i < count; ++i) choices.emplace_back(names[i]);
  schema.set("enum", std::move(choices));
  return schema;
}

Value schema_of_array(Value items, const Options& options) {
  auto schema = typed("array");
  schema.set("items", std::move(items));
  if (options.least_length != 0) schema.set("minItems", static_cast<std::int64_t>(options.least_length));
  if (options.most_length != no_limit) schema.set("maxItems", static_cast<std::int64_t>(options.most_length));
  return schema;
}

}  // namespace sarnakh::json
