#include <simdjson.h>

#include "foundations/basics/problem.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::json {

namespace {

Problem malformed(std::string_view why) { return Problem{"json_malformed", {}, {}, std::string(why)}; }

// Copies the parsed document into a tree, counting members on the way.
class Copier {
 public:
  explicit Copier(const Limits& limits) : limits_(limits) {}

  Value copy(simdjson::dom::element element) {
    switch (element.type()) {
      case simdjson::dom::element_type::NULL_VALUE:
        return nullptr;
      case simdjson::dom::element_type::BOOL:
        return bool(element);
      case simdjson::dom::element_type::INT64:
        return std::int64_t(element);
      case simdjson::dom::element_type::UINT64:
        return static_cast<double>(std::uint64_t(element));
      case simdjson::dom::element_type::DOUBLE:
        return double(element);
      case simdjson::dom::element_type::STRING:
        return std::string_view(element);
      case simdjson::dom::element_type::ARRAY: {
        Array items;
        for (const auto item : simdjson::dom::array(element)) {
          count();
          items.push_back(copy(item));
        }
        return items;
      }
      case simdjson::dom::element_type::OBJECT: {
        Object members;
        for (const auto member : simdjson::dom::object(element)) {
          count();
          for (const auto& [name, value] : members)
            if (members.size() <= 64 && name == member.key)
              throw Problem{"json_duplicate_member", "/" + name};
          members.emplace_back(std::string(member.key), copy(member.value));
        }
        if (members.size() > 64) refuse_duplicates(members);
        return members;
      }
    }
    return nullptr;
  }

 private:
  void count() {
    if (++members_ > limits_.members)
      throw Problem{"json_too_many_members", {}, {{"limit", std::to_string(limits_.members)}}};
  }
  // Comparing each with each is quick up to a few dozen members; larger objects are sorted.
  static void refuse_duplicates(const Object& members) {
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const auto& [name, value] : members) names.push_back(name);
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice != names.end()) throw Problem{"json_duplicate_member", "/" + std::string(*twice)};
  }

  const Limits& limits_;
  int members_ = 0;
};

}  // namespace

Value parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes)
    throw Problem{"body_too_large", {}, {{"limit", std::to_string(limits.bytes)}}};
  thread_local simdjson::dom::parser parser;
  if (text.size() > parser.capacity() || parser.max_depth() != static_cast<std::size_t>(limits.depth)) {
    const auto error = parser.allocate(std::max<std::size_t>(text.size(), 64 * 1024),
                                       static_cast<std::size_t>(limits.depth));
    if (error) throw malformed("no memory to parse in");
  }
  simdjson::dom::element root;
  const auto error = parser.parse(simdjson::padded_string(text)).get(root);
  if (error == simdjson::DEPTH_ERROR)
    throw Problem{"json_too_deep", {}, {{"limit", std::to_string(limits.depth)}}};
  if (error) throw malformed(simdjson::error_message(error));
  auto value = Copier(limits).copy(root);
  // One huge body must not keep its memory for the life of the thread.
  if (parser.capacity() > (std::size_t{4} << 20)) parser = simdjson::dom::parser{};
  return value;
}

}  // namespace sarnakh::json
