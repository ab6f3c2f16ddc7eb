#pragma once

// The one road of leads to the tables: whoever changes leads puts the changed cards into Edits and saves.
// What follows from the facts (name, grade, layer, search terms, identities, counts) is computed here and
// nowhere else.

#include "foundations/jobs/events.hpp"
#include "leads/draft.hpp"
#include "leads/search_terms.hpp"
#include "leads/store.hpp"

namespace sarnakh::leads {

struct Edit {
  std::optional<Lead> before;  // empty for a new lead
  Lead lead;
  std::vector<TimelineEntry> entries;
  Provenance by{.kind = ByKind::person};
  bool activity = true;    // counts as something that happened to the lead
  bool announced = false;  // make events of it: not for rows of an import
  std::string event;       // "lead_created", "lead_matched", "lead_changed", "lead_status_changed"
};

// Writes all, in few statements. An existing lead that changed meanwhile throws db::TryAgain.
void save(db::Work& work, const Settings& settings, std::vector<Edit>& edits);

// Name, grade and layer from the facts.
void derive(Lead& lead, const LeadRule& rule);

// The id of the last row written.
TimelineId write_timeline(db::Work& work, const std::vector<std::pair<LeadId, const TimelineEntry*>>& entries,
                          const Provenance& by);

// Frees keys this lead no longer has, for another lead that has the same contact.
void release_identities(db::Work& work, LeadId lead, const std::vector<std::string>& keys);

// A lead more or less, of all and of each of its terms that are counted.
void add_counts(db::Work& work, const Lead& lead, const std::vector<Term>& terms, int by);

}  // namespace sarnakh::leads
