#pragma once

// Visits become the lead's: those of his that belonged to nobody, each with its touch and its line in the timeline.

#include <string>

#include "leads/leads.hpp"
#include "visits/store.hpp"

namespace sarnakh::visits {

// How long the visit was, as far as is known.
std::int64_t seconds_of(const Visit& visit);

void name_visitor(db::Work& work, VisitorId visitor, LeadId lead);
void name_visits(db::Work& work, VisitorId visitor, LeadId lead);
// The lead's visits that have no line yet get one, and the lead their touches; announces lead_visited.
void tell_visits(db::Work& work, LeadId lead, const std::string& site);
// A visit that goes on: its line says so.
void retell_visit(db::Work& work, const Visit& visit);
void add_organisation(db::Work& work, LeadId lead, std::string_view name, const leads::Provenance& by);

}  // namespace sarnakh::visits
