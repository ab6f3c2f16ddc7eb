#pragma once

// One description of a struct gives its reading, its checks, its writing and its JSON Schema:
//
//   struct Login {
//     std::string email;
//     std::string password;
//     std::optional<std::string> device;
//     static constexpr auto fields = json::fields(
//         json::field("email", &Login::email, json::length{1, 254}, "Address the person signs in with"),
//         json::field("password", &Login::password, json::length{1, 1024}),
//         json::field("device", &Login::device));
//   };
//
// Types of members: bool, int, int64_t, double, std::string, Id<T> (a decimal string in JSON), Instant
// (RFC 3339 UTC in JSON), json::Value (anything), an enum with `names_of` (below), another described struct,
// std::optional<T> (absent or null = empty; left out when written empty), std::vector<T>.
// A std::optional or a field marked `json::with_default` may be absent; every other must be there.
// Unknown members are ignored (additive evolution). Every fault is collected, with its JSON pointer.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "foundations/basics/ids.hpp"
#include "foundations/basics/problem.hpp"
#include "foundations/json/value.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::json {

// --- options of a field -------------------------------------------------------------------------------
struct length {  // of a string in characters (code points), of a vector in items
  std::size_t least = 0;
  std::size_t most = 1 << 20;
};
struct range {
  std::int64_t least;
  std::int64_t most;
};
struct with_default_t {};
inline constexpr with_default_t with_default{};  // may be absent: the member keeps its initial value

struct Options {
  std::size_t least_length = 0;
  std::size_t most_length = 1 << 20;
  std::int64_t least = INT64_MIN;
  std::int64_t most = INT64_MAX;
  bool optional = false;
  std::string_view about;

  constexpr void take(length option) { least_length = option.least, most_length = option.most; }
  constexpr void take(range option) { least = option.least, most = option.most; }
  constexpr void take(with_default_t) { optional = true; }
  constexpr void take(const char* text) { about = text; }
};

template <class Struct, class Member>
struct Field {
  std::string_view name;
  Member Struct::*member;
  Options options;
};

template <class Struct, class Member, class... Option>
constexpr Field<Struct, Member> field(std::string_view name, Member Struct::*member, Option... option) {
  Options options;
  (options.take(option), ...);
  return {name, member, options};
}

// The fields of a struct in their order. Flat where a std::tuple is a chain: a compiler makes one class for each member
// of it, and for each of those that it is joined of, in every file that includes the struct.
template <std::size_t Place, class Field>
struct Placed {
  Field field;
};
template <class Places, class... List>
struct PlacedFields;
template <std::size_t... Place, class... List>
struct PlacedFields<std::index_sequence<Place...>, List...> : Placed<Place, List>... {
  constexpr explicit PlacedFields(const List&... list) : Placed<Place, List>{list}... {}
  template <class Visitor>
  constexpr void each(const Visitor& visitor) const {
    (visitor(static_cast<const Placed<Place, List>&>(*this).field), ...);
  }
};
template <class... List>
using Fields = PlacedFields<std::index_sequence_for<List...>, List...>;

template <class... List>
constexpr Fields<List...> fields(const List&... list) {
  return Fields<List...>(list...);
}
// Those of one list and of the next, for a struct that has the members of others.
template <std::size_t... A, class... OfA, std::size_t... B, class... OfB>
constexpr auto joined(const PlacedFields<std::index_sequence<A...>, OfA...>& a,
                      const PlacedFields<std::index_sequence<B...>, OfB...>& b) {
  return Fields<OfA..., OfB...>(static_cast<const Placed<A, OfA>&>(a).field...,
                                static_cast<const Placed<B, OfB>&>(b).field...);
}
template <class A, class B, class... More>
constexpr auto joined(const A& a, const B& b, const More&... more) {
  return joined(joined(a, b), more...);
}

// --- enums: specialise names_of next to the enum; the order is that of the enumerators, from 0 ------------
//   template <> inline constexpr std::array json::names_of<Colour> = {"red", "green"};   (string_views)
template <class Enum>
inline constexpr std::array<std::string_view, 0> names_of = {};

template <class Enum>
constexpr std::string_view name_of_enum(Enum value) {
  return names_of<Enum>[static_cast<std::size_t>(value)];
}
template <class Enum>
constexpr std::optional<Enum> enum_of_name(std::string_view name) {
  for (std::size_t i = 0; i < names_of<Enum>.size(); ++i)
    if (names_of<Enum>[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

// --- what can be asked ----------------------------------------------------------------------------------
template <class T>
concept Described = requires {
  T::fields;
};

// Goes on to a member: "/" and its name, with ~ and / written as ~0 and ~1 (RFC 6901).
void append_pointer_part(std::string& pointer, std::string_view name);

// Where a reader stands, and the faults so far.
class Reading {
 public:
  void fault(std::string code, std::vector<std::pair<std::string, std::string>> values = {});
  // Goes into a member or item for the life of the guard.
  class Step {
   public:
    Step(Reading& reading, std::string_view name);
    Step(Reading& reading, std::size_t index);
    ~Step();
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    Reading& reading_;
    std::size_t length_;
  };
  std::vector<FieldFault> faults;
  // Query strings and forms carry only text: with `lenient`, "5" reads as a number and "true" as a bool.
  bool lenient = false;
  // A member that the struct does not have is a fault at its place: a name that was mistyped would be lost otherwise.
  bool strict = false;

 private:
  friend class Step;
  std::string pointer_;
};

void read(Reading& reading, const Value& value, bool& into, const Options& options);
void read(Reading& reading, const Value& value, int& into, const Options& options);
void read(Reading& reading, const Value& value, std::int64_t& into, const Options& options);
void read(Reading& reading, const Value& value, double& into, const Options& options);
void read(Reading& reading, const Value& value, std::string& into, const Options& options);
void read(Reading& reading, const Value& value, Instant& into, const Options& options);
void read(Reading& reading, const Value& value, Value& into, const Options& options);
void read_id(Reading& reading, const Value& value, std::int64_t& into);
void read_enum(Reading& reading, const Value& value, const std::string_view* names, std::size_t count,
               std::size_t& into);
void check_items(Reading& reading, const Value& value, const Options& options);

template <class Tag>
void read(Reading& reading, const Value& value, Id<Tag>& into, const Options&) {
  read_id(reading, value, into.value);
}
template <class Enum>
requires std::is_enum_v<Enum>
void read(Reading& reading, const Value& value, Enum& into, const Options&) {
  auto index = static_cast<std::size_t>(into);
  read_enum(reading, value, names_of<Enum>.data(), names_of<Enum>.size(), index);
  into = static_cast<Enum>(index);
}
template <Described T>
void read(Reading& reading, const Value& value, T& into, const Options& options);
template <class T>
void read(Reading& reading, const Value& value, std::optional<T>& into, const Options& options);
template <class T>
void read(Reading& reading, const Value& value, std::vector<T>& into, const Options& options) {
  if (reading.lenient && value.is_string())  // ?status=1 is a list of one, as ?status=1&status=2 is one of two
    return read(reading, Value{Array{value}}, into, options);
  check_items(reading, value, options);
  into.clear();
  std::size_t index = 0;
  for (const auto& item : value.as_array()) {
    const Reading::Step step{reading, index++};
    read(reading, item, into.emplace_back(), Options{});
  }
}
template <class T>
void read(Reading& reading, const Value& value, std::optional<T>& into, const Options& options) {
  if (value.is_null())
    into.reset();
  else
    read(reading, value, into.emplace(), options);
}
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <Described T>
void read(Reading& reading, const Value& value, T& into, const Options&) {
  if (!value.is_object()) return reading.fault("wrong_type", {{"expected", "object"}});
  T::fields.each([&](const auto& field) {
    const Reading::Step step{reading, field.name};
    using Member = std::remove_reference_t<decltype(into.*field.member)>;
    if (!value.has(field.name)) {
      if (!is_optional<Member> && !field.options.optional) reading.fault("required");
    } else {
      read(reading, value[field.name], into.*field.member, field.options);
    }
  });
  if (!reading.strict) return;
  for (const auto& [name, member] : value.as_object()) {
    bool known = false;
    T::fields.each([&, wanted = std::string_view(name)](const auto& field) { known = known || field.name == wanted; });
    const Reading::Step step{reading, std::string_view(name)};
    if (!known) reading.fault("member_unknown");
  }
}

// The struct that `value` describes; throws Problem with every fault of it.
template <class T>
T from_value(const Value& value) {
  Reading reading;
  T result{};
  read(reading, value, result, Options{});
  if (!reading.faults.empty()) throw Problem{std::move(reading.faults)};
  return result;
}
template <class T>
T from_text(std::string_view text, const Limits& limits = {}) {
  return from_value<T>(parse(text, limits));
}

// --- writing ----------------------------------------------------------------------------------------------
void append(std::string& out, bool value);
void append(std::string& out, int value);
void append(std::string& out, std::int64_t value);
void append(std::string& out, double value);
void append(std::string& out, const std::string& value);
void append(std::string& out, Instant value);
void append_name(std::string& out, std::string_view name, bool& first);  // `,"name":`

template <class Tag>
void append(std::string& out, Id<Tag> value) {
  append_string(out, std::to_string(value.value));
}
template <class Enum>
requires std::is_enum_v<Enum>
void append(std::string& out, Enum value) { append_string(out, name_of_enum(value)); }
template <Described T>
void append(std::string& out, const T& value);
template <class T>
void append(std::string& out, const std::vector<T>& items) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    append(out, item);
  }
  out += ']';
}
template <Described T>
void append(std::string& out, const T& value) {
  out += '{';
  bool first = true;
  T::fields.each([&](const auto& field) {
    const auto& member = value.*field.member;
    if constexpr (is_optional<std::remove_cvref_t<decltype(member)>>) {
      if (!member) return;
      append_name(out, field.name, first);
      append(out, *member);
    } else {
      append_name(out, field.name, first);
      append(out, member);
    }
  });
  out += '}';
}
template <class T>
std::string to_text(const T& value) {
  std::string out;
  append(out, value);
  return out;
}
template <class T>
Value to_value(const T& value) {
  return parse(to_text(value), Limits{.bytes = std::size_t{64} << 20, .depth = 64, .members = 10'000'000});
}

// --- JSON Schema (the dialect of OpenAPI 3.1) --------------------------------------------------------------
// A struct becomes {"$ref": "#/components/schemas/Name"} and its schema is added to `components` under the
// name it gives as `static constexpr std::string_view schema_name`, or stands inline when it has none.
Value schema_of_bool();
Value schema_of_integer(const Options& options);
Value schema_of_number();
Value schema_of_string(const Options& options);
Value schema_of_instant();
Value schema_of_id();
Value schema_of_anything();
Value schema_of_enum(const std::string_view* names, std::size_t count);
Value schema_of_array(Value items, const Options& options);

}  // namespace sarnakh::json
