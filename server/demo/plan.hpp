#pragma once

// What happens to one person, and when: decided by his own dice, so that the same seed tells the same story.

#include <string>
#include <vector>

#include "demo/dice.hpp"
#include "demo/trade.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::demo {

enum class Deed {
  click,
  visit,
  submit,
  meet,
  write_down,
  look_up,
  accept,
  hand_over,
  note,
  edit,
  status,
  junk,
  snooze
};

struct Act {
  Instant at;
  Deed deed = Deed::visit;
  int colleague = 0;      // who does it, a place in Trade::colleagues; of hand_over: who gets it
  std::string text = {};  // of a note, a reason; the kind of a status
  json::Value data = {};  // of a visit its events, of a form or a stand its answers, of an edit its facts
};

// How the one who sends a form behaves.
enum class Sender { person, hurried, robot, trapped, careless };

struct Person {
  std::string name, phone, email, visitor, address, agent;
  const Road* road = nullptr;
  const Product* product = nullptr;
  Sender sender = Sender::person;
  bool unwatched = false;  // his browser says that he does not want to be counted
  std::vector<Act> acts;   // in their order

  std::string lead;  // while it is performed: the id, once somebody looked him up
};

// What stands for the token of a link until it is performed.
inline constexpr std::string_view token_place = "{token}";

struct Season {
  const Trade& trade;
  Instant from, now;
  std::int64_t days = 90;
};

// Person number `number`; he comes on the day that `day` says, 0 for the first of the season.
Person plan_person(const Season& season, Dice dice, std::int64_t number, std::int64_t day);
// Somebody who looks around and says nothing: a person, or a robot of the web.
Person plan_stranger(const Season& season, Dice dice, std::int64_t number, std::int64_t day);
// On how many days of the season how many come: it grows a little, has its week, and weeks of a campaign.
std::vector<double> weights_of_days(const Season& season);
// The list of an exhibition, of those who stand on it, and its day.
std::string list_of(const Season& season, const std::vector<Person>& people);
Instant day_of_list(const Season& season);

}  // namespace sarnakh::demo
