#include "leads/lead_rule.hpp"

#include <algorithm>

namespace sarnakh::leads {

LeadRule rule_of(RulePreset preset) {
  // What somebody does to get something from us; liking and following are less.
  std::vector<Clue> asked{Clue::form_completed, Clue::phone_given,   Clue::email_given,
                          Clue::direct_message, Clue::price_inquiry, Clue::stock_inquiry,
                          Clue::call,           Clue::import,        Clue::api};
  switch (preset) {
    case RulePreset::follow: {
      asked.insert(asked.end(), {Clue::follow, Clue::comment, Clue::like, Clue::site_membership});
      return {asked, Identity::any_handle, false, false};
    }
    case RulePreset::named_person:
      return {asked, Identity::any_contact, true, true};
    case RulePreset::any_form:
    case RulePreset::custom:
      return {asked, Identity::any_handle, false, false};
  }
  return {};
}

RulePreset preset_of(const LeadRule& rule) {
  for (const auto preset : {RulePreset::any_form, RulePreset::follow, RulePreset::named_person}) {
    auto known = rule_of(preset);
    auto given = rule;
    std::sort(known.clues.begin(), known.clues.end());
    std::sort(given.clues.begin(), given.clues.end());
    given.clues.erase(std::unique(given.clues.begin(), given.clues.end()), given.clues.end());
    if (known == given) return preset;
  }
  return RulePreset::custom;
}

bool meets(const LeadRule& rule, const RuleFacts& facts) {
  const bool clue = std::any_of(facts.clues.begin(), facts.clues.end(), [&](Clue seen) {
    return std::find(rule.clues.begin(), rule.clues.end(), seen) != rule.clues.end();
  });
  if (!clue) return false;
  if (rule.named && !facts.named) return false;
  if (rule.authorised && !facts.authorised) return false;
  // "A company's name with a company's number is no lead until a named person is attached."
  if (facts.company_only) return false;
  switch (rule.identity) {
    case Identity::none:
      return true;
    case Identity::any_handle:
      return facts.phone || facts.email || facts.handle;
    case Identity::any_contact:
      return facts.phone || facts.email;
    case Identity::phone:
      return facts.phone;
    case Identity::email:
      return facts.email;
    case Identity::phone_and_email:
      return facts.phone && facts.email;
  }
  return false;
}

}  // namespace sarnakh::leads
