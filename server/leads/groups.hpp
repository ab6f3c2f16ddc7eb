#pragma once

// The list, grouped by a field that has few values: how many leads each value has, and which leads those are. The
// leads of a group are the list with one condition more, so counts and rows cannot say different things.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "leads/leads.hpp"

namespace sarnakh::leads {

struct Group {
  std::optional<std::string> key;        // nothing: those who have no value
  std::optional<json::LocalText> label;  // of those who have none, the reader's own words
  std::int64_t count = 0;
  bool gone = false;
  static constexpr auto fields = json::fields(json::field("key", &Group::key, "Left out for those who have no value"),
                                              json::field("label", &Group::label), json::field("count", &Group::count),
                                              json::field("gone", &Group::gone, "The value can no longer be chosen"));
  static constexpr std::string_view schema_name = "LeadGroup";
};
struct Groups {
  std::string field;
  std::vector<Group> groups = {};
  std::int64_t total = 0;
  static constexpr auto fields =
      json::fields(json::field("field", &Groups::field),
                   json::field("groups", &Groups::groups,
                               "Every choice, those nobody has too; a value that is gone while somebody "
                               "has it; at the end those who have none"),
                   json::field("total", &Groups::total));
  static constexpr std::string_view schema_name = "LeadGroups";
};

// The field of that name; Problem "field_hidden", "field_unknown" or "group_unfit" at "/group".
const rules::Field& group_field(const rules::Catalogue& catalogue, std::string_view name);

// Of the leads of the filter, within the reach of the caller.
Groups groups(db::Work& work, const Filter& filter, const rules::Catalogue& catalogue, std::string_view field);

// The condition of one group, for ListRequest::group. `key` as in Group; one that can be of no group is Problem
// "choice_unknown" at "/in".
std::shared_ptr<const rules::Bound> bound_group(std::shared_ptr<const rules::Catalogue> catalogue,
                                                std::string_view field, const std::optional<std::string>& key);

}  // namespace sarnakh::leads
