#pragma once

// An endpoint: an address of another program that is told what happened here, and the secret that our messages to it
// are signed with.

#include <optional>
#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/http/rotating_secret.hpp"
#include "webhooks/topic.hpp"

namespace sarnakh::webhooks {

using EndpointId = Id<struct EndpointTag>;

// `gone`: it answered that it is there no more (410). `ended` ones are in nobody's sight.
enum class EndpointState { on, off, gone, ended };

struct Endpoint {
  EndpointId id;
  std::int64_t version = 1;
  std::string name;
  std::string url;
  std::vector<Topic> topics;
  EndpointState state = EndpointState::on;
  http::RotatingSecret secret;
  std::optional<Instant> failing_since;  // the first failure since something was taken last
  Instant made_at;
};

inline constexpr std::size_t most_endpoints = 50;

Endpoint load_endpoint(db::Work& work, EndpointId id);  // Problem "not_found"
std::vector<Endpoint> list_endpoints(db::Work& work);
void insert_endpoint(db::Work& work, const Endpoint& endpoint);
void save_endpoint(db::Work& work, const Endpoint& endpoint);
void save_secret(db::Work& work, const Endpoint& endpoint);
// What waits for it is withdrawn.
void end_endpoint(db::Work& work, EndpointId id);

}  // namespace sarnakh::webhooks

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<webhooks::EndpointState> = std::to_array<std::string_view>({"on", "off", "gone",
                                                                                                 "ended"});
}  // namespace sarnakh::json
