#pragma once

// What stands in a body, one value after the other, each at a place that a mapping can name.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/json/value.hpp"

namespace sarnakh::intake {

struct Value {
  std::string path;   // a JSON pointer, or the sender's own name of a question
  std::string label;  // what a person reads
  std::string value;
  std::string hint = {};  // the field it is by what the sender says of it, "" when he says nothing
};

inline constexpr std::size_t most_values = 300;

// A sender's own name of a value, and the field it is.
struct NamedField {
  std::string_view name, field;
};
// "" for a name that is not among them.
std::string hint_of(std::span<const NamedField> known, std::string_view name);

// A body of JSON, or of a form (a=1&b=2) as a flat object. Problem as json::parse and http::parse_urlencoded have them.
json::Value parse_body(std::string_view content_type, std::string_view body, const json::Limits& limits = {});

// A text, a number, yes or no; several of them in a list are one, parted by commas. "" for what is none.
std::string text_of(const json::Value& value);

// Everything in it that is a value or a list of values, by its JSON pointer; the first 300.
std::vector<Value> all_values(const json::Value& payload);

}  // namespace sarnakh::intake
