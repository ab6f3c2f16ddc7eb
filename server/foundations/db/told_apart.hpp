#pragma once

// What tells statements and their values apart, for those who keep something by them.

#include <span>
#include <string>
#include <string_view>

#include "foundations/db/database.hpp"

namespace sarnakh::db {

// "UPDATE leads SET …" → "leads"; "" for a read; "*" when any table may be meant.
std::string_view changed_table(std::string_view text);

// One text for each row of values; only of numbers and words.
std::string told_apart(std::span<const Param> values);

}  // namespace sarnakh::db
