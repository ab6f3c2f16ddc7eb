#pragma once

// An id for what happened at that time and is written down later: it stands among those of its own time, in the upper
// half of the counter, where next_id() hardly comes. By chance two of one millisecond may be the same: the table's key
// decides.

#include "foundations/basics/ids.hpp"

namespace sarnakh {

std::int64_t past_id(std::int64_t milliseconds);

}  // namespace sarnakh
