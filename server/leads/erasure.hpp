#pragma once

// Erasure of a person on request (X23): a deliberate act by one who may. Of the card only the id stays; of
// the phones, e-mails and handles a hash under the workspace's secret key, so that an old list cannot bring
// the person back, while nobody can read the person out of it. Rooms that keep more about a lead hear
// lead_erased.

#include <map>

#include "leads/settings.hpp"

namespace sarnakh::leads {

void erase(db::Work& work, LeadId lead, std::string_view reason);

// Which of the keys (lead_identities) belong to erased persons, and when they were erased last.
std::map<std::string, Instant> erased_keys(db::Work& work, const Settings& settings,
                                           const std::vector<std::string>& keys);

}  // namespace sarnakh::leads
