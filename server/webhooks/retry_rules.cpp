#include "webhooks/retry_rules.hpp"

namespace sarnakh::webhooks {

Outcome outcome_of(const outbound::Answer& answer) {
  if (answer.failure) {
    // The words of the client are ours as well.
    return *json::enum_of_name<Outcome>(json::name_of_enum(*answer.failure));
  }
  switch (answer.status / 100) {
    case 2:
      return Outcome::delivered;
    case 3:
      return Outcome::answered_3xx;
    case 4:
      return Outcome::answered_4xx;
    case 5:
      return Outcome::answered_5xx;
    default:
      return Outcome::answered_oddly;
  }
}

bool says_gone(const outbound::Answer& answer) {
  constexpr int gone = 410;
  return !answer.failure && answer.status == gone;
}

std::optional<time::Duration> pause_after(std::int64_t tries) {
  static constexpr std::array pauses{time::seconds(5), time::minutes(5), time::minutes(30),
                                     time::hours(2),   time::hours(5),   time::hours(10),
                                     time::hours(14),  time::hours(20),  time::hours(24)};
  if (tries < 1 || tries > static_cast<std::int64_t>(pauses.size())) return std::nullopt;
  return pauses[static_cast<std::size_t>(tries - 1)];
}

}  // namespace sarnakh::webhooks
