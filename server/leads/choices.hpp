#pragma once

// Words to choose from: found as people write them, and offered to conditions.

#include <string_view>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/text/fold.hpp"
#include "rules/catalogue.hpp"

namespace sarnakh::leads {

// The item with that key or with one of its labels, as people and files write it; null when there is none.
template <class Item>
const Item* choice_of(const std::vector<Item>& list, std::string_view typed) {
  const auto clean = text::clean_text(typed);
  const auto folded = text::search_key(clean);
  if (folded.empty()) return nullptr;
  for (const auto& item : list)
    if (item.key == clean || text::search_key(item.label.fa) == folded || text::search_key(item.label.en) == folded)
      return &item;
  return nullptr;
}

// The buying stages of the Work's workspace in their order, archived ones too: also how far a page brings its reader.
std::vector<rules::Choice> buying_stages(db::Work& work);

}  // namespace sarnakh::leads
