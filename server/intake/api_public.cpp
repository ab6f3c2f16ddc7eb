// What other programs send.

#include <algorithm>
#include <memory>
#include <span>

#include "foundations/http/budgets.hpp"
#include "foundations/text/network.hpp"
#include "intake/api.hpp"
#include "intake/meta_fetch.hpp"
#include "intake/receive.hpp"
#include "intake/senders.hpp"
#include "leads/leads.hpp"

namespace sarnakh::intake {

namespace {

using capture::Reason;
using http::Answer;
using http::Call;
using http::Method;
using http::Nothing;

// A minute, of one network to one address.
constexpr int most_of_network = 600;
// Of Meta's notices in one transaction: others write between them.
constexpr std::size_t most_at_once = 1000;

struct Taken {
  std::string id;
  capture::SubmissionState state = capture::SubmissionState::accepted;
  std::optional<Reason> reason;
  bool repeated = false;
  static constexpr auto fields =
      json::fields(json::field("id", &Taken::id, "Of the line in the list of what came"),
                   json::field("state", &Taken::state), json::field("reason", &Taken::reason),
                   json::field("repeated", &Taken::repeated, "This message was here already; nothing was done twice"));
  static constexpr std::string_view schema_name = "DeliveryTaken";
};

// Meta is told nothing but that all of it was taken.
struct NoticesTaken {
  std::int64_t leads = 0;
  static constexpr auto fields = json::fields(json::field("leads", &NoticesTaken::leads));
  static constexpr std::string_view schema_name = "MetaNoticesTaken";
};
// How Meta asks whether the address is ours, when somebody enters it there.
struct Question {
  std::string mode, verify_token, challenge;
  static constexpr auto fields =
      json::fields(json::field("hub.mode", &Question::mode, json::with_default, json::length{0, 100}),
                   json::field("hub.verify_token", &Question::verify_token, json::with_default, json::length{0, 1000}),
                   json::field("hub.challenge", &Question::challenge, json::with_default, json::length{0, 200}));
  static constexpr std::string_view schema_name = "MetaQuestion";
};

[[noreturn]] void refuse(Reason reason) {
  switch (reason) {
    case Reason::clock_off:
      throw Problem{"delivery_clock"};
    case Reason::unreadable:
      throw Problem{"delivery_unreadable"};
    case Reason::too_large:
      throw Problem{"body_too_large", {}, {{"most", std::to_string(most_bytes)}}};
    case Reason::address_ended:
      throw Problem{"address_ended"};
    default:
      throw Problem{"delivery_signature"};
  }
}

class PublicApi {
 public:
  explicit PublicApi(db::Database& database) : database_(database) {}

  Taken take(const Call& call, const Sender& sender) {
    try {
      const auto [scope, known] = addressed(call, sender);
      const auto arrival = arrival_of(known, call.request);
      const auto outcome = keep(scope, known, {&arrival, 1}).front();
      if (outcome.state == capture::SubmissionState::refused) refuse(*outcome.reason);
      return {to_string(outcome.submission), outcome.state, outcome.reason, outcome.repeated};
    } catch (Problem& problem) {
      problem.sentence_member = sender.refusal_in;
      throw;
    }
  }

  NoticesTaken take_notices(const Call& call) {
    const auto [scope, known] = addressed(call, sender_of(Kind::meta));
    const auto arrivals = notices_of(known, call.request);
    // When only some could be kept Meta sends the message again, and those are there already.
    for (std::size_t at = 0; at < arrivals.size(); at += most_at_once) {
      const std::span some(arrivals.data() + at, std::min(most_at_once, arrivals.size() - at));
      for (const auto& outcome : keep(scope, known, some))
        // A notice without a lead's number will have none when it is sent again.
        if (outcome.state == capture::SubmissionState::refused && outcome.reason != Reason::invalid_fields)
          refuse(*outcome.reason);
    }
    return {static_cast<std::int64_t>(arrivals.size())};
  }

  http::Answer answer_question(const Call& call, const Question& asked) {
    const auto [scope, known] = addressed(call, sender_of(Kind::meta));
    if (known.address.ended_at) throw Problem{"address_ended"};
    const bool right = asked.mode == "subscribe" &&
                       plain_verdict(known.address.secret.good(call.now()), asked.verify_token) == Verdict::right;
    if (!right) throw Problem{"delivery_signature"};
    return http::text(200, asked.challenge);
  }

 private:
  struct Addressed {
    db::Scope scope;
    Known known;
  };
  Addressed addressed(const Call& call, const Sender& sender) {
    const auto& token = call.place("token");
    const auto place = token.size() > 100 ? std::nullopt
                                          : database_.read(db::Scope{call.now(), {}},
                                                           [&](db::Work& work) { return find_place(work, token); });
    if (!place) throw Problem{"not_found"};
    Caller program;
    program.kind = CallerKind::visitor;
    program.workspace = place->workspace;
    const db::Scope scope{call.now(), program};
    auto known = database_.read(scope, [&](db::Work& work) { return known_address(work, place->address); });
    if (known.address.kind != sender.kind) throw Problem{"not_found"};
    keep_budget(call, scope, known.address.id);
    return {scope, std::move(known)};
  }

  void keep_budget(const Call& call, const db::Scope& scope, AddressId address) {
    const auto key = to_string(address) + ":" + text::network_of(call.request.remote);
    if (budgets_.take(key, call.now(), time::minutes(1), most_of_network)) return;
    database_.write(scope, [&](db::Work& work) { capture::turn_away(work, address.value, Reason::address_budget); });
    throw Problem::again_in(60, "throttled");
  }

  std::vector<capture::Outcome> keep(const db::Scope& scope, const Known& known,
                                     std::span<const capture::Arrival> arrivals) {
    const auto once = [&](db::Work& work) {
      std::vector<capture::Outcome> outcomes;
      outcomes.reserve(arrivals.size());
      for (const auto& arrival : arrivals) outcomes.push_back(capture::arrive(work, arrival));
      const bool notices = std::any_of(arrivals.begin(), arrivals.end(), [](const capture::Arrival& arrival) {
        return arrival.objection == Reason::not_fetched;
      });
      if (notices) fetch_soon(work, known.address.id);
      return outcomes;
    };
    // Only one that comes alone says already who the person is.
    const auto ahead = leads::will_upsert(scope.caller.workspace, arrivals.front().draft, known.home.phones());
    try {
      return database_.write(scope, once, ahead);
    } catch (const db::UniqueViolation&) {
      // The same message came to another server at this moment: now it is there.
      return database_.write(scope, once, ahead);
    }
  }

  db::Database& database_;
  http::Budgets budgets_;
};

}  // namespace

void add_public_routes(http::RouteTable& routes, db::Database& database) {
  const auto api = std::make_shared<PublicApi>(database);
  for (const auto& [kind, sentence] : std::initializer_list<std::pair<Kind, std::string>>{
           {Kind::webhook, "Takes a lead from any program that signs as Standard Webhooks says; JSON or a form body."},
           {Kind::google_forms, "Takes what the script in a Google form sends."},
           {Kind::typeform, "Takes a response of Typeform."},
           {Kind::google_ads, "Takes a lead of a Google Ads lead form."}}) {
    const auto& sender = sender_of(kind);
    // Whoever reads a body here reads it as it came: the signature is over its bytes.
    routes.push_back(http::route<Nothing, Taken>(
        Method::post, "/in/" + std::string(sender.word) + "/{token}", "public", sentence,
        [api, &sender](const Call& call, const Nothing&) { return api->take(call, sender); }));
  }
  const auto meta = "/in/" + std::string(sender_of(Kind::meta).word) + "/{token}";
  routes.push_back(http::route<Nothing, NoticesTaken>(
      Method::post, meta, "public", "Takes Meta's word of new leads, which are then fetched from Meta.",
      [api](const Call& call, const Nothing&) { return api->take_notices(call); }));
  routes.push_back(http::route<Question, Answer>(
      Method::get, meta, "public", "Answers Meta's question whether the address is ours, as plain text.",
      [api](const Call& call, const Question& asked) { return api->answer_question(call, asked); }));
}

}  // namespace sarnakh::intake
