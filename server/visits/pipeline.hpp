#pragma once

// The way of an event, as a list of named steps. The first list looks at one event alone: each step makes it richer,
// or refuses it with a reason from the closed list. The second list takes what is left of deliveries through one Work:
// whose it is, which visit, which lead. Every step is timed.

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/http/budgets.hpp"
#include "leads/touch.hpp"
#include "visits/event.hpp"
#include "visits/meter.hpp"
#include "visits/site.hpp"
#include "visits/store.hpp"

namespace sarnakh::visits {

// Who delivers: a page with our snippet, or a program that speaks Segment's language.
enum class Road { snippet, program };

struct Sender {
  std::shared_ptr<const Site> site;
  Road road = Road::snippet;
  std::string address;  // of the network
  std::string agent;    // User-Agent
  std::string cookie;   // the visitor's own id, "" for none
  bool names_languages = true;
  bool global_privacy_control = false;
  bool do_not_track = false;
  Instant received;
};

// An event on its way.
struct Passing {
  TrackedEvent event;
  std::size_t delivery = 0;  // of those that are kept together
  std::size_t place = 0;     // in it
  Instant at;
  std::string page;  // the clean address
  std::string path;  // of it, decoded
  leads::Touch touch;
  std::string content, stage;
  VisitorId visitor = {};
  VisitId visit = {};  // none for what belongs to no visit
};

struct Fate {
  std::size_t place = 0;
  Refusal reason = Refusal::unreadable;
};

// What a delivery came to, for the answer and for the counts.
struct Result {
  std::int64_t accepted = 0;
  std::vector<Fate> refused;
  std::map<std::string, std::int64_t> types;   // accepted, by type
  std::map<std::string, std::int64_t> robots;  // refused, by the robot's name
};

// The first list over every event; what was refused goes into the result.
std::vector<Passing> judge(const Sender& sender, Delivery delivery, http::Budgets& budgets, Result& result);

// A delivery that has been judged, on its way into the database.
struct Delivered {
  Sender sender;
  std::vector<Passing> events;
  Result judged;
  Result result = {};  // the whole of it, when it is kept
};

// The second list, in one Work for all the deliveries, which are of its workspace; gives each its result. May run
// again.
void keep(db::Work& work, std::span<Delivered* const> deliveries);

// The names of all steps in their order, for /metrics.
const std::vector<std::string_view>& step_names();

}  // namespace sarnakh::visits
