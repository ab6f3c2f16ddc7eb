#pragma once

// A lead as its caller may see it; see shown.hpp.

#include "foundations/db/database.hpp"
#include "leads/lead.hpp"

namespace sarnakh::leads {

class ShownLead : public Lead {
 public:
  std::optional<std::vector<std::string>> hidden = {};
  static constexpr auto fields = json::joined(
      Lead::facts, json::fields(json::field("hidden", &ShownLead::hidden,
                                            "What is kept from the role of whoever asks: left out, not empty")));
  static constexpr std::string_view schema_name = "Lead";

 private:
  ShownLead(const db::Work& work, Lead lead);
  friend ShownLead shown(const db::Work& work, Lead lead);
};
ShownLead shown(const db::Work& work, Lead lead);
// What the caller may call the lead: its name, else what he may see of its contacts.
std::string shown_name(const db::Work& work, const Lead& lead);

}  // namespace sarnakh::leads
