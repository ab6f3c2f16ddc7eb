#pragma once

// What is decided about a lead, as a value: the same act for one card and for many at once. Facts of a card change
// here and nowhere else, and what an act changed can be put back.

#include <functional>

#include "leads/act.hpp"
#include "leads/save.hpp"

namespace sarnakh::leads {

// The acts read and checked once, to be done to any number of cards. Problem "status_unknown", "user_unknown",
// "time_past", "field_unknown" and those of values, with every fault at its place below `pointer`.
class Acts {
 public:
  Acts(db::Work& work, std::shared_ptr<const Settings> settings, const std::vector<Act>& acts,
       std::string_view pointer = "/acts");
  // Adds an entry for each thing that changes; none when the lead is so already.
  void on(db::Work& work, Edit& edit) const;

 private:
  using Doing = std::function<void(db::Work&, Edit&)>;
  Doing doing(db::Work& work, const Act& act, const std::string& pointer) const;
  std::shared_ptr<const Settings> settings_;
  std::vector<Doing> doings_;
};

// One act with one card.
void act_on(db::Work& work, Edit& edit, const Settings& settings, const Act& act);

// Merge patch of profile fields and {"custom": {…}}; null empties.
void change_facts(Edit& edit, const Settings& settings, const json::Value& body);

void change_status(Edit& edit, const Status& status, const std::optional<std::string>& reason);
void change_owner(Edit& edit, std::optional<Owner> owner);
// The first status of that kind; Problem "status_needed".
const Status& status_of_kind(const Settings& settings, StatusKind kind);

// What differs, with both values, so that it can be put back: status_id (with its marks), owner_id, snoozed_until,
// facts by their names and custom fields as "custom.<key>".
std::vector<Change> differences(const Lead& before, const Lead& after);
// Puts the earlier values back where the later ones still stand; the names of those that somebody changed since.
std::vector<std::string> put_back(db::Work& work, Edit& edit, const Settings& settings,
                                  const std::vector<Change>& changes);

}  // namespace sarnakh::leads
