#pragma once

// An event as a page or a program sends it (the Segment spec), and what it can be refused for: a closed list, counted.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundations/json/describe.hpp"

namespace sarnakh::visits {

enum class EventType { track, identify, page, group, alias };

enum class Refusal {
  unreadable,      // no object, or a member of the wrong type
  too_large,       // over 32 kB
  unknown_type,    // none of the five
  no_identity,     // neither anonymousId nor userId
  no_name,         // track without event
  no_previous,     // alias without previousId
  too_old,         // happened over 13 months ago
  privacy_signal,  // Sec-GPC, or DNT where the workspace honours it
  no_consent,      // the workspace asks for it and it was not given, or it was taken back
  blocked_network,
  excluded_path,
  robot,            // by its name
  robot_behaviour,  // by what it does
  too_many,         // from one network within a minute
  repeated,         // the same messageId once more
};

// What a page says about consent; programs may send Segment's categories instead.
enum class Consent { unsaid, given, refused };

struct TrackedEvent {
  EventType type = EventType::track;
  std::string message_id, anonymous_id, user_id, previous_id;
  std::string name;  // of a track event, or of a page
  json::Value properties = json::Object{};
  json::Value traits = json::Object{};
  std::string url, referrer, title;
  std::string agent;    // context.userAgent
  std::string network;  // context.ip: of whom a program speaks for
  json::Value campaign = json::Object{};
  std::vector<std::pair<std::string, std::string>> cookies;  // what analytics on the page call the visitor
  Consent consent = Consent::unsaid;
  bool webdriver = false;          // the browser says that a program drives it
  std::optional<Instant> at;       // by the sender's clock
  std::optional<Instant> sent_at;  // by the sender's clock
  std::optional<double> seconds;   // of the snippet's word on how long a page was looked at
};

// One event of a delivery, or why it is none.
struct Item {
  std::optional<TrackedEvent> event;
  std::optional<Refusal> refusal;
};

struct Delivery {
  std::vector<Item> items;
  std::string write_key;  // "" when it stands in the header
  bool forget = false;    // consent was taken back: the cookie goes
};

inline constexpr std::size_t most_bytes = 500 * 1024;
inline constexpr std::size_t most_item_bytes = 32 * 1024;
// The snippet's own event: how many seconds a page was looked at.
inline constexpr std::string_view time_on_page = "sarnakh:time";

// Reads a body: a batch, or one event of that type. Throws Problem "body_too_large", "json_malformed" … when the
// whole cannot be read; an item that cannot is an item with its refusal.
Delivery read_delivery(std::string_view body, std::optional<EventType> type);

// When it happened by our own clock: the sender's clock is wrong by the time between sending and receiving, so much
// that the way itself does not matter. Never later than now.
Instant corrected(const TrackedEvent& event, Instant received);

}  // namespace sarnakh::visits

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<visits::EventType> = std::to_array<std::string_view>({"track", "identify", "page",
                                                                                           "group", "alias"});
template <>
inline constexpr std::array names_of<visits::Refusal> = std::to_array<std::string_view>(
    {"unreadable", "too_large", "unknown_type", "no_identity", "no_name", "no_previous", "too_old", "privacy_signal",
     "no_consent", "blocked_network", "excluded_path", "robot", "robot_behaviour", "too_many", "repeated"});
}  // namespace sarnakh::json
