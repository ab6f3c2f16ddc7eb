#pragma once

// The lead rule (A02, A03, A11, A20): a clue and an identity make a lead out of an interest. It is data of
// the workspace, with three presets for the three answers people give to «what is a lead?»:
//   any_form      whoever completed a form, called, asked for a price … and left something to reach them by;
//   follow        a follow, a like, a comment is enough, with no phone or e-mail;
//   named_person  a named person who may decide or influence, with a phone or an e-mail.
//
// Stated once for all rules that ask for more than a handle: a company's name with a company's number is no
// lead until a person is attached (A07).

#include <string>
#include <vector>

#include "leads/words.hpp"

namespace sarnakh::leads {

struct LeadRule {
  std::vector<Clue> clues;  // one of them must have happened
  Identity identity = Identity::any_handle;
  bool named = false;       // the person's name is known
  bool authorised = false;  // the person decides or influences
  bool operator==(const LeadRule&) const = default;
  static constexpr auto fields = json::fields(
      json::field("clues", &LeadRule::clues, json::length{1, 20}, "One of these must have happened"),
      json::field("identity", &LeadRule::identity), json::field("named", &LeadRule::named, json::with_default),
      json::field("authorised", &LeadRule::authorised, json::with_default));
  static constexpr std::string_view schema_name = "LeadRuleBody";
};

// What the rule asks about a person.
struct RuleFacts {
  std::vector<Clue> clues = {};
  bool phone = false;
  bool email = false;
  bool handle = false;
  bool named = false;
  bool authorised = false;
  // Only a company's name and company numbers are known.
  bool company_only = false;
};

LeadRule rule_of(RulePreset preset);         // `custom` gives that of any_form, a start to edit
RulePreset preset_of(const LeadRule& rule);  // custom when it is none of the presets

bool meets(const LeadRule& rule, const RuleFacts& facts);

}  // namespace sarnakh::leads
