#include "rules/condition.hpp"

#include <algorithm>

namespace sarnakh::rules {

namespace {

constexpr json::Options options_of(json::length length) {
  json::Options options;
  options.take(length);
  return options;
}
constexpr auto name_options = options_of({1, 200});

// A member that must be there.
template <class T>
void read_member(json::Reading& reading, const json::Value& value, std::string_view name, T& into,
                 const json::Options& options = {}) {
  const json::Reading::Step step{reading, name};
  if (!value.has(name)) return reading.fault("required");
  json::read(reading, value[name], into, options);
}

void read_test(json::Reading& reading, const json::Value& value, Test& into) {
  read_member(reading, value, "field", into.field, name_options);
  read_member(reading, value, "is", into.is);
  into.value = value["value"];
}

void read_did(json::Reading& reading, const json::Value& value, Did& into) {
  read_member(reading, value, "did", into.event, name_options);
  if (value.has("where")) {
    const json::Reading::Step step{reading, "where"};
    json::check_items(reading, value["where"], {});
    std::size_t index = 0;
    for (const auto& item : value["where"].as_array()) {
      const json::Reading::Step inner{reading, index++};
      read_test(reading, item, into.where.emplace_back());
    }
  }
  if (value.has("times")) {
    const json::Reading::Step step{reading, "times"};
    json::read(reading, value["times"], into.times, {});
    if (into.times && into.times->at_least.value_or(0) > into.times->at_most.value_or(INT64_MAX))
      reading.fault("rule_range_reversed");
  }
  if (value.has("within")) {
    const json::Reading::Step step{reading, "within"};
    json::read(reading, value["within"], into.within, {});
  }
}

void read_group(json::Reading& reading, const json::Value& value, Group& into) {
  const auto name = json::name_of_enum(into.kind);
  const json::Reading::Step step{reading, name};
  if (!value[name].is_array()) return reading.fault("wrong_type", {{"expected", "array"}});
  std::size_t index = 0;
  for (const auto& item : value[name].as_array()) {
    const json::Reading::Step inner{reading, index++};
    read(reading, item, into.of.emplace_back(), {});
  }
}

void append_tests(std::string& out, const std::vector<Test>& tests);

void append_test(std::string& out, const Test& test) {
  out += "{\"field\":";
  json::append_string(out, test.field);
  out += ",\"is\":";
  json::append(out, test.is);
  if (!test.value.is_null()) {
    out += ",\"value\":";
    json::append(out, test.value);
  }
  out += '}';
}

void append_tests(std::string& out, const std::vector<Test>& tests) {
  out += '[';
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (i != 0) out += ',';
    append_test(out, tests[i]);
  }
  out += ']';
}

void append_did(std::string& out, const Did& did) {
  out += "{\"did\":";
  json::append_string(out, did.event);
  if (!did.where.empty()) {
    out += ",\"where\":";
    append_tests(out, did.where);
  }
  if (did.times) {
    out += ",\"times\":";
    json::append(out, *did.times);
  }
  if (did.within) {
    out += ",\"within\":";
    append(out, *did.within);
  }
  out += '}';
}

void append_group(std::string& out, const Group& group) {
  out += "{\"" + std::string(json::name_of_enum(group.kind)) + "\":[";
  for (std::size_t i = 0; i < group.of.size(); ++i) {
    if (i != 0) out += ',';
    append(out, group.of[i]);
  }
  out += "]}";
}

void gather(const Condition& condition, Dependencies& into) {
  if (const auto* group = std::get_if<Group>(&condition.node))
    for (const auto& each : group->of) gather(each, into);
  if (const auto* test = std::get_if<Test>(&condition.node)) into.fields.push_back(test->field);
  if (const auto* did = std::get_if<Did>(&condition.node)) {
    into.events.push_back(did->event);
    for (const auto& test : did->where) into.fields.push_back(did->event + "." + test.field);
  }
}

void sort_out(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

}  // namespace

void read(json::Reading& reading, const json::Value& value, Condition& into, const json::Options& options) {
  if (const auto text = value.as_string(); text && reading.lenient) {
    reading.lenient = false;
    try {
      read(reading, json::parse(*text), into, options);
    } catch (const Problem& problem) {
      reading.fault(problem.code, problem.values);
    }
    reading.lenient = true;
    return;
  }
  if (!value.is_object()) return reading.fault("wrong_type", {{"expected", "object"}});
  int tags = 0;
  for (const auto kind : {GroupKind::all, GroupKind::any, GroupKind::none})
    if (value.has(json::name_of_enum(kind)) && ++tags == 1) into.node = Group{kind, {}};
  if (value.has("field") && ++tags == 1) into.node = Test{};
  if (value.has("did") && ++tags == 1) into.node = Did{};
  if (tags != 1) return reading.fault("rule_node_unknown");
  if (auto* group = std::get_if<Group>(&into.node)) read_group(reading, value, *group);
  if (auto* test = std::get_if<Test>(&into.node)) read_test(reading, value, *test);
  if (auto* did = std::get_if<Did>(&into.node)) read_did(reading, value, *did);
}

void append(std::string& out, const Condition& condition) {
  if (const auto* group = std::get_if<Group>(&condition.node)) append_group(out, *group);
  if (const auto* test = std::get_if<Test>(&condition.node)) append_test(out, *test);
  if (const auto* did = std::get_if<Did>(&condition.node)) append_did(out, *did);
}

Dependencies reads(const Condition& condition) {
  Dependencies found;
  gather(condition, found);
  sort_out(found.fields);
  sort_out(found.events);
  return found;
}

}  // namespace sarnakh::rules
