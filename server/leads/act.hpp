#pragma once

// One thing that is done to a lead, as people and programs say it.

#include "leads/lead.hpp"

namespace sarnakh::leads {

enum class ActKind { owner, status, junk, restore, snooze, set, add, remove };

struct Act {
  ActKind act = ActKind::set;
  std::optional<UserId> user_id = {};      // owner
  std::optional<StatusId> status_id = {};  // status
  std::optional<std::string> reason = {};  // status, junk
  std::optional<Instant> until = {};       // snooze
  std::optional<std::string> field = {};   // set, add, remove
  json::Value value = {};
  static constexpr auto fields = json::fields(
      json::field("act", &Act::act), json::field("user_id", &Act::user_id, "owner: to whom; nobody when left out"),
      json::field("status_id", &Act::status_id, "status: which"),
      json::field("reason", &Act::reason, json::length{0, 2000}, "status, junk: why"),
      json::field("until", &Act::until, "snooze: until when; woken when left out"),
      json::field("field", &Act::field, json::length{1, 100},
                  "set: purpose, product, stage, class, authority, buying_power, timing, place, needs or "
                  "custom.<key>; add, remove: a custom field of several choices"),
      json::field("value", &Act::value, json::with_default,
                  "set: its value, null empties; add, remove: the key of a choice"));
  static constexpr std::string_view schema_name = "LeadAct";
};

}  // namespace sarnakh::leads

template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::leads::ActKind> =
    std::to_array<std::string_view>({"owner", "status", "junk", "restore", "snooze", "set", "add", "remove"});
