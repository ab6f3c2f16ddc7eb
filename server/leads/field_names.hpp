#pragma once

// What people call the facts of a lead, where more than one list names them.

#include <string_view>

#include "foundations/json/local_text.hpp"

namespace sarnakh::leads {

json::LocalText name_of_field(std::string_view field);

}  // namespace sarnakh::leads
