#pragma once

// What did not come as a story says.

#include <optional>
#include <string>

namespace sarnakh::stories {

struct Fault {
  int line = 0;
  std::string action;
  std::string expected;
  std::string came;
  // The line that would be true of what came; "" takes the line away. Nothing when the program failed, or when only a
  // person can say what was meant.
  std::optional<std::string> blessed = {};
  bool below = false;  // `blessed` is a new line, below `line`
};

}  // namespace sarnakh::stories
