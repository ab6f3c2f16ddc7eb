#pragma once

// Events: facts in the past tense, written in the same transaction as the change they tell of, delivered later to
// each listener, at least once, in order per workspace. A listener does its work in a Work of its own, together with
// the mark that it has seen the event: so a listener that only writes to the database acts exactly once.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::jobs {

struct Event {
  EventId id;
  WorkspaceId workspace;
  std::string type;          // "lead_created"
  std::int64_t subject = 0;  // the id of what it is about (a lead, a form), 0 for none
  Instant at;
  json::Value data;  // small: ids and words, no personal data
};

// Writes the event in this Work and wakes the delivery after commit.
EventId announce(db::Work& work, std::string_view type, std::int64_t subject, json::Value data = json::Object{});

struct Listener {
  std::string name;  // stable: it is the key of the "seen" mark. "consent.on_lead_merged"
  std::vector<std::string> types;
  std::function<void(db::Work&, const Event&)> act;
};

}  // namespace sarnakh::jobs
