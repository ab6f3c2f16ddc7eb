#pragma once

// A telephone call as an exchange reports it when it is over, and what it means for the lead whose number it was.

#include <optional>
#include <string>

#include "capture/roads.hpp"
#include "foundations/json/describe.hpp"
#include "intake/mapping.hpp"

namespace sarnakh::intake {

enum class Direction { in, out };
enum class Disposition { answered, no_answer, busy, failed, voicemail };
// As exchanges write it: Asterisk says «NO ANSWER».
std::optional<Disposition> disposition_of(std::string_view word);

struct PhoneCall {
  std::string external_id;  // of the exchange: the same call again is the same call
  Direction direction = Direction::in;
  std::string from, to;
  Instant started_at;
  std::optional<Instant> answered_at, ended_at;
  std::optional<std::string> disposition;  // by answered_at when the exchange says nothing, or a word of its own
  std::optional<std::string> recording_url, agent;
  static constexpr auto fields = json::fields(
      json::field("external_id", &PhoneCall::external_id, json::length{1, 200}),
      json::field("direction", &PhoneCall::direction), json::field("from", &PhoneCall::from, json::length{1, 64}),
      json::field("to", &PhoneCall::to, json::length{1, 64}), json::field("started_at", &PhoneCall::started_at),
      json::field("answered_at", &PhoneCall::answered_at), json::field("ended_at", &PhoneCall::ended_at),
      json::field("disposition", &PhoneCall::disposition, json::length{1, 20},
                  "answered, no_answer, busy, failed or voicemail, or as Asterisk writes it: NO ANSWER. "
                  "By answered_at when it is not told, or in another word"),
      json::field("recording_url", &PhoneCall::recording_url, json::length{0, 2000}, "http or https"),
      json::field("agent", &PhoneCall::agent, json::length{0, 200}, "Who spoke, or whose telephone rang"));
  static constexpr std::string_view schema_name = "PhoneCall";

  bool answered() const {
    const auto known = disposition ? disposition_of(*disposition) : std::nullopt;
    return known ? *known == Disposition::answered : answered_at.has_value();
  }
  bool missed() const { return direction == Direction::in && !answered(); }
  const std::string& number() const { return direction == Direction::in ? from : to; }  // of the person
};

// What a person cannot have meant: an end before the beginning, a call of tomorrow, a recording that is no address.
std::vector<FieldFault> faults_of(const PhoneCall& call, Instant now);
// The person's number as a lead, with a line in the timeline for the call. A number that cannot be read is refused.
capture::Arrival arrival_of(const PhoneCall& call, const Home& home, std::string body);

}  // namespace sarnakh::intake

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<intake::Direction> = std::to_array<std::string_view>({"in", "out"});
template <>
inline constexpr std::array names_of<intake::Disposition> =
    std::to_array<std::string_view>({"answered", "no_answer", "busy", "failed", "voicemail"});
}  // namespace sarnakh::json
