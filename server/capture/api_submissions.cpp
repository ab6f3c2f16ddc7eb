// What came by any road, as people of the workspace read it: submissions with their reasons, their bodies, what waits
// and is released, and how far visitors came.

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "capture/api.hpp"
#include "capture/capture_sql.hpp"
#include "capture/form_rules.hpp"
#include "capture/outcomes.hpp"
#include "capture/store.hpp"
#include "capture/submit.hpp"
#include "leads/hidden_fields.hpp"
#include "leads/leads.hpp"
#include "leads/many.hpp"
#include "leads/shown.hpp"

namespace sarnakh::capture {

namespace {

using http::Answer;
using http::Call;
using http::Method;
using http::Nothing;

struct SubmissionFilter {
  std::string state, reason, cursor;
  int limit = 50;
  static constexpr auto fields =
      json::fields(json::field("state", &SubmissionFilter::state, json::with_default, json::length{0, 20}),
                   json::field("reason", &SubmissionFilter::reason, json::with_default, json::length{0, 40}),
                   json::field("cursor", &SubmissionFilter::cursor, json::with_default, json::length{0, 200}),
                   json::field("limit", &SubmissionFilter::limit, json::with_default, json::range{1, 500}));
};

// Of all roads: what came in some time.
struct IntakeFilter {
  std::optional<SubmissionState> state;
  std::optional<Reason> reason;
  std::optional<Road> road;
  std::optional<Instant> from, until;
  std::string cursor, count;
  int limit = 50;
  static constexpr auto fields = json::fields(
      json::field("state", &IntakeFilter::state), json::field("reason", &IntakeFilter::reason),
      json::field("road", &IntakeFilter::road, "form, or another way by which leads come"),
      json::field("from", &IntakeFilter::from, "Sent at that instant or later"),
      json::field("until", &IntakeFilter::until, "Sent before that instant"),
      json::field("cursor", &IntakeFilter::cursor, json::with_default, json::length{0, 200}),
      json::field("limit", &IntakeFilter::limit, json::with_default, json::range{1, 500}),
      json::field("count", &IntakeFilter::count, json::with_default, json::length{0, 10}, "exact adds the total"));
};

struct AnswerView {
  std::string label, value;
  static constexpr auto fields =
      json::fields(json::field("label", &AnswerView::label), json::field("value", &AnswerView::value));
};
struct SubmissionView {
  SubmissionId id;
  Instant at;
  SubmissionState state = SubmissionState::accepted;
  std::optional<Reason> reason;
  std::optional<LeadId> lead_id;
  std::vector<AnswerView> answers;
  leads::Touch touch;
  std::string address, agent;
  std::int64_t form_version = 0;
  std::optional<bool> withheld = {};
  std::optional<bool> out_of_reach = {};
  std::optional<bool> has_body = {};
  static constexpr auto fields = json::fields(
      json::field("has_body", &SubmissionView::has_body, "GET /api/v1/submissions/{id}/body has more than the answers"),
      json::field("withheld", &SubmissionView::withheld,
                  "The answers may hold what is kept from the role of whoever asks"),
      json::field("out_of_reach", &SubmissionView::out_of_reach,
                  "It made a lead that whoever asks does not see: who it was is not told"),
      json::field("id", &SubmissionView::id), json::field("at", &SubmissionView::at),
      json::field("state", &SubmissionView::state), json::field("reason", &SubmissionView::reason),
      json::field("lead_id", &SubmissionView::lead_id), json::field("answers", &SubmissionView::answers),
      json::field("touch", &SubmissionView::touch), json::field("address", &SubmissionView::address, "Shortened"),
      json::field("agent", &SubmissionView::agent), json::field("form_version", &SubmissionView::form_version));
  static constexpr std::string_view schema_name = "Submission";
};
struct ArrivedSubmission : SubmissionView {
  Road road = Road::form;
  FormId form_id;
  json::LocalText form_title;
  static constexpr auto fields = json::joined(
      SubmissionView::fields,
      json::fields(json::field("road", &ArrivedSubmission::road),
                   json::field("form_id", &ArrivedSubmission::form_id, "The form, or the incoming address"),
                   json::field("form_title", &ArrivedSubmission::form_title, "Its title, or the address's name")));
  static constexpr std::string_view schema_name = "ArrivedSubmission";
};

// What a person has decided of what waited.
struct Settled {
  SubmissionId id;
  SubmissionState state = SubmissionState::accepted;
  std::optional<LeadId> lead_id = {};
  bool made = false;
  static constexpr auto fields = json::fields(
      json::field("id", &Settled::id), json::field("state", &Settled::state), json::field("lead_id", &Settled::lead_id),
      json::field("made", &Settled::made,
                  "It alone made the lead, so that the release can be taken back; else it joined somebody"));
  static constexpr std::string_view schema_name = "SettledSubmission";
};

struct StepCount {
  json::LocalText title;
  std::int64_t seen = 0, completed = 0;
  static constexpr auto fields =
      json::fields(json::field("title", &StepCount::title), json::field("seen", &StepCount::seen),
                   json::field("completed", &StepCount::completed));
  static constexpr std::string_view schema_name = "StepCount";
};
struct ReasonCount {
  std::string reason;
  std::int64_t count = 0;
  static constexpr auto fields =
      json::fields(json::field("reason", &ReasonCount::reason), json::field("count", &ReasonCount::count));
  static constexpr std::string_view schema_name = "ReasonCount";
};
struct DropOff {
  std::vector<StepCount> steps;
  std::vector<ReasonCount> reasons;
  static constexpr auto fields =
      json::fields(json::field("steps", &DropOff::steps), json::field("reasons", &DropOff::reasons));
  static constexpr std::string_view schema_name = "DropOff";
};

// Where a submission came from, short enough to compare and not to find a home.
std::string shortened(const std::string& address) {
  const auto dot = address.rfind('.');
  if (dot != std::string::npos) return address.substr(0, dot) + ".…";
  return address.size() > 14 ? address.substr(0, 14) + "…" : address;
}

// Of what made a lead that the caller does not see, no more is told than that it came.
template <class View>
void tell_nothing_out_of_reach(db::Work& work, std::vector<View>& views) {
  if (work.caller().reach == Reach::all) return;
  std::vector<LeadId> leads;
  for (const auto& view : views)
    if (view.lead_id) leads.push_back(*view.lead_id);
  std::set<LeadId> seen;
  for (const auto& one : leads::names_of(work, leads)) seen.insert(one.lead);
  for (auto& view : views) {
    if (!view.lead_id || seen.contains(*view.lead_id)) continue;
    view.out_of_reach = true;
    view.lead_id.reset();
    view.has_body.reset();
    view.answers.clear();
    view.touch = {};
    view.address.clear();
    view.agent.clear();
  }
}

class SubmissionApi {
 public:
  explicit SubmissionApi(db::Database& database) : database_(database) {}

  http::Page<SubmissionView> submissions(const Call& call, const SubmissionFilter& filter) {
    const auto before = http::number_of_cursor(filter.cursor, INT64_MAX);
    return database_.read(call.scope(), [&](db::Work& work) {
      const auto form = load_form(work, call.id<FormId>("id"));
      http::Page<SubmissionView> page;
      for (const auto row : work.query(sql::list_submissions, {work.workspace(), form.id, before, filter.state,
                                                               filter.reason, filter.limit + 1})) {
        page.data.push_back(submission_view(row, form, call));
      }
      http::cut(page, filter.limit, [](const SubmissionView& one) { return one.id.value; });
      tell_nothing_out_of_reach(work, page.data);
      return page;
    });
  }

  http::Page<ArrivedSubmission> intake(const Call& call, const IntakeFilter& filter) {
    const auto from = filter.from.value_or(Instant{0}), until = filter.until.value_or(Instant{INT64_MAX});
    const auto first = filter.from ? first_submission_id(from) : 0;
    const auto before = http::number_of_cursor(filter.cursor, INT64_MAX);
    const std::string state(filter.state ? json::name_of_enum(*filter.state) : "");
    const std::string reason(filter.reason ? json::name_of_enum(*filter.reason) : "");
    const std::string road(filter.road ? json::name_of_enum(*filter.road) : "");
    return database_.read(call.scope(), [&](db::Work& work) {
      http::Page<ArrivedSubmission> page;
      if (filter.count == "exact")
        page.page.total =
            work.one(sql::count_submissions_between, {work.workspace(), first, from, until, state, reason, road})
                ->integer(0);
      std::map<FormId, Form> forms;
      for (const auto row : work.query(sql::list_submissions_between, {work.workspace(), first, from, until, state,
                                                                       reason, road, before, filter.limit + 1})) {
        const auto id = row.id<FormId>(1);
        const auto came_by = json::enum_of_name<Road>(row.view(13)).value_or(Road::form);
        if (came_by != Road::form) {
          page.data.push_back({{arrival_view(row, call.caller)}, came_by, id, {row.text(14), row.text(14)}});
          continue;
        }
        auto known = forms.find(id);
        if (known == forms.end()) known = forms.emplace(id, load_form(work, id)).first;
        const auto& form = known->second;
        page.data.push_back({{submission_view(row, form, call)}, came_by, id, form.content.title});
      }
      http::cut(page, filter.limit, [](const ArrivedSubmission& one) { return one.id.value; });
      tell_nothing_out_of_reach(work, page.data);
      return page;
    });
  }

  // As it came, for reading; never as a page.
  Answer body(const Call& call) {
    leads::refuse_raw(call.caller);
    return database_.read(call.scope(), [&](db::Work& work) {
      const auto row = found(work.one(sql::load_arrival, {work.workspace(), call.id<SubmissionId>("id")}));
      const auto lead = row->id<LeadId>(4);
      if (row->view(3).empty() || (lead && !leads::lead_exists(work, lead))) throw Problem{"not_found"};
      return http::text(200, row->text(3));
    });
  }

  Settled release_one(const Call& call) { return settle(call, release); }
  Settled hold_one(const Call& call) { return settle(call, hold); }

  DropOff drop_off(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) {
      const auto form = load_form(work, call.id<FormId>("id"));
      DropOff answer;
      for (const auto& step : form.content.steps) answer.steps.push_back({step.title, 0, 0});
      for (const auto row : work.query(sql::counts_of_form, {work.workspace(), form.id})) {
        const auto kind = row.view(0);
        if (kind == "reason") answer.reasons.push_back({row.text(1), row.integer(2)});
        const auto step = parse_id(row.view(1)).value_or(0);
        if ((kind != "seen" && kind != "completed") || step >= std::int64_t(answer.steps.size())) continue;
        auto& counted = answer.steps[static_cast<std::size_t>(step)];
        (kind == "seen" ? counted.seen : counted.completed) = row.integer(2);
      }
      return answer;
    });
  }

  http::List<ReasonCount> reasons(const Call& call) {
    return database_.read(call.scope(), [](db::Work& work) {
      http::List<ReasonCount> list;
      for (const auto name : json::names_of<Reason>) list.data.push_back({std::string(name), 0});
      for (const auto row : work.query(sql::reasons_of_workspace, {work.workspace()}))
        for (auto& one : list.data)
          if (one.reason == row.view(0)) one.count = row.integer(1);
      return list;
    });
  }

 private:
  Settled settle(const Call& call, Outcome (*decide)(db::Work&, SubmissionId)) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto id = call.id<SubmissionId>("id");
      const auto came = found(work.one(sql::load_arrival, {work.workspace(), id}));
      if (came->view(0) != json::name_of_enum(Road::form)) throw Problem{"waits_for_mapping"};
      const auto outcome = decide(work, id);
      Settled settled{id, outcome.state};
      if (outcome.lead) settled.lead_id = outcome.lead;
      settled.made = made_its_lead(work, load_submission(work, id));
      return settled;
    });
  }

  static SubmissionView submission_view(const db::Row& row, const Form& form, const Call& call) {
    auto view = without_answers(row);
    if (!leads::sees_raw(call.caller)) return withheld(call.caller, std::move(view));
    const auto& content = form.published ? *form.published : form.content;
    const auto labelled = answers_with_labels(content, answers_from(json::parse(row.view(8))), call.language());
    for (const auto& one : labelled.as_array())
      view.answers.push_back(
          {std::string(one["label"].as_string().value_or("")), std::string(one["value"].as_string().value_or(""))});
    // A question that is not on the form any more has its name alone.
    for (auto& [id, value] : answers_from(json::parse(row.view(8))))
      if (!id.starts_with("consent:") && !asks(content, id)) view.answers.push_back({std::move(id), std::move(value)});
    return view;
  }

  static bool asks(const FormContent& content, std::string_view id) {
    return std::any_of(content.steps.begin(), content.steps.end(), [&](const FormStep& step) {
      return std::any_of(step.questions.begin(), step.questions.end(),
                         [&](const FormField& field) { return field.id == id; });
    });
  }

  // By another road the answers have the names that the other program gave them.
  static SubmissionView arrival_view(const db::Row& row, const Caller& caller) {
    auto view = without_answers(row);
    if (!leads::sees_raw(caller)) return withheld(caller, std::move(view));
    for (auto& [label, value] : answers_from(json::parse(row.view(8))))
      view.answers.push_back({std::move(label), std::move(value)});
    return view;
  }

  static SubmissionView withheld(const Caller& caller, SubmissionView view) {
    view.withheld = true;
    view.touch = leads::shown_touch(caller, std::move(view.touch));
    return view;
  }

  static SubmissionView without_answers(const db::Row& row) {
    SubmissionView view;
    view.id = row.id<SubmissionId>(0);
    view.form_version = row.integer(2);
    view.at = row.instant(3);
    view.state = json::enum_of_name<SubmissionState>(row.view(4)).value_or(SubmissionState::refused);
    if (!row.is_null(5)) view.reason = json::enum_of_name<Reason>(row.view(5));
    if (const auto lead = row.id<LeadId>(6)) view.lead_id = lead;
    view.touch = json::from_text<leads::Touch>(row.view(9));
    view.address = shortened(row.text(10));
    view.agent = row.text(11);
    if (row.integer(15) != 0) view.has_body = true;
    return view;
  }

  db::Database& database_;
};

}  // namespace

void add_submission_routes(http::RouteTable& routes, db::Database& database) {
  const auto api = std::make_shared<SubmissionApi>(database);
  const auto add = [&routes](http::Route row) { routes.push_back(std::move(row)); };
  add(http::route<SubmissionFilter, http::Page<SubmissionView>>(
      Method::get, "/api/v1/forms/{id}/submissions", "forms:read",
      "Everything that came through the form, newest first, also the refused with their reason.",
      [api](const Call& call, const SubmissionFilter& filter) { return api->submissions(call, filter); }));
  add(http::route<IntakeFilter, http::Page<ArrivedSubmission>>(
      Method::get, "/api/v1/submissions", "forms:read",
      "Everything that came by any road in some time, newest first, also the refused with their reason.",
      [api](const Call& call, const IntakeFilter& filter) { return api->intake(call, filter); }));
  add(http::route<Nothing, Answer>(
      Method::get, "/api/v1/submissions/{id}/body", "forms:read",
      "What another program sent, byte for byte; bytes that are no text as base64:…. Of a form: what came and "
      "is not in the answers, a line of JSON for each time.",
      [api](const Call& call, const Nothing&) { return api->body(call); }));
  add(http::route<Nothing, Settled>(Method::post, "/api/v1/submissions/{id}/release", "forms:write",
                                    "A quarantined submission was a person: it becomes a lead.",
                                    [api](const Call& call, const Nothing&) { return api->release_one(call); }));
  add(http::route<Nothing, Settled>(Method::remove, "/api/v1/submissions/{id}/release", "forms:write",
                                    "It was none: the submission waits again, and the lead that it made is junk.",
                                    [api](const Call& call, const Nothing&) { return api->hold_one(call); }));
  add(http::route<Nothing, DropOff>(Method::get, "/api/v1/forms/{id}/dropoff", "forms:read",
                                    "How many visitors saw and completed each step, and why others were refused.",
                                    [api](const Call& call, const Nothing&) { return api->drop_off(call); }));
  add(http::route<Nothing, http::List<ReasonCount>>(
      Method::get, "/api/v1/refusal-reasons", "forms:read", "The closed list of reasons, each counted over all forms.",
      [api](const Call& call, const Nothing&) { return api->reasons(call); }));
}

}  // namespace sarnakh::capture
