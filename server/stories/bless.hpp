#pragma once

// Expectations rewritten to what came: the difference of the file is what a reviewer reads.

#include <string>
#include <vector>

#include "stories/fault.hpp"

namespace sarnakh::stories {

// Writes the file anew. Leaves it alone and answers false when a fault is one that no line can say: a story that the
// program did not survive is never blessed.
bool bless(const std::string& path, const std::vector<Fault>& faults);

}  // namespace sarnakh::stories
