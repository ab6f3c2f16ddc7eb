// simdjson reads (and checks UTF-8), this file copies its tape into our tree and keeps the limits.

#include <simdjson.h>

#include <algorithm>

#include "foundations/basics/problem.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::json {

namespace {

namespace dom = simdjson::dom;

class Copier {
 public:
  explicit Copier(const Limits& limits) : limits_(limits) {}

  Value copy(dom::element element, int depth) {
    switch (element.type()) {
      case dom::element_type::NULL_VALUE:
        return nullptr;
      case dom::element_type::BOOL:
        return bool(element);
      case dom::element_type::INT64:
        return std::int64_t(element);
      // simdjson gives this type only to what is above the range of int64.
      case dom::element_type::UINT64:
        return static_cast<double>(std::uint64_t(element));
      case dom::element_type::DOUBLE:
        return double(element);
      case dom::element_type::STRING:
        return std::string_view(element);
      case dom::element_type::ARRAY:
        return copy_array(element, depth + 1);
      case dom::element_type::OBJECT:
        return copy_object(element, depth + 1);
    }
    return nullptr;
  }

 private:
  void count(int depth) {
    if (depth > limits_.depth) throw Problem{"json_too_deep", {}, {{"most", std::to_string(limits_.depth)}}};
  }
  void count_member() {
    if (++members_ > limits_.members)
      throw Problem{"json_too_many_members", {}, {{"most", std::to_string(limits_.members)}}};
  }

  Value copy_array(const dom::array& array, int depth) {
    count(depth);
    Array items;
    items.reserve(std::min<std::size_t>(array.size(), 10'000));
    for (const auto item : array) {
      count_member();
      items.push_back(copy(item, depth));
    }
    return items;
  }

  Value copy_object(const dom::object& object, int depth) {
    count(depth);
    Object members;
    members.reserve(std::min<std::size_t>(object.size(), 10'000));
    for (const auto member : object) {
      count_member();
      members.emplace_back(std::string(member.key), copy(member.value, depth));
    }
    refuse_duplicates(members);
    return members;
  }

  // Two readers of one text may take different members of the same name: nobody may depend on which.
  static void refuse_duplicates(const Object& members) {
    const auto refuse = [](std::string_view name) {
      throw Problem{"json_duplicate_member", {}, {{"name", std::string(name.substr(0, 100))}}};
    };
    if (members.size() <= 16) {
      for (std::size_t i = 1; i < members.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (members[i].first == members[j].first) refuse(members[i].first);
      return;
    }
    std::vector<std::string_view> names;
    names.reserve(members.size());
    for (const auto& [name, value] : members) names.push_back(name);
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    if (twice != names.end()) refuse(*twice);
  }

  const Limits& limits_;
  int members_ = 0;
};

// simdjson refuses integers above 2^64. As doubles they are read: every integer of more than 18 digits gets a
// fraction. Only for texts that simdjson has refused for a number.
std::string with_long_integers_as_doubles(std::string_view text) {
  std::string result;
  result.reserve(text.size() + 64 + simdjson::SIMDJSON_PADDING);
  bool in_string = false;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\' && i + 1 < text.size())
        result += text[i++];
      else if (c == '"')
        in_string = false;
      result += text[i++];
    } else if (c >= '0' && c <= '9') {
      const auto from = i;
      while (i < text.size() && (std::string_view("0123456789.eE+-").contains(text[i]))) ++i;
      const auto number = text.substr(from, i - from);
      result += number;
      if (number.size() > 18 && number.find_first_not_of("0123456789") == number.npos) result += ".0";
    } else {
      in_string = c == '"';
      result += text[i++];
    }
  }
  return result;
}

Value parse_with(dom::parser& parser, std::string& padded, std::string_view text, const Limits& limits) {
  const auto run = [&](std::string_view source, dom::element& root) {
    const auto error =
        parser.allocate(std::max<std::size_t>(source.size(), 64), static_cast<std::size_t>(limits.depth) + 1);
    if (error) return error;
    padded.reserve(source.size() + simdjson::SIMDJSON_PADDING);
    if (padded.data() != source.data()) padded.assign(source);
    return parser.parse(padded.data(), source.size(), false).get(root);
  };
  dom::element root;
  auto error = run(text, root);
  if (error == simdjson::NUMBER_ERROR) {
    const auto other = with_long_integers_as_doubles(text);
    error = run(other, root);
  }
  if (error == simdjson::DEPTH_ERROR) throw Problem{"json_too_deep", {}, {{"most", std::to_string(limits.depth)}}};
  if (error) throw Problem{"json_malformed", {}, {}, simdjson::error_message(error)};
  return Copier{limits}.copy(root, 0);
}

}  // namespace

Value parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes) throw Problem{"body_too_large", {}, {{"most", std::to_string(limits.bytes)}}};
  // Each thread keeps a parser for the common small text; a large one has its own, so that sixty workers do
  // not each keep the memory of the largest body they ever saw.
  if (text.size() <= 64 * 1024) {
    thread_local dom::parser parser;
    thread_local std::string padded;
    return parse_with(parser, padded, text, limits);
  }
  dom::parser parser;
  std::string padded;
  return parse_with(parser, padded, text, limits);
}

}  // namespace sarnakh::json
