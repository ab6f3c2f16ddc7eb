#pragma once

#include <optional>

#include "foundations/outbound/client.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::webhooks {

// What became of an attempt, in one word.
enum class Outcome {
  delivered,
  answered_3xx,
  answered_4xx,
  answered_5xx,
  answered_oddly,
  dns_failed,
  address_refused,
  connect_failed,
  tls_failed,
  timed_out,
  connection_lost
};

Outcome outcome_of(const outbound::Answer& answer);

// It is there no more, and asks for nothing more.
bool says_gone(const outbound::Answer& answer);

// The pause after that many attempts in a row: 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h; nothing when it is
// enough.
std::optional<time::Duration> pause_after(std::int64_t tries);

}  // namespace sarnakh::webhooks

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<webhooks::Outcome> = std::to_array<std::string_view>(
    {"delivered", "answered_3xx", "answered_4xx", "answered_5xx", "answered_oddly", "dns_failed", "address_refused",
     "connect_failed", "tls_failed", "timed_out", "connection_lost"});
}  // namespace sarnakh::json
