#pragma once

// `sarnakh demo`.

#include <cstdint>

#include "app/commands.hpp"

namespace sarnakh::demo {

struct DemoCommand {
  std::int64_t people = 5000;
  std::uint64_t seed = 1405;
  bool wipe = false;
};
int make_demo(const app::CommandLine& line, const DemoCommand& wish);
// Takes the demo out of its database, which is as if nothing had ever been in it.
int wipe_demo(const app::CommandLine& line);

}  // namespace sarnakh::demo
