#pragma once

// A delivery: one message to one endpoint, with every attempt to hand it over.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "foundations/json/rfc3339.hpp"
#include "webhooks/endpoint.hpp"
#include "webhooks/retry_rules.hpp"

namespace sarnakh::webhooks {

using DeliveryId = Id<struct DeliveryTag>;

// `withdrawn`: the person was erased, or the endpoint ended, before it was handed over.
enum class DeliveryState { waiting, delivered, failed, withdrawn };

// How long what is settled can be looked up.
inline constexpr auto remembered = time::days(30);
// The topic of a message that a person sends to try the endpoint: attempted once, told to nobody else.
inline constexpr std::string_view test_topic = "webhook.test";

// The id that the receiver sees, the same at every attempt.
std::string message_of(DeliveryId id);

// {"type", "timestamp", "data"}
std::string body_of(std::string_view topic, Instant at, json::Value data);

struct NewDelivery {
  DeliveryId id;
  EndpointId endpoint;
  std::string_view topic;
  std::int64_t cause = 0;
  LeadId lead;
  std::string_view body;
};
// False when the same cause was told already.
bool insert_delivery(db::Work& work, const NewDelivery& delivery);

// The person was erased: what was sent is blanked, what waits is withdrawn.
void forget_lead(db::Work& work, LeadId lead);

// --- on their way ---------------------------------------------------------------------------------------------------
struct Claimed {
  DeliveryId id;
  std::string topic, body;
  std::int64_t attempt = 0;  // proves that it is still ours
  std::int64_t tries = 0;
};
// The ones of the endpoint that are due, ours until `lease_end`.
std::vector<Claimed> claim(db::Work& work, EndpointId endpoint, Instant lease_end, std::int64_t most);

struct Attempt {
  EndpointId endpoint;
  Claimed what;
  Instant at;
  outbound::Answer answer;
};
// Writes down what became of it; nothing when it is not ours any more.
void settle(db::Work& work, const Attempt& attempt);
// It was not handed over after all: due again at once, and counted as no try.
void put_back(db::Work& work, const Claimed& what);

// --- looked at ------------------------------------------------------------------------------------------------------
struct DeliveryRow {
  DeliveryId id;
  EndpointId endpoint_id;
  std::string endpoint_name;
  std::string topic;  // "type" in JSON
  std::optional<LeadId> lead_id;
  DeliveryState state = DeliveryState::waiting;
  std::int64_t attempts = 0;
  std::optional<Outcome> outcome;
  std::optional<std::int64_t> status;
  Instant made_at;
  std::optional<Instant> next_at, done_at;
  static constexpr auto fields =
      json::fields(json::field("id", &DeliveryRow::id), json::field("endpoint_id", &DeliveryRow::endpoint_id),
                   json::field("endpoint_name", &DeliveryRow::endpoint_name), json::field("type", &DeliveryRow::topic),
                   json::field("lead_id", &DeliveryRow::lead_id), json::field("state", &DeliveryRow::state),
                   json::field("attempts", &DeliveryRow::attempts),
                   json::field("outcome", &DeliveryRow::outcome, "Of the newest attempt, in one word"),
                   json::field("status", &DeliveryRow::status, "That the receiver answered with"),
                   json::field("made_at", &DeliveryRow::made_at),
                   json::field("next_at", &DeliveryRow::next_at, "When it is tried next, while it waits"),
                   json::field("done_at", &DeliveryRow::done_at));
  static constexpr std::string_view schema_name = "WebhookDeliveryRow";
};
struct AttemptView {
  std::int64_t number = 0;
  Instant at;
  std::int64_t took_ms = 0;
  Outcome outcome = Outcome::delivered;
  std::optional<std::int64_t> status;
  std::string answer;
  static constexpr auto fields =
      json::fields(json::field("number", &AttemptView::number), json::field("at", &AttemptView::at),
                   json::field("took_ms", &AttemptView::took_ms), json::field("outcome", &AttemptView::outcome),
                   json::field("status", &AttemptView::status),
                   json::field("answer", &AttemptView::answer, "The beginning of what the receiver answered"));
  static constexpr std::string_view schema_name = "WebhookAttempt";
};
struct DeliveryView : DeliveryRow {
  std::string message_id;
  std::string body;
  std::vector<AttemptView> tried;
  std::optional<bool> withheld = {};
  static constexpr auto fields = json::joined(
      DeliveryRow::fields,
      json::fields(json::field("message_id", &DeliveryView::message_id, "webhook-id, the same at every attempt"),
                   json::field("body", &DeliveryView::body, "As it is sent; empty once the person was erased"),
                   json::field("tried", &DeliveryView::tried, "Every attempt, newest first"),
                   json::field("withheld", &DeliveryView::withheld,
                               "Body and answers may hold what is kept from the role of whoever asks")));
  static constexpr std::string_view schema_name = "WebhookDelivery";
};

// Newest first, below `before`; of one endpoint and in one state when told.
std::vector<DeliveryRow> list_deliveries(db::Work& work, DeliveryId before, EndpointId endpoint,
                                         std::optional<DeliveryState> state, int limit);
DeliveryView load_delivery(db::Work& work, DeliveryId id);  // Problem "not_found"
// Puts it in the queue anew, with the same id. Problem "delivery_waiting", "delivery_withdrawn", "webhook_off".
void send_again(db::Work& work, DeliveryId id);

struct OpenCounts {
  std::int64_t waiting = 0, failed = 0;
};
std::map<EndpointId, OpenCounts> open_counts(db::Work& work);

}  // namespace sarnakh::webhooks

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<webhooks::DeliveryState> =
    std::to_array<std::string_view>({"waiting", "delivered", "failed", "withdrawn"});
}  // namespace sarnakh::json
