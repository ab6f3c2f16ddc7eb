#include "webhooks/delivery.hpp"

#include "foundations/text/utf8.hpp"
#include "webhooks/webhooks_sql.hpp"

namespace sarnakh::webhooks {

namespace {

DeliveryRow row_of(const db::Row& row) {
  DeliveryRow delivery;
  delivery.id = row.id<DeliveryId>(0);
  delivery.endpoint_id = row.id<EndpointId>(1);
  delivery.endpoint_name = row.text(2);
  delivery.topic = row.text(3);
  if (const auto lead = row.id<LeadId>(4)) delivery.lead_id = lead;
  delivery.state = json::enum_of_name<DeliveryState>(row.view(5)).value_or(DeliveryState::failed);
  delivery.attempts = row.integer(6);
  delivery.outcome = json::enum_of_name<Outcome>(row.view(7));
  if (row.integer(8) != 0) delivery.status = row.integer(8);
  delivery.made_at = row.instant(9);
  if (delivery.state == DeliveryState::waiting) delivery.next_at = row.instant(10);
  delivery.done_at = row.maybe_instant(11);
  return delivery;
}

// A receiver may answer with any bytes.
std::string readable(std::string_view bytes) {
  std::string text;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto letter = text::next_code_point(bytes, at);
    text::append_utf8(text, letter == 0 ? U'\uFFFD' : letter);
  }
  return text;
}

}  // namespace

std::string message_of(DeliveryId id) { return "msg_" + to_string(id); }

std::string body_of(std::string_view topic, Instant at, json::Value data) {
  json::Value body{json::Object{}};
  body.set("type", topic);
  body.set("timestamp", json::print_rfc3339(at));
  body.set("data", std::move(data));
  return json::write(body);
}

bool insert_delivery(db::Work& work, const NewDelivery& delivery) {
  return work.run(sql::insert_delivery, {work.workspace(), delivery.id, delivery.endpoint, delivery.topic,
                                         delivery.cause, delivery.lead, delivery.body, work.now()}) == 1;
}

void forget_lead(db::Work& work, LeadId lead) {
  work.run(sql::blank_answers_of_lead, {work.workspace(), lead});
  work.run(sql::blank_bodies_of_lead, {work.workspace(), lead, work.now()});
}

std::vector<Claimed> claim(db::Work& work, EndpointId endpoint, Instant lease_end, std::int64_t most) {
  std::vector<Claimed> claimed;
  for (const auto row : work.query(sql::claim, {work.workspace(), endpoint, work.now(), lease_end, most}))
    claimed.push_back({row.id<DeliveryId>(0), row.text(1), row.text(2), row.integer(3), row.integer(4)});
  return claimed;
}

void settle(db::Work& work, const Attempt& attempt) {
  const auto& [endpoint, what, at, answer] = attempt;
  const auto outcome = outcome_of(answer);
  const bool taken = outcome == Outcome::delivered;
  const bool gone = says_gone(answer);
  const auto pause = taken || gone || what.topic == test_topic ? std::nullopt : pause_after(what.tries);
  const auto state = taken ? DeliveryState::delivered : pause ? DeliveryState::waiting : DeliveryState::failed;
  std::optional<Instant> done_at;
  if (!pause) done_at = work.now();
  const auto word = json::name_of_enum(outcome);
  if (work.run(sql::settle, {work.workspace(), what.id, what.attempt, json::name_of_enum(state),
                             pause ? work.now() + *pause : work.now(), done_at, word, answer.status}) == 0)
    return;
  const auto words = readable(answer.body);
  work.run(sql::insert_attempt,
           {work.workspace(), what.id, what.attempt, at, answer.took.ms, word, answer.status, words});
  if (taken)
    work.run(sql::answered, {work.workspace(), endpoint});
  else
    work.run(sql::failed, {work.workspace(), endpoint, at});
  if (gone) work.run(sql::is_gone, {work.workspace(), endpoint});
}

void put_back(db::Work& work, const Claimed& what) {
  work.run(sql::put_back, {work.workspace(), what.id, what.attempt, work.now()});
}

std::vector<DeliveryRow> list_deliveries(db::Work& work, DeliveryId before, EndpointId endpoint,
                                         std::optional<DeliveryState> state, int limit) {
  const auto rows = state == DeliveryState::failed
                        ? work.query(sql::list_failed, {work.workspace(), before, endpoint, limit})
                        : work.query(sql::list_deliveries, {work.workspace(), before, endpoint,
                                                            state ? json::name_of_enum(*state) : "", limit});
  std::vector<DeliveryRow> list;
  for (const auto row : rows) list.push_back(row_of(row));
  return list;
}

DeliveryView load_delivery(db::Work& work, DeliveryId id) {
  const auto row = found(work.one(sql::load_delivery, {work.workspace(), id}));
  DeliveryView view;
  static_cast<DeliveryRow&>(view) = row_of(*row);
  view.message_id = message_of(id);
  view.body = row->text(12);
  for (const auto one : work.query(sql::list_attempts, {work.workspace(), id})) {
    auto& attempt = view.tried.emplace_back();
    attempt.number = one.integer(0);
    attempt.at = one.instant(1);
    attempt.took_ms = one.integer(2);
    attempt.outcome = json::enum_of_name<Outcome>(one.view(3)).value_or(Outcome::answered_oddly);
    if (one.integer(4) != 0) attempt.status = one.integer(4);
    attempt.answer = one.text(5);
  }
  return view;
}

void send_again(db::Work& work, DeliveryId id) {
  const auto delivery = load_delivery(work, id);
  if (delivery.state == DeliveryState::waiting) throw Problem{"delivery_waiting"};
  if (delivery.body.empty()) throw Problem{"delivery_withdrawn"};
  if (load_endpoint(work, delivery.endpoint_id).state != EndpointState::on) throw Problem{"webhook_off"};
  work.run(sql::send_again, {work.workspace(), id, work.now()});
}

std::map<EndpointId, OpenCounts> open_counts(db::Work& work) {
  std::map<EndpointId, OpenCounts> counts;
  for (const auto row : work.query(sql::count_open, {work.workspace()})) {
    auto& one = counts[row.id<EndpointId>(0)];
    one.waiting += row.integer(1);
    one.failed += row.integer(2);
  }
  return counts;
}

}  // namespace sarnakh::webhooks
