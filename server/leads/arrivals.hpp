#pragma once

// How many persons came, and what has become of them: for reports. The cost grows with the days that are asked about.

#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "leads/words.hpp"

namespace sarnakh::leads {

// Days that follow one another and are all of one length: what lies between two changes of a zone's clock.
struct Stretch {
  Instant from, until;
  time::Duration day;
};

struct Arrivals {
  std::int64_t day = 0;  // of the stretch, from 0
  Layer layer = Layer::lead;
  StatusKind kind = StatusKind::open;  // of the status the persons have now
  std::string channel;                 // of the first touch, "" for none
  std::int64_t persons = 0;
};

// Those whom the caller may see.
std::vector<Arrivals> arrivals(db::Work& work, const Stretch& stretch);

}  // namespace sarnakh::leads
