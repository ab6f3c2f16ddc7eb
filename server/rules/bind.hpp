#pragma once

// Names and types of a condition, resolved against the catalogue. What binds cannot fail when it is asked: unknown
// names, operators that do not fit a type, values that are none and too much of everything are refused here, all at
// once, each with the path of what is wrong.

#include "foundations/basics/expected.hpp"
#include "rules/catalogue.hpp"

namespace sarnakh::rules {

// What a field is compared with, as its type and operator want it.
struct Operand {
  std::string text;                  // folded as the field's texts are
  std::vector<std::string> choices;  // as they stand in the database
  std::vector<std::string> keys;     // the same as they stand in the condition
  std::vector<json::Value> numbers;  // one, or two of `between`
  bool yes = false;
  Period period;
};
struct BoundTest {
  const Field* field;
  Operator is;
  Operand operand;
};
struct BoundDid {
  const Event* event;
  std::vector<BoundTest> where;
  Times times;
  std::optional<Period> within;
};
struct BoundNode;
struct BoundGroup {
  GroupKind kind;
  std::vector<BoundNode> of;
};
struct BoundNode {
  std::variant<BoundGroup, BoundTest, BoundDid> node;
};
struct Bound {
  std::shared_ptr<const Catalogue> catalogue;  // what the nodes point into
  BoundNode root;
};

// `pointer` stands before the path of each fault: "/filter". (Call it rules::bind: alone it meets std::bind.)
Expected<std::shared_ptr<const Bound>, std::vector<FieldFault>> bind(const Condition& condition,
                                                                     std::shared_ptr<const Catalogue> catalogue,
                                                                     std::string_view pointer = "");
// What is true of whom one test is, made without words: the field is the catalogue's.
std::shared_ptr<const Bound> bound_test(std::shared_ptr<const Catalogue> catalogue, BoundTest test);

}  // namespace sarnakh::rules
