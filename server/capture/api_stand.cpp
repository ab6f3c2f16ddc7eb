// The tablet at an exhibition stand: its page, which also opens without a network, and what it sends when there is one.

#include <memory>

#include "accounts/accounts.hpp"
#include "capture/api.hpp"
#include "capture/roads.hpp"
#include "capture/stand_page.hpp"
#include "capture/store.hpp"
#include "capture/submit.hpp"
#include "foundations/basics/embedded.hpp"
#include "foundations/http/budgets.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/utf8.hpp"
#include "links/stand.hpp"
#include "sources/arrival.hpp"

namespace sarnakh::capture {

std::span<const EmbeddedFile> public_files();  // made by the build

namespace {

using http::Answer;
using http::Call;
using http::Method;
using http::Nothing;

// A minute, of one stand: tablets that come back to the network send all they have.
constexpr int most_of_stand = 600;
constexpr std::size_t longest_key = 60;
// Of what is no visitor, so that somebody can see what was sent.
constexpr std::size_t kept_of_unreadable = 16 * 1024;

struct StandLead {
  std::string id;
  Instant taken_at;
  std::optional<UserId> person_id;
  std::string person, language;
  json::Value answers = json::Object{};
  json::Value consents = json::Object{};
  static constexpr auto fields = json::fields(
      json::field("id", &StandLead::id, json::length{16, 60}, "Made on the tablet; the same again is the same visitor"),
      json::field("taken_at", &StandLead::taken_at, "When the visitor stood there"),
      json::field("person_id", &StandLead::person_id, "Who talked to the visitor: a person of the workspace"),
      json::field("person", &StandLead::person, json::with_default, json::length{0, 100}, "or a name"),
      json::field("language", &StandLead::language, json::with_default, json::length{0, 10}),
      json::field("answers", &StandLead::answers, "{field id: text, or a list of texts}"),
      json::field("consents", &StandLead::consents, json::with_default, "{box id: true}"));
  static constexpr std::string_view schema_name = "StandLead";
};
struct StandTaken {
  SubmissionState state = SubmissionState::accepted;
  bool repeated = false;
  static constexpr auto fields =
      json::fields(json::field("state", &StandTaken::state),
                   json::field("repeated", &StandTaken::repeated, "It was here already; nothing was done twice"));
  static constexpr std::string_view schema_name = "StandTaken";
};

// A stand with its form, and in whose name the tablet writes.
struct Opened {
  links::Stand stand;
  Form form;
  db::Scope scope;
};

class StandApi {
 public:
  explicit StandApi(db::Database& database) : database_(database) {}

  Answer page(const Call& call) {
    const auto asked = call.request.query_value("lang");
    auto language = asked ? language_of(*asked) : call.request.language().value_or(Language::fa);
    const auto opened = open(call);
    if (!opened || opened->stand.ended || !opened->form.published) return stand_closed_page(language);
    const auto& content = *opened->form.published;
    if (content.title.fa.empty() || content.title.en.empty())
      language = content.title.fa.empty() ? Language::en : Language::fa;
    StandState state{language, call.place("key"), opened->stand.name, {}};
    database_.read(opened->scope, [&](db::Work& work) {
      state.people.clear();
      for (auto& person : accounts::members(work))
        if (accounts::is_member(work, person.first)) state.people.push_back(std::move(person));
    });
    return stand_page(content, state);
  }

  StandTaken take(const Call& call, const StandLead& lead) {
    const auto opened = admitted(call);
    const auto submission = submission_of(call, opened, lead);
    // No guard against robots: the key of the stand is the proof, and its own id makes a replay the same submission.
    const Judgement judgement{PageToken{submission.touch.at.value_or(call.now()), "stand:" + lead.id}, {}};
    const auto outcome = write(opened, submission, judgement);
    if (outcome.state == SubmissionState::refused) throw Problem{outcome.faults};
    return {outcome.state, outcome.repeated};
  }

  // Kept as it came and counted for the form: a tablet that sends such things loses somebody's clue.
  void keep_unreadable(const Call& call, const Problem& problem) {
    const auto opened = admitted(call);
    const auto arrival = unreadable_arrival(Road::form, opened.form.id.value, call.request,
                                            text::cut(call.request.body, kept_of_unreadable), problem);
    database_.write(opened.scope, [&](db::Work& work) { arrive(work, arrival); });
  }

  Answer file(std::string_view name) {
    Answer answer;
    answer.content_type = name.ends_with(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    const auto* found = find_file(public_files(), name);
    answer.fixed_body = found->bytes;
    answer.with("ETag", "\"" + std::string(found->hash) + "\"");
    answer.with("Cache-Control", "no-cache");
    return answer;
  }

 private:
  // Whoever is sent away here keeps what he has: it is counted, and comes again.
  Opened admitted(const Call& call) {
    auto opened = open(call);
    if (!opened) throw Problem{"stand_closed"};
    const auto turned_away = [&](Reason why, Problem problem) {
      database_.write(opened->scope, [&](db::Work& work) { turn_away(work, opened->form.id.value, why); });
      return problem;
    };
    if (opened->stand.ended) throw turned_away(Reason::address_ended, Problem{"stand_closed"});
    if (budgets_.take(to_string(opened->stand.link), call.now(), time::minutes(1), most_of_stand))
      return std::move(*opened);
    throw turned_away(Reason::address_budget, Problem::again_in(60, "throttled"));
  }

  std::optional<Opened> open(const Call& call) {
    const auto& key = call.place("key");
    if (key.size() > longest_key) return std::nullopt;
    const auto place =
        database_.read(db::Scope{call.now(), {}}, [&](db::Work& work) { return links::find_stand(work, key); });
    if (!place) return std::nullopt;
    Caller tablet;
    tablet.kind = CallerKind::visitor;
    tablet.workspace = place->workspace;
    tablet.language = call.language();
    const db::Scope scope{call.now(), tablet};
    return database_.read(scope, [&](db::Work& work) -> std::optional<Opened> {
      const auto stand = links::stand_of(work, place->link, key);
      if (!stand) return std::nullopt;
      return Opened{*stand, load_form(work, stand->form), scope};
    });
  }

  Submission submission_of(const Call& call, const Opened& opened, const StandLead& lead) {
    Submission submission;
    submission.answers = answers_from(lead.answers);
    for (const auto& [id, ticked] : lead.consents.as_object())
      if (ticked.as_bool().value_or(false)) submission.answers.emplace_back("consent:" + id, "yes");
    submission.trusted = true;
    submission.language =
        lead.language.empty() ? call.request.language().value_or(Language::fa) : language_of(lead.language);
    submission.touch.at = std::min(lead.taken_at, call.now());
    submission.touch.channel = "event";
    submission.touch.click_ids = json::Object{{std::string(sources::link_parameter), opened.stand.token}};
    submission.address = call.request.remote;
    submission.agent = std::string(call.request.header("user-agent"));
    submission.told.set("exhibition", opened.stand.name);
    if (const auto person = name_of_talker(opened, lead); !person.empty()) submission.told.set("talked_by", person);
    return submission;
  }

  std::string name_of_talker(const Opened& opened, const StandLead& lead) {
    std::string name;
    if (lead.person_id)
      name =
          database_.read(opened.scope, [&](db::Work& work) { return accounts::name_of_user(work, *lead.person_id); });
    return name.empty() ? text::clean_text(lead.person) : name;
  }

  Outcome write(const Opened& opened, const Submission& submission, const Judgement& judgement) {
    const auto once = [&](db::Work& work) {
      return submit(work, load_form(work, opened.form.id), submission, judgement);
    };
    try {
      return database_.write(opened.scope, once);
    } catch (const db::UniqueViolation&) {
      // The same one came by another connection at this moment: now it is there.
      return database_.write(opened.scope, once);
    }
  }

  db::Database& database_;
  http::Budgets budgets_;
};

}  // namespace

void add_stand_routes(http::RouteTable& routes, db::Database& database) {
  const auto api = std::make_shared<StandApi>(database);
  for (const std::string name : {"stand.js", "worker.js", "stand.css"})
    routes.push_back(
        http::route<Nothing, Answer>(Method::get, "/stand/" + name, "public", "A file of the stand's page.",
                                     [api, name](const Call&, const Nothing&) { return api->file(name); }));
  routes.push_back(http::route<Nothing, Answer>(
      Method::get, "/stand/{key}", "public", "The page of a tablet at an exhibition stand; it opens without a network.",
      [api](const Call& call, const Nothing&) { return api->page(call); }));
  routes.push_back(http::route<StandLead, StandTaken>(
      Method::post, "/stand/{key}/leads", "public", "Takes what a tablet kept: one visitor, once.",
      [api](const Call& call, const StandLead& body) { return api->take(call, body); }, http::BodyKind::json,
      [api](const Call& call, const Problem& problem) { api->keep_unreadable(call, problem); }));
}

}  // namespace sarnakh::capture
