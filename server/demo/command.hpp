#pragma once

// `sarnakh demo`.

#include <cstdint>

#include "app/commands.hpp"

namespace sarnakh::demo {

struct DemoCommand {
  std::int64_t people = 5000;
  std::uint64_t seed = 1405;
};
int make_demo(const app::CommandLine& line, const DemoCommand& wish);

}  // namespace sarnakh::demo
