#pragma once

// The same acts for many leads: what would change, the change itself, and its way back. The rooms above decide how
// many at a time and remember what was done; each lead is changed as at its own card: within the caller's reach, with
// its lines in the timeline, its event and its counts.

#include <span>

#include "leads/act.hpp"
#include "leads/leads.hpp"
#include "leads/profile_fields.hpp"

namespace sarnakh::leads {

// The leads of the filter within the caller's reach, at most so many, in the order of their ids.
std::vector<LeadId> ids_of(db::Work& work, const Filter& filter, std::int64_t most);

// Tells the database that it holds many more leads than it knows of: until PostgreSQL finds out by itself (about a
// minute) it searches as if there were few.
void many_came(db::Work& work);

// Whether the acts can be done at all; Problem with the place of the fault below "/acts".
void check_acts(db::Work& work, const std::vector<Act>& acts);

enum class Fate { changed, already, refused };
struct Decision {
  LeadId lead;
  Fate fate = Fate::already;
  std::string reason = {};  // of a refusal: "not_found" (gone, or out of reach), "lead_erased"
  std::string name = {};    // empty when refused
  std::vector<Change> changes = {};
};
// What the acts would make of each of them; writes nothing.
std::vector<Decision> decide(db::Work& work, std::span<const LeadId> leads, const std::vector<Act>& acts);
// Does it. `data` goes into every line of the timelines.
std::vector<Decision> change_many(db::Work& work, std::span<const LeadId> leads, const std::vector<Act>& acts,
                                  const json::Object& data);

struct Kept {
  LeadId lead;
  std::vector<Change> changes;  // as change_many gave them
};
struct TakenBack {
  LeadId lead;
  std::vector<std::string> left = {};  // fields that somebody changed since
  std::string reason = {};             // when nothing could be put back: "not_found", "lead_erased"
};
// Puts the earlier values back. A lead that the change itself took out of the caller's reach is his to take back.
std::vector<TakenBack> take_back(db::Work& work, std::span<const Kept> kept, const json::Object& data);

// What those that the caller may see are called, and how they stand.
struct Named {
  LeadId lead;
  std::string name;
  StatusKind status = StatusKind::open;
};
std::vector<Named> names_of(db::Work& work, const std::vector<LeadId>& leads);

}  // namespace sarnakh::leads
