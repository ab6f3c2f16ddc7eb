#pragma once

// What makes one visit of many events, and what no person does. Plain functions of values.

#include "visits/store.hpp"

namespace sarnakh::visits {

constexpr auto pause_that_ends = time::minutes(30);

// Whether something at that time goes on with the visit.
bool goes_on(const Visit& visit, Instant at);

// A page that was reached by an advertisement, a campaign or another site's link begins a new visit, unless the visit
// came the same way: each road to us is a touch of its own.
bool is_new_arrival(const leads::Touch& visit, const leads::Touch& page);

// Pages faster than anybody reads, or more of them than anybody has patience for.
bool behaves_like_a_robot(const Visit& visit);

}  // namespace sarnakh::visits
