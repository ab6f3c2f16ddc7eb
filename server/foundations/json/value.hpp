#pragma once

// A JSON value as a tree, for what has no struct: custom fields, rules, event data. Structs read and write
// themselves (describe.hpp) and are the normal road.

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sarnakh::json {

class Value;
using Array = std::vector<Value>;
// Members keep the order in which they came; a name that comes twice is refused by parse().
using Object = std::vector<std::pair<std::string, Value>>;

class Value {
 public:
  Value();                        // null
  Value(std::nullptr_t);          // NOLINT(google-explicit-constructor): JSON literals read as JSON
  Value(bool value);              // NOLINT
  Value(int value);               // NOLINT
  Value(std::int64_t value);      // NOLINT
  Value(double value);            // NOLINT: finite, else null
  Value(const char* value);       // NOLINT
  Value(std::string_view value);  // NOLINT
  Value(std::string value);       // NOLINT
  Value(Array value);             // NOLINT
  Value(Object value);            // NOLINT
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  bool is_null() const;
  bool is_bool() const;
  bool is_integer() const;
  bool is_number() const;  // integer or double
  bool is_string() const;
  bool is_array() const;
  bool is_object() const;

  // The value as the type named; a value of another type gives nullopt (or an empty array, object, null).
  std::optional<bool> as_bool() const;
  std::optional<std::int64_t> as_integer() const;  // also a double without fraction
  std::optional<double> as_number() const;
  std::optional<std::string_view> as_string() const;
  const Array& as_array() const;
  const Object& as_object() const;
  Array& array();    // becomes an empty array when it is not one
  Object& object();  // becomes an empty object when it is not one

  // The member of that name, null when absent or when this is no object.
  const Value& operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  void set(std::string_view name, Value value);  // replaces or appends
  void erase(std::string_view name);

  bool operator==(const Value&) const;  // objects: same members in any order; 1 == 1.0

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> data_;
};

// Limits of what is read (quality.md 4): text 1 MiB unless told, depth 64, 10,000 members in all.
struct Limits {
  std::size_t bytes = 1 << 20;
  int depth = 64;
  int members = 10'000;
};

// Parses one JSON text (RFC 8259, UTF-8). Throws Problem "json_malformed", "json_too_deep",
// "json_too_many_members", "body_too_large" or "json_duplicate_member".
Value parse(std::string_view text, const Limits& limits = {});

// Compact text. Strings come out as UTF-8, with `<`, `>`, `&`, U+2028 and U+2029 escaped, so that the text is
// also safe inside a <script> element.
std::string write(const Value& value);
void append(std::string& out, const Value& value);
void append_string(std::string& out, std::string_view text);

}  // namespace sarnakh::json
