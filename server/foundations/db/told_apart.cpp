#include "foundations/db/told_apart.hpp"

#include <cassert>

namespace sarnakh::db {

std::string_view changed_table(std::string_view text) {
  for (const std::string_view reads : {"SELECT", "EXPLAIN"})
    if (text.starts_with(reads)) return "";
  for (const std::string_view changes : {"INSERT INTO ", "UPDATE ", "DELETE FROM "})
    if (text.starts_with(changes)) {
      text.remove_prefix(changes.size());
      return text.substr(0, text.find_first_of(" (\n"));
    }
  return "*";
}

std::string told_apart(std::span<const Param> values) {
  std::string all;
  for (const auto& value : values) {
    const auto& data = value.data();
    all += static_cast<char>('0' + data.index());
    if (const auto* text = std::get_if<std::string_view>(&data))
      all += std::to_string(text->size()).append(":").append(*text);
    else if (const auto* integer = std::get_if<std::int64_t>(&data))
      all += std::to_string(*integer) + ";";
    else if (const auto* flag = std::get_if<bool>(&data))
      all += *flag ? 't' : 'f';
    else
      assert(!"told apart by numbers, words and yes or no");
  }
  return all;
}

}  // namespace sarnakh::db
