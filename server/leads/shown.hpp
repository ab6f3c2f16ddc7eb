#pragma once

// What a caller is shown of leads: the one door from the room's rows to every answer, export and message. It goes one
// way: a Lead or a LeadRow cannot be written as JSON, and these are made here alone, without what is kept from the
// caller's role.

#include "leads/cards.hpp"
#include "leads/hidden_fields.hpp"

namespace sarnakh::leads {

// A line of the list as people read it: the phone in groups, whatever its country.
class ShownRow : public LeadRow {
 public:
  std::optional<std::string> phone_display = {};
  std::optional<std::vector<std::string>> hidden = {};
  static constexpr auto fields = json::joined(
      LeadRow::facts,
      json::fields(json::field("phone_display", &ShownRow::phone_display,
                               "The phone as one writes it in the language of the reader"),
                   json::field("hidden", &ShownRow::hidden, "What is kept from the role of whoever asks")));
  static constexpr std::string_view schema_name = "LeadRow";

 private:
  ShownRow(const db::Work& work, LeadRow row);
  friend std::vector<ShownRow> shown(const db::Work& work, std::vector<LeadRow> rows);
};
std::vector<ShownRow> shown(const db::Work& work, std::vector<LeadRow> rows);

// Where somebody came from may say more of him behind the question mark of an address: that part is for whoever sees
// everything.
std::string shown_address(const Caller& caller, std::string address);
Touch shown_touch(const Caller& caller, Touch touch);

// What the caller may know of changes: of a hidden field that it changed, and neither from what nor to what.
void keep_back(const HiddenFields& hidden, std::vector<Change>& changes);
void keep_back(const Caller& caller, TimelineItem& item);

}  // namespace sarnakh::leads
