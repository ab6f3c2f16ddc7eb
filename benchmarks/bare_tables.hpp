#pragma once

// The tables that a load has added rows to, as the command line of a bare program names them: «leads:id» with the
// column that tells the new rows (ids are made in the order of time, so what is above the highest id of before has come
// since), or «seen_messages:» when the table was empty before; such rows have no order of coming and are taken in any.

#include <string>
#include <vector>

namespace sarnakh::bench {

struct BareTable {
  std::string name;
  std::string id;
  // What comes after the table's name in a statement that picks its new rows.
  std::string above(const std::string& boundary) const {
    return id.empty() ? std::string() : " WHERE " + id + " > " + boundary;
  }
  std::string order() const { return " ORDER BY " + (id.empty() ? "random()" : id); }
};

inline std::vector<BareTable> tables_of(int count, char** words, int from) {
  std::vector<BareTable> tables;
  for (int i = from; i < count; ++i) {
    const std::string word = words[i];
    const auto colon = word.find(':');
    tables.push_back({word.substr(0, colon), word.substr(colon + 1)});
  }
  return tables;
}

}  // namespace sarnakh::bench
