#pragma once

// Rows to structs and back. Only this file and save.cpp, list_query.cpp and settings.cpp speak SQL.

#include <deque>
#include <optional>
#include <vector>

#include "leads/lead.hpp"
#include "leads/profile_fields.hpp"
#include "leads/settings.hpp"

namespace sarnakh::leads {

// One row of the timeline, to be written.
struct TimelineEntry {
  std::string kind = {};
  json::Value data = json::Object{};
  std::vector<Change> changes = {};
};

// The lead, whatever the caller's reach; nothing when there is none. An erased one comes with its layer.
std::optional<Lead> find_lead(db::Work& work, const Settings& settings, LeadId lead);
std::vector<Lead> find_leads(db::Work& work, const Settings& settings, const std::vector<LeadId>& leads);

// The lead at row columns of find_lead.
Lead lead_of_row(const db::Row& row, const Settings& settings);

// As they stand in the row: a purpose always, no channel as "".
std::string_view purpose_of(const Lead& lead);
std::string channel_of(const Lead& lead);
// The columns of a lead, kept alive while they are bound.
struct LeadColumns {
  explicit LeadColumns(const Lead& lead);
  std::string name_key, phone, email, channel, source_label, details, custom, compared;
  std::string_view layer, purpose;
};

}  // namespace sarnakh::leads
