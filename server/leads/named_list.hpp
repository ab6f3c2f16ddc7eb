#pragma once

// What the lists that a workspace makes for itself have in common (statuses, stages, fields; channels above): an item
// has a label in both languages, a key made of it that never changes, and a position.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "foundations/basics/problem.hpp"
#include "foundations/json/local_text.hpp"

namespace sarnakh::leads {

// Letters, digits and '_' of what was wished, else of the label, for a key that programs can write: "Ad budget" →
// "ad_budget".
std::string key_from(const std::optional<std::string>& wished, const json::LocalText& label);

// As it is kept; Problem "label_required" at "/label".
void clean_label(json::LocalText& label);

// Problem "name_taken" at "/label/fa" or "/label/en" when both are called the same in that language.
void refuse_same_name(const json::LocalText& label, const json::LocalText& other);

// The label of the item with that key (of a new one: "") as it is kept. Problem "label_required", and "name_taken" when
// another of the list, archived or not, is called so: nobody could tell them apart.
template <class List>
json::LocalText free_label(const List& list, std::string_view key, json::LocalText label) {
  clean_label(label);
  for (const auto& item : list)
    if (item.key != key) refuse_same_name(label, item.label);
  return label;
}

// The key, or one with a number behind it when another has it; Problem "key_taken" when just that one was wished.
template <class List>
std::string free_key(const List& list, std::string key, bool wished, std::string_view fallback) {
  if (key.empty()) key = fallback;
  const auto taken = [&](const std::string& candidate) {
    return std::any_of(list.begin(), list.end(), [&](const auto& item) { return item.key == candidate; });
  };
  if (!taken(key)) return key;
  if (wished) throw Problem{"key_taken", "/key"};
  for (int number = 2;; ++number)
    if (const auto candidate = key + "_" + std::to_string(number); !taken(candidate)) return candidate;
}

template <class List>
std::int64_t next_position(const List& list) {
  std::int64_t position = 0;
  for (const auto& item : list) position = std::max(position, item.position);
  return position + 1;
}

}  // namespace sarnakh::leads
