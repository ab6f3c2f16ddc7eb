#include "intake/payload.hpp"

#include <algorithm>

#include "foundations/http/form_body.hpp"
#include "foundations/json/describe.hpp"
#include "foundations/text/utf8.hpp"

namespace sarnakh::intake {

namespace {

constexpr std::size_t longest_value = 10'000;
constexpr std::size_t longest_path = 400;

bool is_simple(const json::Value& value) { return !value.is_object() && !value.is_array(); }

bool is_list_of_simple(const json::Value& value) {
  const auto& items = value.as_array();
  return !items.empty() && std::all_of(items.begin(), items.end(), is_simple);
}

void walk(const json::Value& value, const std::string& path, const std::string& label, std::vector<Value>& into) {
  if (into.size() >= most_values || path.size() > longest_path) return;
  if (is_simple(value) || is_list_of_simple(value)) {
    if (auto text = text_of(value); !text.empty()) into.push_back({path, label, std::move(text)});
    return;
  }
  const auto below = [&label](std::string_view name) {
    return label.empty() ? std::string(name) : label + " › " + std::string(name);
  };
  for (const auto& [name, member] : value.as_object()) {
    auto there = path;
    json::append_pointer_part(there, name);
    walk(member, there, below(name), into);
  }
  for (std::size_t i = 0; i < value.as_array().size(); ++i)
    walk(value.as_array()[i], path + "/" + std::to_string(i), below(std::to_string(i + 1)), into);
}

}  // namespace

std::string hint_of(std::span<const NamedField> known, std::string_view name) {
  const auto at = std::find_if(known.begin(), known.end(), [&](const NamedField& one) { return one.name == name; });
  return at == known.end() ? std::string{} : std::string(at->field);
}

json::Value parse_body(std::string_view content_type, std::string_view body, const json::Limits& limits) {
  if (!content_type.starts_with("application/x-www-form-urlencoded")) return json::parse(body, limits);
  json::Value object{json::Object{}};
  for (auto& [name, value] : http::parse_urlencoded(body)) {
    if (object.has(name)) {
      json::Value several = object[name].is_array() ? object[name] : json::Value{json::Array{object[name]}};
      several.array().emplace_back(std::move(value));
      object.set(name, std::move(several));
    } else {
      object.set(name, std::move(value));
    }
  }
  return object;
}

std::string text_of(const json::Value& value) {
  if (const auto text = value.as_string()) return std::string(text::cut(*text, longest_value));
  if (const auto yes = value.as_bool()) return *yes ? "yes" : "no";
  if (value.is_number()) return json::write(value);
  std::string all;
  for (const auto& item : value.as_array()) {
    const auto one = text_of(item);
    if (one.empty() || all.size() + one.size() > longest_value) continue;
    all += (all.empty() ? "" : ", ") + one;
  }
  return all;
}

std::vector<Value> all_values(const json::Value& payload) {
  std::vector<Value> values;
  walk(payload, "", "", values);
  return values;
}

}  // namespace sarnakh::intake
