#include "intake/receive.hpp"

#include "foundations/http/tokens.hpp"
#include "foundations/text/utf8.hpp"
#include "intake/meta_fetch.hpp"
#include "intake/senders.hpp"
#include "leads/settings.hpp"

namespace sarnakh::intake {

namespace {

using capture::Arrival;
using capture::Reason;

Arrival blank_arrival(const Known& known) {
  Arrival arrival;
  arrival.road = sender_of(known.address.kind).road;
  arrival.address = known.address.id.value;
  arrival.name = known.address.name;
  return arrival;
}

void take_values(const Known& known, const Reading& reading, Arrival& arrival) {
  const auto& mapping = known.address.mapping;
  apply(mapping ? *mapping : guess(reading.values, known.custom_keys), reading.values, known.home, arrival);
  if (reading.at && arrival.draft.touch) arrival.draft.touch->at = reading.at;
  if (reading.test) arrival.objection = Reason::test_delivery;
}

std::optional<json::Value> payload_of(Kind kind, std::string_view content_type, std::string_view body) {
  json::Limits limits;
  if (kind == Kind::meta) limits.members = most_members_of_meta;
  try {
    return parse_body(content_type, body, limits);
  } catch (const Problem&) {
    return std::nullopt;
  }
}

// What is kept has no content type; a form body never begins like this.
std::string_view type_of_kept(std::string_view body) {
  return body.starts_with('{') || body.starts_with('[') ? "application/json" : "application/x-www-form-urlencoded";
}

std::optional<Reason> objection_to(Verdict verdict, bool readable) {
  if (verdict == Verdict::wrong) return Reason::signature_wrong;
  if (verdict == Verdict::clock_off) return Reason::clock_off;
  if (!readable) return Reason::unreadable;
  return std::nullopt;
}

// What the sender may have signed with. Meta signs with a secret that was entered here, and nobody can before that.
std::vector<std::string> secrets_of(const Known& known, Instant now) {
  if (known.address.kind != Kind::meta) return known.address.secret.good(now);
  return known.app_secret.empty() ? std::vector<std::string>{} : std::vector{known.app_secret};
}

// An arrival that says as much as is known before its body is read for a lead, and the body.
struct Judged {
  Arrival arrival;
  json::Value payload;
};
Judged judge(const Known& known, const http::Request& request) {
  Judged judged{blank_arrival(known), {}};
  auto& arrival = judged.arrival;
  arrival.network = request.remote;
  arrival.agent = request.header("user-agent");
  arrival.body = request.body;
  if (request.body.size() > most_bytes) {
    arrival.body = text::cut(request.body, kept_of_too_large);
    arrival.objection = Reason::too_large;
    return judged;
  }
  if (known.address.ended_at) {
    arrival.objection = Reason::address_ended;
    return judged;
  }
  auto payload = payload_of(known.address.kind, request.header("content-type"), request.body);
  const bool readable = payload.has_value();
  if (readable) judged.payload = std::move(*payload);
  const auto verdict = sender_of(known.address.kind).judge(secrets_of(known, request.now), request, judged.payload);
  arrival.objection = objection_to(verdict, readable);
  return judged;
}

}  // namespace

Known known_address(db::Work& work, AddressId id) {
  Known known;
  known.address = load_address(work, id);
  if (known.address.kind == Kind::meta) known.app_secret = load_connection(work, id).app_secret;
  known.home = home_of(work);
  known.home.channel = known.address.channel;
  known.home.name = known.address.name;
  for (const auto& field : leads::settings_of(work)->custom_fields)
    if (!field.archived) known.custom_keys.push_back(field.key);
  return known;
}

Arrival arrival_of(const Known& known, const http::Request& request) {
  auto [arrival, payload] = judge(known, request);
  if (arrival.objection) return arrival;
  const auto& sender = sender_of(known.address.kind);
  const auto reading = sender.read(payload);
  arrival.message = message_of(sender, request, reading);
  take_values(known, reading, arrival);
  return std::move(arrival);
}

std::vector<Arrival> notices_of(const Known& known, const http::Request& request) {
  const auto [arrival, payload] = judge(known, request);
  if (arrival.objection) return {arrival};
  std::vector<Arrival> all;
  for (auto& notice : told_leads(payload)) {
    auto& one = all.emplace_back(arrival);
    one.message = std::move(notice.lead);
    one.body = std::move(notice.body);
    one.objection = one.message.empty() ? Reason::invalid_fields : Reason::not_fetched;
  }
  return all;
}

Arrival arrival_again(const Known& known, const std::string& body) {
  auto arrival = blank_arrival(known);
  arrival.body = body;
  take_values(known, reading_of(known.address, body), arrival);
  return arrival;
}

Reading reading_of(const Address& address, const std::string& body) {
  const auto payload = payload_of(address.kind, type_of_kept(body), body);
  return payload ? sender_of(address.kind).read(*payload) : Reading{};
}

}  // namespace sarnakh::intake
