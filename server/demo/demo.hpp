#pragma once

// Fills an empty database with a demo: two workspaces and the 90 days of their life that end now.

#include <functional>
#include <string>
#include <vector>

#include "foundations/db/database.hpp"

namespace sarnakh::demo {

struct Wish {
  Instant now;
  std::int64_t people = 5000;  // in each workspace
  std::uint64_t seed = 1405;
  std::function<void(int percent)> progress = [](int) {};
};
void fill(db::Database& database, const Wish& wish);

struct SignIn {
  std::string workspace, email;
};
// What there is of a demo; its owners are there from its first minute, finished it is with the last of its days.
struct Standing {
  std::vector<SignIn> owners;
  bool finished = false;
};
Standing standing(db::Database& database);

}  // namespace sarnakh::demo
