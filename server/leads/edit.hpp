#pragma once

// One change of one card: load within reach, let `act` change it, save.

#include "leads/cards.hpp"
#include "leads/save.hpp"

namespace sarnakh::leads {

Provenance by_caller(db::Work& work);

// The card within the caller's reach, Problem "not_found" otherwise, "lead_erased" when only its id is left.
Lead reachable(db::Work& work, const Settings& settings, LeadId lead);

// `act` gets the Edit and the settings; when it adds no entry, nothing is written. Gives the card as the caller sees
// it.
ShownLead edit(db::Work& work, LeadId lead, const std::function<void(Edit&, const Settings&)>& act,
               std::string_view event = "lead_changed");

}  // namespace sarnakh::leads
