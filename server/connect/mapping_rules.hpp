#pragma once

// Which column of a file means what. The guess looks at the name of the column first (in Persian, English,
// and as the exports of other products call it, integrations.md 2c) and at the values where the name tells
// nothing.

#include <string>
#include <string_view>
#include <vector>

#include "foundations/json/describe.hpp"

namespace sarnakh::connect {

// A target is one of these words, or "custom:<key>" for a custom field that exists, or "new:<type>" for one
// to be made (type as in leads: text, number, date, choice, yes_no …), or "skip".
struct Target {
  std::string_view word;
  std::vector<std::string_view> names;  // folded names of columns that mean it
};
const std::vector<Target>& targets();
inline constexpr std::string_view channel_target = "channel";  // the name of a channel of the workspace
bool is_target(std::string_view word);

struct Column {
  std::string name;
  std::vector<std::string> samples;  // up to 5 different values
  std::string target;
  static constexpr auto fields =
      json::fields(json::field("name", &Column::name, "The column's name in the file, or its number"),
                   json::field("samples", &Column::samples, "Up to five different values"),
                   json::field("target", &Column::target,
                               "What it is taken for: a field of a lead, custom:<key>, new:<type>, or skip"));
  static constexpr std::string_view schema_name = "ImportColumn";
};

// The targets of all columns together: no target but note and custom ones is given twice (a second phone is
// "phone" again, for a lead may have several phones and e-mails). A column that bears the name of a target goes before
// one that is only taken for it: "utm_source" before "source".
void guess_targets(std::vector<Column>& columns, const std::vector<std::string>& custom_keys);

// A file of Meta's lead ads writes a letter before ids and phones, so that spreadsheets leave them alone: "p:+98912…".
std::string_view without_letter_of_meta(std::string_view value, std::string_view target);
// What Meta fills a form with when its owner tries it.
bool is_test_of_meta(std::string_view value);

// A key for a custom field from the name of a column: "emp.var.rate" → "emp_var_rate"; "" gives "field".
std::string key_of_name(std::string_view name);

}  // namespace sarnakh::connect
