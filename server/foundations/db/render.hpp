#pragma once

// The text of a statement for one database: marks {integers $n}, {texts $n} and {rows N}, this for one row, expanded
// (statement.hpp tells what they mean).

#include <string>
#include <string_view>

#include "foundations/db/database.hpp"

namespace sarnakh::db {

std::string render(std::string_view text, Dialect dialect);

// The N of {rows N}, 0 when there is none.
std::size_t row_width(std::string_view text);

}  // namespace sarnakh::db
