#pragma once

// A secret that two programs share and that one of them changes: for a while the one before is good as well, until the
// other program has the new one.

#include <optional>
#include <string>
#include <vector>

#include "foundations/time/instant.hpp"

namespace sarnakh::http {

struct RotatingSecret {
  static constexpr auto overlap = time::days(7);

  std::string value;
  std::string before = {};  // "" when there is none
  Instant before_until = {};

  void rotate(std::string fresh, Instant now);
  void end_before();
  // Until when the one before is good; nothing when it no longer is.
  std::optional<Instant> good_until(Instant now) const;
  // Those that are good at that moment, the new one first.
  std::vector<std::string> good(Instant now) const;
};

}  // namespace sarnakh::http
