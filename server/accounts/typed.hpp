#pragma once

// What people type, read or refused with the place of its field.

#include <string>

#include "foundations/text/email.hpp"

namespace sarnakh::accounts {

// Problem at "/email" with the name of the fault.
text::Email address_of(const std::string& typed);
// The text as it is shown; Problem "required" when nothing is left of it.
std::string named(const std::string& typed, std::string pointer);

}  // namespace sarnakh::accounts
