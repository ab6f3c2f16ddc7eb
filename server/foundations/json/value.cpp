#include "foundations/json/value.hpp"

#include <algorithm>
#include <cmath>

namespace sarnakh::json {

namespace {
const Value null_value;
const Array no_items;
const Object no_members;

// 2^63: the first double above every int64. A double below it and at least -2^63 converts without loss of
// range.
constexpr double beyond_int64 = 9223372036854775808.0;
}  // namespace

Value::Value() : data_(nullptr) {}
Value::Value(std::nullptr_t) : data_(nullptr) {}
Value::Value(bool value) : data_(value) {}
Value::Value(int value) : data_(std::int64_t{value}) {}
Value::Value(std::int64_t value) : data_(value) {}
Value::Value(double value) : data_(nullptr) {
  if (std::isfinite(value)) data_ = value;
}
Value::Value(const char* value) : data_(std::string(value)) {}
Value::Value(std::string_view value) : data_(std::string(value)) {}
Value::Value(std::string value) : data_(std::move(value)) {}
Value::Value(Array value) : data_(std::move(value)) {}
Value::Value(Object value) : data_(std::move(value)) {}
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

bool Value::is_null() const { return std::holds_alternative<std::nullptr_t>(data_); }
bool Value::is_bool() const { return std::holds_alternative<bool>(data_); }
bool Value::is_integer() const { return std::holds_alternative<std::int64_t>(data_); }
bool Value::is_number() const { return is_integer() || std::holds_alternative<double>(data_); }
bool Value::is_string() const { return std::holds_alternative<std::string>(data_); }
bool Value::is_array() const { return std::holds_alternative<Array>(data_); }
bool Value::is_object() const { return std::holds_alternative<Object>(data_); }

std::optional<bool> Value::as_bool() const {
  if (const auto* value = std::get_if<bool>(&data_)) return *value;
  return std::nullopt;
}

std::optional<std::int64_t> Value::as_integer() const {
  if (const auto* value = std::get_if<std::int64_t>(&data_)) return *value;
  if (const auto* value = std::get_if<double>(&data_))
    if (*value >= -beyond_int64 && *value < beyond_int64 && std::trunc(*value) == *value)
      return static_cast<std::int64_t>(*value);
  return std::nullopt;
}

std::optional<double> Value::as_number() const {
  if (const auto* value = std::get_if<double>(&data_)) return *value;
  if (const auto* value = std::get_if<std::int64_t>(&data_)) return static_cast<double>(*value);
  return std::nullopt;
}

std::optional<std::string_view> Value::as_string() const {
  if (const auto* value = std::get_if<std::string>(&data_)) return *value;
  return std::nullopt;
}

const Array& Value::as_array() const {
  const auto* value = std::get_if<Array>(&data_);
  return value ? *value : no_items;
}

const Object& Value::as_object() const {
  const auto* value = std::get_if<Object>(&data_);
  return value ? *value : no_members;
}

Array& Value::array() {
  if (!is_array()) data_ = Array{};
  return std::get<Array>(data_);
}

Object& Value::object() {
  if (!is_object()) data_ = Object{};
  return std::get<Object>(data_);
}

const Value& Value::operator[](std::string_view name) const {
  for (const auto& [key, value] : as_object())
    if (key == name) return value;
  return null_value;
}

bool Value::has(std::string_view name) const {
  return std::ranges::any_of(as_object(), [&](const auto& member) { return member.first == name; });
}

void Value::set(std::string_view name, Value value) {
  for (auto& [key, old] : object())
    if (key == name) {
      old = std::move(value);
      return;
    }
  object().emplace_back(std::string(name), std::move(value));
}

void Value::erase(std::string_view name) {
  if (is_object()) std::erase_if(object(), [&](const auto& member) { return member.first == name; });
}

bool Value::operator==(const Value& other) const {
  if (is_number() && other.is_number()) {
    if (is_integer() && other.is_integer()) return as_integer() == other.as_integer();
    return as_number() == other.as_number();
  }
  if (data_.index() != other.data_.index()) return false;
  if (!is_object()) return data_ == other.data_;
  if (as_object().size() != other.as_object().size()) return false;
  return std::ranges::all_of(
      as_object(), [&](const auto& member) { return other.has(member.first) && other[member.first] == member.second; });
}

}  // namespace sarnakh::json
