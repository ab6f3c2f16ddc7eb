#pragma once

// The names of the channels, for conditions.

#include "rules/catalogue.hpp"

namespace sarnakh::sources {

void add_to_catalogue(db::Work& work, rules::Catalogue& all);

}  // namespace sarnakh::sources
