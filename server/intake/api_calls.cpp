// Calls that a telephone exchange reports, and those that wait for somebody to call back.

#include <map>
#include <set>

#include "accounts/accounts.hpp"
#include "foundations/text/utf8.hpp"
#include "intake/api.hpp"
#include "intake/call.hpp"
#include "intake/intake_sql.hpp"
#include "intake/receive.hpp"
#include "leads/hidden_fields.hpp"
#include "leads/leads.hpp"
#include "leads/many.hpp"

namespace sarnakh::intake {

namespace {

using http::Method;
using http::Nothing;
using MissedCallId = Id<struct MissedCallTag>;

struct CallTaken {
  std::string id;
  std::optional<LeadId> lead_id;
  bool missed = false, repeated = false;
  static constexpr auto fields =
      json::fields(json::field("id", &CallTaken::id, "Of the line in the list of what came"),
                   json::field("lead_id", &CallTaken::lead_id),
                   json::field("missed", &CallTaken::missed, "It now waits on the lead for somebody to call back"),
                   json::field("repeated", &CallTaken::repeated, "This call was here already; nothing was done twice"));
  static constexpr std::string_view schema_name = "CallTaken";
};
struct MissedCall {
  MissedCallId id;
  LeadId lead_id;
  Instant at;
  static constexpr auto fields =
      json::fields(json::field("id", &MissedCall::id), json::field("lead_id", &MissedCall::lead_id),
                   json::field("at", &MissedCall::at));
  static constexpr std::string_view schema_name = "MissedCall";
};

// As the inbox shows it.
struct WaitingCall : MissedCall {
  std::string name;
  static constexpr auto fields = json::joined(
      MissedCall::fields, json::fields(json::field("name", &WaitingCall::name, "What the lead is called")));
  static constexpr std::string_view schema_name = "WaitingCall";
};
struct PutOff {
  Instant until;
  static constexpr auto fields = json::fields(json::field("until", &PutOff::until));
  static constexpr std::string_view schema_name = "MissedCallPutOff";
};
constexpr std::size_t most_waiting = 100;

void remind(db::Work& work, const PhoneCall& call, LeadId lead) {
  if (call.missed())
    work.run(sql::insert_missed_call, {work.workspace(), work.new_id<MissedCallId>(), lead, call.started_at});
  else if (call.answered())
    work.run(sql::end_missed_calls_before, {work.workspace(), lead, call.started_at, work.now()});
}

// What is no call is kept as it came, like what is none at an incoming address: somebody has to see that calls are
// lost.
void keep_unreadable(db::Database& database, const http::Call& request, const Problem& problem) {
  const std::string_view body = request.request.body;
  const auto kept = body.size() > most_bytes ? text::cut(body, kept_of_too_large) : body;
  const auto arrival = capture::unreadable_arrival(capture::Road::call, 0, request.request, kept, problem);
  database.write(request.scope(), [&](db::Work& work) { capture::arrive(work, arrival); });
}

CallTaken take(db::Database& database, const http::Call& request, const PhoneCall& call) {
  leads::HiddenFields(request.caller)
      .refuse(leads::field_of_target("phone"), call.direction == Direction::in ? "/from" : "/to");
  auto faults = faults_of(call, request.now());
  // What is refused is kept with its reason, also when the exchange's clock is wrong.
  const auto outcome = database.write(request.scope(), [&](db::Work& work) {
    auto arrival = arrival_of(call, home_of(work), request.request.body);
    if (!faults.empty()) arrival.objection = capture::Reason::invalid_fields;
    arrival.network = request.request.remote;
    arrival.agent = request.request.header("user-agent");
    const auto kept = capture::arrive(work, arrival);
    if (kept.lead && !kept.repeated) remind(work, call, kept.lead);
    return kept;
  });
  if (!faults.empty()) throw Problem{std::move(faults)};
  if (outcome.state == capture::SubmissionState::refused)
    throw Problem{std::vector<FieldFault>{{"phone_invalid", call.direction == Direction::in ? "/from" : "/to"}}};
  CallTaken taken{to_string(outcome.submission), {}, call.missed(), outcome.repeated};
  if (outcome.lead) taken.lead_id = outcome.lead;
  return taken;
}

http::List<MissedCall> missed_of(db::Work& work, LeadId lead) {
  if (!leads::lead_exists(work, lead)) throw Problem{"not_found"};
  http::List<MissedCall> list;
  for (const auto row : work.query(sql::missed_calls_of_lead, {work.workspace(), lead}))
    list.data.push_back({row.id<MissedCallId>(0), row.id<LeadId>(1), row.instant(2)});
  return list;
}

// Nobody calls junk or the dead back (A18).
bool is_no_work(leads::StatusKind status) {
  return status == leads::StatusKind::junk || status == leads::StatusKind::dead;
}

// Within the reach of whoever asks, the longest waiting first.
http::List<WaitingCall> waiting(db::Work& work) {
  constexpr std::int64_t look = 500;
  http::List<WaitingCall> list;
  for (MissedCallId last;;) {
    std::vector<WaitingCall> calls;
    for (const auto row : work.query(sql::waiting_missed_calls, {work.workspace(), work.now(), last, look})) {
      auto& call = calls.emplace_back();
      call.id = last = row.id<MissedCallId>(0);
      call.lead_id = row.id<LeadId>(1);
      call.at = row.instant(2);
    }
    std::set<LeadId> leads;
    for (const auto& call : calls) leads.insert(call.lead_id);
    std::map<LeadId, std::string> names;
    for (auto& one : leads::names_of(work, {leads.begin(), leads.end()}))
      if (!is_no_work(one.status)) names.emplace(one.lead, std::move(one.name));
    for (auto& call : calls) {
      const auto name = names.find(call.lead_id);
      if (name == names.end()) continue;
      call.name = name->second;
      list.data.push_back(std::move(call));
      if (list.data.size() == most_waiting) return list;
    }
    if (static_cast<std::int64_t>(calls.size()) < look) return list;
  }
}

LeadId lead_of(db::Work& work, MissedCallId id) {
  const auto lead = found(work.one(sql::find_missed_call, {work.workspace(), id}))->id<LeadId>(0);
  if (!leads::lead_exists(work, lead)) throw Problem{"not_found"};
  return lead;
}

void end_missed(db::Work& work, MissedCallId id) {
  const auto lead = lead_of(work, id);
  if (work.run(sql::end_missed_call, {work.workspace(), id, work.now()}) == 0) return;
  accounts::audit(work, "missed_call_done", "lead", lead.value);
}

void put_off(db::Work& work, MissedCallId id, Instant until) {
  const auto lead = lead_of(work, id);
  if (until <= work.now()) throw Problem{"time_past", "/until"};
  if (work.run(sql::snooze_missed_call, {work.workspace(), id, until}) == 0) return;
  accounts::audit(work, "missed_call_put_off", "lead", lead.value);
}

// What was done or put off by mistake waits again.
void wake(db::Work& work, MissedCallId id) {
  const auto lead = lead_of(work, id);
  work.run(sql::wake_missed_call, {work.workspace(), id});
  accounts::audit(work, "missed_call_waits_again", "lead", lead.value);
}

}  // namespace

void add_call_routes(http::RouteTable& routes, db::Database& database) {
  auto calls = http::route<PhoneCall, CallTaken>(
      Method::post, "/in/calls", "leads:write",
      "Takes a call that is over, once for each external_id; who called becomes a lead by the lead rule, and a missed "
      "call waits on him.",
      [&database](const http::Call& request, const PhoneCall& call) { return take(database, request, call); },
      http::BodyKind::json,
      [&database](const http::Call& request, const Problem& problem) { keep_unreadable(database, request, problem); });
  calls.handle = [taken = std::move(calls.handle)](const http::Call& request) {
    // The number may be a colleague's lead: a telephone exchange has a key, which sees all.
    if (request.caller.reach != Reach::all) throw Problem{"forbidden"};
    return taken(request);
  };
  routes.push_back(std::move(calls));
  routes.push_back(http::route<Nothing, http::List<MissedCall>>(
      Method::get, "/api/v1/leads/{id}/missed-calls", "leads:read",
      "The calls of a lead that nobody took, newest first.", [&database](const http::Call& request, const Nothing&) {
        return database.read(request.scope(),
                             [&](db::Work& work) { return missed_of(work, request.id<LeadId>("id")); });
      }));
  routes.push_back(http::route<Nothing, Nothing>(
      Method::post, "/api/v1/missed-calls/{id}/done", "leads:write", "Somebody has called back.",
      [&database](const http::Call& request, const Nothing&) {
        database.write(request.scope(), [&](db::Work& work) { end_missed(work, request.id<MissedCallId>("id")); });
        return Nothing{};
      }));
  routes.push_back(http::route<Nothing, http::List<WaitingCall>>(
      Method::get, "/api/v1/missed-calls", "leads:read",
      "The calls that nobody took and nobody has returned, the longest waiting first; not those that are put off.",
      [&database](const http::Call& request, const Nothing&) {
        return database.read(request.scope(), [](db::Work& work) { return waiting(work); });
      }));
  routes.push_back(http::route<PutOff, Nothing>(
      Method::post, "/api/v1/missed-calls/{id}/snooze", "leads:write", "Lets a missed call rest until a moment.",
      [&database](const http::Call& request, const PutOff& body) {
        database.write(request.scope(),
                       [&](db::Work& work) { put_off(work, request.id<MissedCallId>("id"), body.until); });
        return Nothing{};
      }));
  routes.push_back(http::route<Nothing, Nothing>(
      Method::post, "/api/v1/missed-calls/{id}/wake", "leads:write", "It waits again: it was not called back.",
      [&database](const http::Call& request, const Nothing&) {
        database.write(request.scope(), [&](db::Work& work) { wake(work, request.id<MissedCallId>("id")); });
        return Nothing{};
      }));
}

std::vector<jobs::Listener> listeners() {
  return {{"intake.on_lead_erased", {"lead_erased"}, [](db::Work& work, const jobs::Event& event) {
             work.run(sql::delete_missed_calls, {work.workspace(), event.subject});
           }}};
}

}  // namespace sarnakh::intake
