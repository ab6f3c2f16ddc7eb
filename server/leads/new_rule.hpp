#pragma once

// What a lead rule makes of the interests that are already here: looked at before it comes into force, and done when it
// has. Who is a lead stays one, whatever the rule.

#include "foundations/db/database.hpp"
#include "leads/settings.hpp"

namespace sarnakh::leads {

struct Outlook {
  std::int64_t interests = 0;  // that are here
  std::int64_t looked_at = 0;  // the newest of them, at most 10,000
  std::int64_t would_become = 0;
  static constexpr auto fields =
      json::fields(json::field("interests", &Outlook::interests, "That are here"),
                   json::field("looked_at", &Outlook::looked_at, "The newest of them, at most 10,000"),
                   json::field("would_become", &Outlook::would_become, "Leads, of those looked at"));
  static constexpr std::string_view schema_name = "LeadRuleOutlook";
};
Outlook outlook(db::Database& database, const db::Scope& scope, const LeadRule& rule);

// Puts the looking of a version that has just come into force to work; its progress stands in the version.
void look_again(db::Work& work, std::int64_t version);

}  // namespace sarnakh::leads
