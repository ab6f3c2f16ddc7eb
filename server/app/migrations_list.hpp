#pragma once

// The migrations of every room, in the order of their stamps: the one history of the database (made at build time).

#include <vector>

#include "foundations/db/migrations.hpp"

namespace sarnakh::app {

const std::vector<db::Migration>& all_migrations();

}  // namespace sarnakh::app
