#include "foundations/http/rotating_secret.hpp"

#include <utility>

namespace sarnakh::http {

void RotatingSecret::rotate(std::string fresh, Instant now) {
  before = std::exchange(value, std::move(fresh));
  before_until = now + overlap;
}

void RotatingSecret::end_before() {
  before.clear();
  before_until = {};
}

std::optional<Instant> RotatingSecret::good_until(Instant now) const {
  return !before.empty() && now < before_until ? std::optional(before_until) : std::nullopt;
}

std::vector<std::string> RotatingSecret::good(Instant now) const {
  std::vector<std::string> good{value};
  if (good_until(now)) good.push_back(before);
  return good;
}

}  // namespace sarnakh::http
