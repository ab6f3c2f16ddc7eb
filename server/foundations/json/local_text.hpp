#pragma once

// A short text of the workspace's own (a label, a title) in both languages. Either may be empty: the reader
// then gets the other.

#include <string>

#include "foundations/basics/caller.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::json {

struct LocalText {
  std::string fa;
  std::string en;

  const std::string& in(Language language) const {
    const auto& wanted = language == Language::fa ? fa : en;
    const auto& other = language == Language::fa ? en : fa;
    return wanted.empty() ? other : wanted;
  }
  bool empty() const { return fa.empty() && en.empty(); }
  bool operator==(const LocalText&) const = default;

  static constexpr auto fields =
      json::fields(json::field("fa", &LocalText::fa, json::with_default, json::length{0, 2000}),
                   json::field("en", &LocalText::en, json::with_default, json::length{0, 2000}));
  static constexpr std::string_view schema_name = "Text";
};

}  // namespace sarnakh::json
