#pragma once

// The one language of conditions: a tree of tagged nodes, the same in C++ and in JSON.
//
//   {"all": […]}  {"any": […]}  {"none": […]}                         groups; {"all": []} alone is everyone
//   {"field": "status", "is": "any_of", "value": ["new"]}             one test of one field
//   {"field": "created_at", "is": "within", "value": "this_month"}
//   {"did": "form_submitted", "where": [{"field": "form", …}],        something happened,
//    "times": {"at_least": 2}, "within": {"last_days": 30}}           so often, in that time
//
// Stages: read (JSON to tree) → bind (names and types against the catalogue) → to_sql, explain; reads.
// `times` left out is once or more; {"at_most": 0} is never. A condition about a missing value is false, whatever it
// asks; absence has its own operator, `empty`.

#include <string>
#include <variant>
#include <vector>

#include "rules/period.hpp"

namespace sarnakh::rules {

enum class Operator {
  equal,
  not_equal,
  any_of,
  none_of,
  all_of,
  contains,
  starts_with,
  ends_with,
  at_least,
  at_most,
  more_than,
  less_than,
  between,
  within,
  filled,
  empty,
};

enum class GroupKind { all, any, none };

struct Condition;

struct Group {
  GroupKind kind = GroupKind::all;
  std::vector<Condition> of;
};

struct Test {
  std::string field;
  Operator is = Operator::equal;
  json::Value value;  // what it must be, the field's type decides: bind reads it
};

struct Times {
  std::optional<std::int64_t> at_least, at_most;
  bool operator==(const Times&) const = default;
  static constexpr auto fields = json::fields(json::field("at_least", &Times::at_least, json::range{0, 1'000'000}),
                                              json::field("at_most", &Times::at_most, json::range{0, 1'000'000}));
  static constexpr std::string_view schema_name = "ConditionTimes";
};

struct Did {
  std::string event;
  std::vector<Test> where = {};
  std::optional<Times> times = {};
  std::optional<Period> within = {};
};

struct Condition {
  std::variant<Group, Test, Did> node;
  static json::Value schema(json::Value& components);
};

inline constexpr int most_conditions = 100;  // tests and happenings, those inside `where` too
inline constexpr int most_depth = 8;         // nodes one inside the other, the outermost counted

// All faults with the path of the wrong value. In a query string the condition stands as its JSON text.
void read(json::Reading& reading, const json::Value& value, Condition& into, const json::Options& options);
void append(std::string& out, const Condition& condition);

// The fields and events a condition depends on, each once, sorted; an event's own fields as "event.field".
struct Dependencies {
  std::vector<std::string> fields, events;
};
Dependencies reads(const Condition& condition);

}  // namespace sarnakh::rules

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<rules::Operator> = std::to_array<std::string_view>(
    {"equal", "not_equal", "any_of", "none_of", "all_of", "contains", "starts_with", "ends_with", "at_least", "at_most",
     "more_than", "less_than", "between", "within", "filled", "empty"});
template <>
inline constexpr std::array names_of<rules::GroupKind> = std::to_array<std::string_view>({"all", "any", "none"});
}  // namespace sarnakh::json
