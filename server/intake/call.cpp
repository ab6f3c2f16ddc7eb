#include "intake/call.hpp"

#include "foundations/text/ascii.hpp"

namespace sarnakh::intake {

namespace {

constexpr auto most_ahead = time::minutes(5);

std::int64_t seconds_of(const PhoneCall& call) {
  if (!call.answered() || !call.ended_at) return 0;
  return (*call.ended_at - call.answered_at.value_or(call.started_at)).ms / 1000;
}

std::string_view kind_of(const PhoneCall& call) {
  if (call.missed()) return "call_missed";
  return call.direction == Direction::in ? "call_in" : "call_out";
}

json::Value told_of(const PhoneCall& call) {
  json::Value data{json::Object{}};
  data.set("started_at", json::to_value(call.started_at));
  data.set("answered", call.answered());
  data.set("seconds", seconds_of(call));
  if (call.agent) data.set("agent", *call.agent);
  if (call.recording_url) data.set("recording_url", *call.recording_url);
  return data;
}

}  // namespace

std::optional<Disposition> disposition_of(std::string_view word) {
  std::string name;
  for (const char c : word) name += c == ' ' || c == '-' ? '_' : text::lower_case(c);
  return json::enum_of_name<Disposition>(name);
}

std::vector<FieldFault> faults_of(const PhoneCall& call, Instant now) {
  std::vector<FieldFault> faults;
  if (now + most_ahead < call.started_at) faults.push_back({"time_ahead", "/started_at"});
  if (call.answered_at && *call.answered_at < call.started_at) faults.push_back({"time_order", "/answered_at"});
  if (call.ended_at && *call.ended_at < call.answered_at.value_or(call.started_at))
    faults.push_back({"time_order", "/ended_at"});
  if (call.recording_url && !call.recording_url->starts_with("https://") && !call.recording_url->starts_with("http://"))
    faults.push_back({"link_invalid", "/recording_url"});
  return faults;
}

capture::Arrival arrival_of(const PhoneCall& call, const Home& home, std::string body) {
  capture::Arrival arrival;
  arrival.road = capture::Road::call;
  arrival.message = call.external_id;
  arrival.name = call.agent.value_or("");
  arrival.body = std::move(body);
  arrival.told = kind_of(call);
  arrival.data = told_of(call);
  arrival.answers = {{"from", call.from}, {"to", call.to}};
  if (leads::fill(arrival.draft, "phone", call.number(), home.phones(), home.time_zone))
    arrival.objection = capture::Reason::invalid_fields;
  // Who calls us shows an interest; whom we call has shown none by it.
  if (call.direction == Direction::in) {
    arrival.draft.clue = leads::Clue::call;
    leads::Touch touch;
    touch.at = call.started_at;
    touch.kind = "call";
    arrival.draft.touch = std::move(touch);
  }
  return arrival;
}

}  // namespace sarnakh::intake
