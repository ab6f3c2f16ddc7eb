#pragma once

// How many leads a filter finds: for rooms that show the number and not the rows.

#include "leads/leads.hpp"

namespace sarnakh::leads {

// The exact number of leads of the filter, within the reach of the caller.
std::int64_t total(db::Work& work, const Filter& filter);

// When those of them came who came since that moment; the filter has no words to search.
std::vector<Instant> came_since(db::Work& work, const Filter& filter, Instant since);

}  // namespace sarnakh::leads
