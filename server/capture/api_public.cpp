// What visitors do: see the page of a form, send it, from the page, from an embedding site, from a program.

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>

#include "accounts/policy.hpp"
#include "capture/api.hpp"
#include "capture/form_cache.hpp"
#include "capture/form_rules.hpp"
#include "capture/page_words.hpp"
#include "capture/submit.hpp"
#include "foundations/basics/embedded.hpp"
#include "foundations/http/compress.hpp"
#include "foundations/http/form_body.hpp"
#include "foundations/text/url.hpp"
#include "foundations/text/utf8.hpp"
#include "leads/hidden_fields.hpp"
#include "sources/arrival.hpp"
#include "sources/sources.hpp"
#include "visits/visits.hpp"

namespace sarnakh::capture {

std::span<const EmbeddedFile> public_files();  // made by the build

namespace {

using http::Answer;
using http::Call;
using http::Method;
using http::Nothing;

// What the embedded form and programs send.
struct JsonSubmission {
  json::Value answers = json::Object{};
  json::Value consents = json::Object{};
  std::string token, proof, website, page, referrer, language, visitor;
  std::optional<std::int64_t> step;
  static constexpr auto fields = json::fields(
      json::field("answers", &JsonSubmission::answers, "{field id: text, or a list of texts}"),
      json::field("consents", &JsonSubmission::consents, json::with_default, "{box id: true}"),
      json::field("token", &JsonSubmission::token, json::with_default, json::length{0, 200},
                  "From the form's definition; not needed with an API key"),
      json::field("proof", &JsonSubmission::proof, json::with_default, json::length{0, 20}),
      json::field("website", &JsonSubmission::website, json::with_default, json::length{0, 200}, "Stays empty"),
      json::field("page", &JsonSubmission::page, json::with_default, json::length{0, 8000},
                  "Address of the page, whole"),
      json::field("referrer", &JsonSubmission::referrer, json::with_default, json::length{0, 8000}),
      json::field("language", &JsonSubmission::language, json::with_default, json::length{0, 10}),
      json::field("visitor", &JsonSubmission::visitor, json::with_default, json::length{0, visits::longest_visitor_id},
                  "What the tracking script knows the browser by"),
      json::field("step", &JsonSubmission::step));
  static constexpr std::string_view schema_name = "FormSubmission";
};

struct JsonOutcome {
  SubmissionState state = SubmissionState::accepted;
  std::string message;
  std::optional<std::string> redirect;
  std::optional<std::int64_t> next_step;
  std::optional<LeadId> lead_id;
  static constexpr auto fields =
      json::fields(json::field("state", &JsonOutcome::state), json::field("message", &JsonOutcome::message),
                   json::field("redirect", &JsonOutcome::redirect), json::field("next_step", &JsonOutcome::next_step),
                   json::field("lead_id", &JsonOutcome::lead_id, "Only to a program with an API key"));
  static constexpr std::string_view schema_name = "SubmissionOutcome";
};

struct Definition {
  FormContent form;
  std::string language;
  std::string token;
  int proof_bits = 0;
  json::Value words;
  static constexpr auto fields =
      json::fields(json::field("form", &Definition::form), json::field("language", &Definition::language),
                   json::field("token", &Definition::token),
                   json::field("proof_bits", &Definition::proof_bits, "0: no proof of work is asked"),
                   json::field("words", &Definition::words));
  static constexpr std::string_view schema_name = "FormDefinition";
};

std::string host_of(const std::string& address) {
  const auto url = text::parse_url(address);
  return url ? url->host : std::string();
}

class PublicApi {
 public:
  PublicApi(db::Database& database, Settings settings) : database_(database), settings_(std::move(settings)) {
    for (const auto& file : public_files())
      if (!file.path.ends_with(".woff2")) packed_.try_emplace(std::string(file.path), std::string(file.bytes));
  }

  Answer page(const Call& call) {
    const auto form = find_published(call);
    if (!form) return closed_page(language_of_visitor(call));
    PageState state;
    state.language = language_of_visitor(call, &*form);
    state.token = make_token(*form, call.now());
    state.landing_page = settings_.base_url + std::string(text::cut(call.request.target, 4000));
    state.referrer = std::string(text::cut(call.request.header("referer"), 4000));
    count_view(call, *form);
    return form_page(200, *form->published, form->public_id, state, settings_.sentence);
  }

  Answer thanks(const Call& call) {
    const auto form = find_published(call);
    if (!form) return closed_page(language_of_visitor(call));
    return thanks_page(*form->published, language_of_visitor(call, &*form));
  }

  Answer definition(const Call& call) {
    const auto form = find_published(call);
    if (!form) throw Problem{"form_closed"};
    const auto language = language_of_visitor(call, &*form);
    count_view(call, *form);
    Definition shown{*form->published, std::string(name_of(language)), make_token(*form, call.now()),
                     form->published->settings.proof_of_work ? proof_bits : 0, words_of(language)};
    // What the workspace makes of it is its own business.
    shown.form.settings = FormSettings{};
    Answer answer;
    answer.body = json::to_text(shown);
    answer.with("Cache-Control", "no-store");
    return answer;
  }

  // From the hosted page: a form body. From an embedding site: JSON.
  Answer post(const Call& call) {
    const bool is_json = call.request.header("content-type").starts_with("application/json");
    if (is_json) return post_json(call, http::request_of<JsonSubmission>(call.request), false);
    const auto fields = http::form_fields_of(call.request);
    const auto value = [&](std::string_view name) {
      for (const auto& [key, text] : fields)
        if (key == name) return text;
      return std::string();
    };
    const auto language = language_of(value("_language"));
    Submission submission;
    for (const auto& [name, text] : fields)
      if (!name.starts_with('_')) submission.answers.emplace_back(name, text);
    submission.token = value("_token");
    submission.trap = value("_website");
    submission.proof = value("_proof");
    submission.step = parse_step(value("_step"));
    submission.back = value("_go") == "back";
    submission.language = language;
    return with_form(call, [&](const KnownForm& known) {
      if (!known.form) return closed_page(language);
      arrive(call, *known.form, submission, value("_page"), value("_referrer"));
      const auto outcome = take(call, known, submission);
      return page_after(call, *known.form, submission, outcome, value("_page"), value("_referrer"));
    });
  }

  Answer post_json(const Call& call, const JsonSubmission& body, bool by_program) {
    return with_form(call, [&](const KnownForm& known) { return take_json(call, known, body, by_program); });
  }
  Answer take_json(const Call& call, const KnownForm& known, const JsonSubmission& body, bool by_program) {
    if (!known.form) throw Problem{"form_closed"};
    Submission submission;
    submission.answers = answers_from(body.answers);
    for (const auto& [id, ticked] : body.consents.as_object())
      if (ticked.as_bool().value_or(false)) submission.answers.emplace_back("consent:" + id, "yes");
    submission.token = body.token;
    submission.proof = body.proof;
    submission.trap = body.website;
    submission.step = body.step;
    submission.trusted = by_program;
    submission.visitor = body.visitor;
    submission.language = body.language.empty() ? language_of_visitor(call, &*known.form) : language_of(body.language);
    arrive(call, *known.form, submission, body.page, body.referrer);
    if (!by_program) return json_answer(*known.form, submission, take(call, known, submission));
    return take_from_program(call, known, submission);
  }

  Answer file(const Call& call, std::string_view name) {
    const auto* found = find_file(public_files(), name);
    const auto packed = packed_.find(name);
    auto answer = packed == packed_.end() ? Answer{} : packed->second.answer(call.request.header("accept-encoding"));
    answer.content_type = name.ends_with(".css")     ? "text/css; charset=utf-8"
                          : name.ends_with(".woff2") ? "font/woff2"
                                                     : "text/javascript; charset=utf-8";
    if (packed == packed_.end()) answer.fixed_body = found->bytes;
    answer.with("ETag", "\"" + std::string(found->hash) + "\"");
    answer.with("Cache-Control", "public, max-age=300");
    answer.with("Cross-Origin-Resource-Policy", "cross-origin");
    return answer;
  }

 private:
  static std::optional<std::int64_t> parse_step(const std::string& text) {
    if (text.empty() || text.size() > 2 ||
        !std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
      return std::nullopt;
    return std::stoi(text);
  }

  db::Scope scope_of(const Call& call, WorkspaceId workspace) const {
    auto scope = call.scope();
    if (scope.caller.kind == CallerKind::api_key) return scope;
    Caller visitor;
    visitor.kind = CallerKind::visitor;
    visitor.workspace = workspace;
    visitor.language = call.language();
    scope.caller = visitor;
    return scope;
  }

  // The form at the link, whatever its state; a program finds only the forms of its own workspace.
  static KnownForm in_reach(const Call& call, const KnownForm& known) {
    const bool elsewhere =
        known.form && call.caller.kind == CallerKind::api_key && known.form->workspace != call.caller.workspace;
    return elsewhere ? KnownForm{} : known;
  }
  // What writes with the form begins with the one that is kept, which is nearly always as it is now.
  template <class Act>
  Answer with_form(const Call& call, Act act) {
    const db::Scope nobody{call.now(), Caller{}};
    const auto& public_id = call.place("public_id");
    try {
      return act(in_reach(call, forms_.recall(database_, nobody, public_id)));
    } catch (const FormChanged&) {
      return act(in_reach(call, forms_.find(database_, nobody, public_id)));
    }
  }
  std::shared_ptr<const Form> find_published(const Call& call) {
    auto form = in_reach(call, forms_.find(database_, {call.now(), Caller{}}, call.place("public_id"))).form;
    if (form && (form->state != FormState::published || !form->published)) form.reset();
    return form;
  }

  Language language_of_visitor(const Call& call, const Form* form = nullptr) const {
    if (const auto asked = call.request.query_value("lang")) return language_of(*asked);
    if (form != nullptr) {
      const auto& title = form->published->title;
      if (title.fa.empty() || title.en.empty()) return title.fa.empty() ? Language::en : Language::fa;
    }
    if (const auto wanted = call.request.language()) return *wanted;
    return form != nullptr ? language_of(form->published->default_language) : Language::fa;
  }

  void count_view(const Call& call, const Form& form) {
    database_.write(scope_of(call, form.workspace), [&](db::Work& work) { count_up(work, form.id, "seen", "0"); });
  }

  void arrive(const Call& call, const Form& form, Submission& submission, const std::string& page,
              const std::string& referrer) {
    sources::Arrival arrival{
        page, referrer, host_of(settings_.base_url), {}, own_sources_.find(database_, call.now(), form.workspace)};
    for (const auto* name : {"_ga", "_fbc", "_fbp", "_ym_uid"})
      if (auto value = call.request.cookie(name)) arrival.cookies.emplace_back(name, *value);
    submission.touch = sources::touch_of(arrival);
    // The page's own word first: the site's memory may be older than this server's cookie.
    if (submission.visitor.empty())
      if (const auto cookie = call.request.cookie(visits::visitor_cookie)) submission.visitor = *cookie;
    if (!visits::is_visitor_id(submission.visitor)) submission.visitor.clear();
    submission.address = call.request.remote;
    submission.agent = std::string(call.request.header("user-agent"));
  }

  Outcome take(const Call& call, const KnownForm& known, const Submission& submission) {
    const auto& form = *known.form;
    const auto judgement = judge(form, submission, call.now(), budgets_);
    const auto once = [&](db::Work& work) { return submit(work, form, submission, judgement); };
    const auto ahead = will_submit(form, submission, known.workspace);
    try {
      return database_.write(scope_of(call, form.workspace), once, ahead);
    } catch (const db::UniqueViolation&) {
      // Another server took the same page's submission at the same moment: its outcome is there now.
      return database_.write(scope_of(call, form.workspace), once, ahead);
    }
  }

  // A program repeats with its Idempotency-Key. A refusal takes the key back, so that the corrected body may use it,
  // and is kept in a write of its own.
  Answer take_from_program(const Call& call, const KnownForm& known, const Submission& submission) {
    const auto& form = *known.form;
    Outcome outcome;
    const auto once = [&](db::Work& work) {
      outcome = submit(work, form, submission, judge(form, submission, call.now(), budgets_));
      return json_answer(form, submission, outcome);
    };
    try {
      return http::idempotent(database_, call, once, will_submit(form, submission, known.workspace));
    } catch (const Problem&) {
      if (outcome.state == SubmissionState::refused) take(call, known, submission);
      throw;
    }
  }

  // What the visitor is shown. Quarantine looks like thanks: a robot learns nothing, a person is not offended.
  Answer page_after(const Call& call, const Form& form, const Submission& submission, const Outcome& outcome,
                    const std::string& landing_page, const std::string& referrer) {
    if (outcome.reason == Reason::form_not_published || !form.published) return closed_page(submission.language);
    const auto again = [&](int status, std::size_t step, const Answers& answers) {
      PageState state;
      state.language = submission.language;
      state.token = outcome.reason == Reason::bad_token ? make_token(form, call.now()) : submission.token;
      state.step = std::min(step, form.published->steps.size() - 1);
      state.answers = answers;
      state.faults = outcome.faults;
      state.landing_page = landing_page;
      state.referrer = referrer;
      return form_page(status, *form.published, form.public_id, state, settings_.sentence);
    };
    // The page comes again with its answers and a fresh token: whoever is a person presses once more.
    if (outcome.reason == Reason::bad_token) return again(403, 0, submission.answers);
    if (outcome.state == SubmissionState::refused)
      return again(422, step_with_fault(*form.published, outcome), outcome.so_far);
    if (outcome.state == SubmissionState::partial)
      return again(200, static_cast<std::size_t>(outcome.next_step), outcome.so_far);
    if (form.published->thanks.kind == ThanksKind::redirect) return http::redirect(303, form.published->thanks.url);
    return http::redirect(303, "/f/" + form.public_id + "/thanks?lang=" + std::string(name_of(submission.language)));
  }

  // The first step that has something to mend.
  static std::size_t step_with_fault(const FormContent& content, const Outcome& outcome) {
    for (std::size_t s = 0; s < content.steps.size(); ++s)
      for (const auto& field : content.steps[s].questions)
        for (const auto& fault : outcome.faults)
          if (fault.pointer == "/answers/" + field.id) return s;
    return content.steps.size() - 1;
  }

  Answer json_answer(const Form& form, const Submission& submission, const Outcome& outcome) const {
    if (outcome.state == SubmissionState::refused) {
      if (outcome.reason == Reason::invalid_fields) throw Problem{outcome.faults};
      throw Problem{outcome.reason == Reason::bad_token ? "form_token_refused" : "form_closed"};
    }
    JsonOutcome told;
    told.state = outcome.state == SubmissionState::partial ? SubmissionState::partial : SubmissionState::accepted;
    if (submission.trusted) told.state = outcome.state;
    if (submission.trusted && outcome.lead) told.lead_id = outcome.lead;
    const auto& thanks = form.published->thanks;
    told.message = thanks.message.in(submission.language);
    if (told.message.empty()) told.message = word(Word::thanks, submission.language);
    if (outcome.state == SubmissionState::partial)
      told.next_step = outcome.next_step;
    else if (thanks.kind == ThanksKind::redirect)
      told.redirect = thanks.url;
    Answer answer;
    answer.body = json::to_text(told);
    return answer;
  }

  db::Database& database_;
  Settings settings_;
  Budgets budgets_;
  FormCache forms_;
  std::map<std::string, http::PackedText, std::less<>> packed_;  // scripts and styles of public_files, by path
  sources::OwnSourcesKept own_sources_;
};

}  // namespace

void add_public_routes(http::RouteTable& routes, db::Database& database, const Settings& settings) {
  const auto api = std::make_shared<PublicApi>(database, settings);
  const auto add = [&routes](http::Route row, bool cross_origin = false) {
    row.cross_origin = cross_origin;
    routes.push_back(std::move(row));
  };
  for (const std::string name : {"style.css", "proof.js", "vazirmatn-arabic.woff2", "vazirmatn-latin.woff2"})
    add(http::route<Nothing, Answer>(Method::get, "/f/" + name, "public", "A file of the public forms.",
                                     [api, name](const Call& call, const Nothing&) { return api->file(call, name); }),
        true);
  add(http::route<Nothing, Answer>(Method::get, "/f/{public_id}/embed.js", "public",
                                   "The script that puts the form into another site's page.",
                                   [api](const Call& call, const Nothing&) { return api->file(call, "embed.js"); }),
      true);
  add(http::route<Nothing, Answer>(Method::get, "/f/{public_id}", "public",
                                   "The page of a form: HTML that needs no JavaScript.",
                                   [api](const Call& call, const Nothing&) { return api->page(call); }));
  add(http::route<Nothing, Answer>(
          Method::post, "/f/{public_id}", "public",
          "Takes a step or a whole submission: a form body from the page, a FormSubmission as JSON from an embedding "
          "site.",
          [api](const Call& call, const Nothing&) { return api->post(call); }, http::BodyKind::form),
      true);
  add(http::route<Nothing, Answer>(Method::get, "/f/{public_id}/thanks", "public", "The page after sending.",
                                   [api](const Call& call, const Nothing&) { return api->thanks(call); }));
  add(http::route<Nothing, Answer>(Method::get, "/f/{public_id}/definition", "public",
                                   "The published form with a fresh token, for the embedded script: FormDefinition.",
                                   [api](const Call& call, const Nothing&) { return api->definition(call); }),
      true);
  add(http::route<JsonSubmission, Answer>(
      Method::post, "/api/v1/forms/{public_id}/submissions", "leads:write",
      "Sends a form from a program with an API key: the form's rules, no token; SubmissionOutcome with the lead's id.",
      [api](const Call& call, const JsonSubmission& body) {
        leads::refuse_raw(call.caller);  // the answer says whose the contacts are
        return api->post_json(call, body, true);
      }));
}

}  // namespace sarnakh::capture
