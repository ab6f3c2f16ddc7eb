#include "capture/roads.hpp"

#include <algorithm>
#include <limits>

#include "capture/capture_sql.hpp"
#include "capture/store.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/text/utf8.hpp"
#include "leads/leads.hpp"
#include "links/links.hpp"

namespace sarnakh::capture {

namespace {

FormId place_of(const Arrival& arrival) { return FormId{arrival.address}; }

leads::Provenance provenance_of(const Arrival& arrival) {
  return {.kind = leads::ByKind::api, .id = arrival.address, .label = arrival.name};
}

// Whether anything in it says who it is about.
bool names_somebody(const leads::Draft& draft) {
  return !draft.phones.empty() || !draft.emails.empty() || !draft.handles.empty() || draft.full_name ||
         draft.first_name || draft.last_name || draft.organisation;
}

void tell_answers(json::Value& data, const Arrival& arrival) {
  json::Value answers{json::Array{}};
  for (const auto& [label, value] : arrival.answers)
    answers.array().push_back(json::Object{{"label", label}, {"value", value}});
  data.set("form_title", arrival.name);
  data.set("answers", std::move(answers));
}

LeadId make_lead(db::Work& work, const Arrival& arrival, SubmissionId submission) {
  auto draft = arrival.draft;
  draft.by = provenance_of(arrival);
  std::optional<links::LinkId> link;
  if (draft.touch) {
    draft.touch->form_title = arrival.name;
    if (draft.touch->at) draft.touch->at = std::min(*draft.touch->at, work.now());  // by another program's clock
    link = links::recognise(work, *draft.touch);
  }
  const auto lead = leads::upsert_known(work, std::move(draft)).lead;
  if (link) links::brought(work, *link, lead);
  for (auto given : arrival.consents) {
    given.form_label = arrival.name;
    given.address = arrival.network;
    given.activity = leads::Activity::counted;
    consent::record(work, lead, given);
  }
  auto data = arrival.data;
  data.set("road", json::name_of_enum(arrival.road));
  data.set("submission_id", to_string(submission));
  if (arrival.told == "form_submitted") tell_answers(data, arrival);
  leads::add_timeline(work, lead, arrival.told, std::move(data), provenance_of(arrival), leads::Activity::counted);
  return lead;
}

// What becomes of it.
void judge(db::Work& work, const Arrival& arrival, Outcome& outcome) {
  outcome.reason = arrival.objection;
  if (!outcome.reason && !names_somebody(arrival.draft)) outcome.reason = Reason::no_person;
  outcome.state = outcome.reason ? state_of(*outcome.reason) : SubmissionState::accepted;
  if (!outcome.reason) outcome.lead = make_lead(work, arrival, outcome.submission);
}

void announce(db::Work& work, const Arrival& arrival, const Outcome& outcome) {
  if (outcome.state == SubmissionState::refused) return;
  json::Value data{json::Object{}};
  data.set("submission_id", to_string(outcome.submission));
  data.set("state", json::name_of_enum(outcome.state));
  if (outcome.lead) data.set("lead_id", to_string(outcome.lead));
  jobs::announce(work, arrival.road == Road::call ? "call_logged" : "form_submitted", arrival.address, std::move(data));
}

std::string touch_text(const Arrival& arrival) {
  return arrival.draft.touch ? json::to_text(*arrival.draft.touch) : std::string("{}");
}

}  // namespace

Arrival unreadable_arrival(Road road, std::int64_t address, const http::Request& request, std::string_view body,
                           const Problem& problem) {
  Arrival arrival;
  arrival.road = road;
  arrival.address = address;
  arrival.body = body;
  arrival.network = request.remote;
  arrival.agent = request.header("user-agent");
  arrival.objection = problem.faults.empty() ? Reason::unreadable : Reason::invalid_fields;
  return arrival;
}

Outcome arrive(db::Work& work, const Arrival& arrival) {
  if (!arrival.message.empty())
    if (const auto before = find_flow(work, place_of(arrival), arrival.message))
      return {.state = before->state,
              .reason = before->reason,
              .submission = before->submission,
              .lead = before->lead,
              .repeated = true};
  Outcome outcome{.submission = work.new_id<SubmissionId>()};
  judge(work, arrival, outcome);
  const auto state = json::name_of_enum(outcome.state);
  const auto reason = word_of(outcome.reason);
  work.later(sql::insert_arrival, {work.workspace(),
                                   outcome.submission,
                                   arrival.address,
                                   0,
                                   arrival.message,
                                   work.now(),
                                   state,
                                   reason,
                                   outcome.lead,
                                   0,
                                   json::write(to_json(arrival.answers)),
                                   "",
                                   touch_text(arrival),
                                   arrival.network,
                                   text::cut(arrival.agent, 300),
                                   name_of(Language::fa),
                                   "",
                                   json::name_of_enum(arrival.road),
                                   arrival.name,
                                   kept_body(arrival.body)});
  count_up(work, place_of(arrival), "state", state);
  if (reason) count_up(work, place_of(arrival), "reason", *reason);
  announce(work, arrival, outcome);
  return outcome;
}

void turn_away(db::Work& work, std::int64_t address, Reason reason) {
  count_up(work, FormId{address}, "reason", json::name_of_enum(reason));
}

std::vector<Waiting> waiting_at(db::Work& work, std::int64_t address, Reason why, SubmissionId after) {
  std::vector<Waiting> all;
  for (const auto row : work.query(sql::list_waiting, {work.workspace(), address, after, json::name_of_enum(why)}))
    all.push_back({row.id<SubmissionId>(0), row.text(1)});
  return all;
}

std::vector<Waiting> newest_waiting_at(db::Work& work, std::int64_t address, Reason why, SubmissionId before) {
  std::vector<Waiting> all;
  if (!before) before.value = std::numeric_limits<std::int64_t>::max();
  for (const auto row :
       work.query(sql::list_newest_waiting, {work.workspace(), address, before, json::name_of_enum(why)}))
    all.push_back({row.id<SubmissionId>(0), row.text(1)});
  return all;
}

bool waits(db::Work& work, SubmissionId submission, Reason why) {
  return work.one(sql::is_waiting, {work.workspace(), submission, json::name_of_enum(why)}).has_value();
}

std::int64_t count_waiting(db::Work& work, std::int64_t address, Reason why) {
  return work.one(sql::count_waiting, {work.workspace(), address, json::name_of_enum(why)})->integer(0);
}

Outcome arrive_again(db::Work& work, SubmissionId submission, const Arrival& arrival) {
  Outcome outcome{.submission = submission};
  judge(work, arrival, outcome);
  const auto state = json::name_of_enum(outcome.state);
  const auto answers = json::write(to_json(arrival.answers));
  const auto touch = touch_text(arrival);
  work.run(sql::settle_arrival, {work.workspace(), submission, state, word_of(outcome.reason), outcome.lead, answers,
                                 touch, kept_body(arrival.body)});
  if (outcome.state == SubmissionState::quarantined) return outcome;
  count_up(work, place_of(arrival), "state", "quarantined", -1);
  count_up(work, place_of(arrival), "state", state);
  announce(work, arrival, outcome);
  return outcome;
}

std::optional<Example> last_arrival(db::Work& work, std::int64_t address) {
  const auto row = work.one(sql::last_body, {work.workspace(), address});
  if (!row) return std::nullopt;
  return Example{row->text(0), row->instant(1)};
}

ArrivalCounts arrival_counts(db::Work& work, std::int64_t address) {
  ArrivalCounts counts;
  for (const auto row : work.query(sql::counts_of_form, {work.workspace(), address})) {
    if (row.view(0) != "state") continue;
    auto& count = row.view(1) == "accepted"      ? counts.accepted
                  : row.view(1) == "quarantined" ? counts.quarantined
                                                 : counts.refused;
    count += row.integer(2);
  }
  return counts;
}

std::string kept_body(std::string_view body) {
  if (text::valid_utf8(body) && body.find('\0') == std::string_view::npos) return std::string(body);
  return "base64:" + to_base64(body);
}

}  // namespace sarnakh::capture
