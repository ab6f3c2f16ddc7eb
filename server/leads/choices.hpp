#pragma once

// The words of a lead's facts that other rooms offer to choose from too.

#include <vector>

#include "rules/catalogue.hpp"

namespace sarnakh::leads {

// Of BuyingStage, in its order: also how far a page brings its reader.
std::vector<rules::Choice> buying_stages();

}  // namespace sarnakh::leads
