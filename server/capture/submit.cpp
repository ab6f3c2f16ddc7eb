#include "capture/submit.hpp"

#include <algorithm>

#include "accounts/accounts.hpp"
#include "capture/capture_sql.hpp"
#include "capture/form_rules.hpp"
#include "consent/consent.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/text/utf8.hpp"
#include "leads/cards.hpp"
#include "leads/leads.hpp"
#include "links/links.hpp"
#include "visits/visits.hpp"

namespace sarnakh::capture {

namespace {

// What is known of a submission when it becomes a lead: now, or when it is released later.
struct Accepted {
  const Form& form;
  const FormContent& content;
  SubmissionId submission;
  const Answers& answers;
  const leads::Touch& touch;
  const std::string& address;
  const std::string& visitor;
  Language language;
  const accounts::Workspace& workspace;
  const json::Value& told;
};

std::string hash_of(const Answers& answers) { return to_hex(hash_256(json::write(to_json(answers)))); }

// The answers of the flow with those of one step put in the place of what it had before.
Answers with_step(const FormContent& content, Answers before, const Answers& given, const Submission& submission) {
  const auto fresh = known_answers(content, given);
  if (!submission.step) return fresh;
  const auto step = step_of(content, submission);
  const bool is_last = step + 1 == content.steps.size();
  const auto of_step = [&](const std::string& id) {
    if (id.starts_with("consent:")) return is_last;
    const auto& questions = content.steps[step].questions;
    return std::any_of(questions.begin(), questions.end(), [&](const FormField& field) { return field.id == id; });
  };
  std::erase_if(before, [&](const auto& entry) { return of_step(entry.first); });
  for (const auto& entry : fresh)
    if (of_step(entry.first)) before.push_back(entry);
  return known_answers(content, before);
}

// What came, as it came, when the answers do not say all of it: a question that is not on the form (any more), letters
// that were cleaned. A line of JSON for each time the page sent something.
std::string raw_of(const Answers& given, const Answers& kept) {
  const auto is_kept = [&](const auto& one) {
    return one.second.empty() || std::find(kept.begin(), kept.end(), one) != kept.end();
  };
  if (std::all_of(given.begin(), given.end(), is_kept)) return "";
  return json::write(to_json(given)) + "\n";
}

leads::Provenance provenance_of(const Form& form, Language language) {
  return {.kind = leads::ByKind::form, .id = form.id.value, .label = form.content.title.in(language)};
}

// A form that asks nothing about the person makes no lead.
LeadId upsert_lead(db::Work& work, leads::Draft draft) {
  try {
    return leads::upsert_known(work, std::move(draft)).lead;
  } catch (const Problem& problem) {
    const auto empty = [](const FieldFault& fault) { return fault.code == "lead_empty"; };
    if (problem.code != "lead_empty" &&
        (problem.faults.empty() || !std::all_of(problem.faults.begin(), problem.faults.end(), empty)))
      throw;
    return {};
  }
}

void record_consents(db::Work& work, const Accepted& accepted, LeadId lead) {
  for (const auto& box : accepted.content.consents) {
    consent::Given given;
    given.purpose = box.purpose;
    given.channel = box.channel;
    given.text_id = box.id;
    given.text_version = box.version;
    given.wording = box.text.in(accepted.language);
    given.ticked = is_ticked(accepted.answers, box);
    given.form = accepted.form.id;
    given.form_label = accepted.content.title.in(accepted.language);
    if (!box.exchange_for.empty()) given.exchange_for = box.exchange_for;
    given.address = accepted.address;
    given.activity = leads::Activity::counted;
    consent::record(work, lead, given);
  }
}

LeadId make_lead(db::Work& work, const Accepted& accepted) {
  auto draft =
      draft_of(accepted.content, accepted.answers, accepted.workspace.phone_home(), accepted.workspace.time_zone);
  draft.clue = leads::Clue::form_completed;
  draft.by = provenance_of(accepted.form, accepted.language);
  draft.touch = accepted.touch;
  draft.touch->kind = "form";
  draft.touch->form_id = accepted.form.id;
  draft.touch->form_title = accepted.content.title.in(accepted.language);
  const auto link = links::recognise(work, *draft.touch);
  const auto lead = upsert_lead(work, std::move(draft));
  if (!lead) return lead;
  if (link) links::brought(work, *link, lead);
  record_consents(work, accepted, lead);
  visits::join(work, accepted.visitor, lead);
  json::Value data{json::Object{}};
  data.set("form_id", to_string(accepted.form.id));
  data.set("form_title", accepted.content.title.in(accepted.language));
  data.set("submission_id", to_string(accepted.submission));
  data.set("answers", answers_with_labels(accepted.content, accepted.answers, accepted.language));
  for (const auto& [name, value] : accepted.told.as_object()) data.set(name, value);
  leads::add_timeline(work, lead, "form_submitted", std::move(data), provenance_of(accepted.form, accepted.language),
                      leads::Activity::counted);
  return lead;
}

void announce(db::Work& work, const Form& form, const Outcome& outcome) {
  json::Value data{json::Object{}};
  data.set("submission_id", to_string(outcome.submission));
  data.set("state", json::name_of_enum(outcome.state));
  if (outcome.lead) data.set("lead_id", to_string(outcome.lead));
  jobs::announce(work, "form_submitted", form.id.value, std::move(data));
}

// One submission on its way into the database.
class Intake {
 public:
  Intake(db::Work& work, const Form& form, const Submission& submission, const Judgement& judgement)
      : work_(work),
        form_(form),
        submission_(submission),
        content_(form.published ? *form.published : form.content),
        workspace_(accounts::workspace_of(work)) {
    reason_ = judgement.objection;
    if (judgement.token) flow_name_ = judgement.token->flow;
    step_ = step_of(content_, submission);
    whole_ = is_whole(content_, submission);
  }

  Outcome run() {
    find_flow_so_far();
    if (repeated_) return *repeated_;
    if (reason_ && state_of(*reason_) == SubmissionState::refused) return keep_with_reason(*reason_);
    if (submission_.back && !reason_) return keep_step(step_ == 0 ? 0 : step_ - 1);
    // Also whoever looks like a robot is told what to mend: what waits in quarantine can be released as it is.
    const auto faults =
        check_answers(content_, answers_, whole_ ? std::nullopt : std::optional(step_), workspace_.phone_home());
    if (!faults.empty()) return keep_faults(faults);
    if (reason_) return keep_with_reason(*reason_);
    if (!whole_) return keep_step(step_ + 1);
    return accept();
  }

 private:
  void find_flow_so_far() {
    if (!flow_name_.empty()) flow_ = find_flow(work_, form_.id, flow_name_);
    answers_ = with_step(content_, flow_ ? flow_->answers : Answers{}, submission_.answers, submission_);
    if (!flow_ || flow_->state == SubmissionState::partial) return;
    if (flow_->answers_hash == hash_of(answers_)) {
      repeated_ = Outcome{.state = flow_->state,
                          .reason = flow_->reason,
                          .submission = flow_->submission,
                          .lead = flow_->lead,
                          .repeated = true};
      return;
    }
    // The page has ended in a submission; this is another one that only carries its token.
    reason_ = Reason::token_reused;
    flow_.reset();
    flow_name_.clear();
  }

  Outcome accept() {
    Outcome outcome{.state = SubmissionState::accepted, .submission = id()};
    outcome.lead =
        make_lead(work_, {form_, content_, outcome.submission, answers_, submission_.touch, submission_.address,
                          submission_.visitor, submission_.language, workspace_, submission_.told});
    keep(outcome);
    completed();
    announce(work_, form_, outcome);
    return outcome;
  }

  Outcome keep_with_reason(Reason reason) {
    const auto state = state_of(reason);
    if (state == SubmissionState::refused) flow_.reset();  // what was refused may be sent again from the same page
    Outcome outcome{.state = state, .reason = reason, .submission = id()};
    keep(outcome);
    if (outcome.state == SubmissionState::quarantined) announce(work_, form_, outcome);
    return outcome;
  }

  Outcome keep_faults(const std::vector<FieldFault>& faults) {
    flow_.reset();  // a row of its own: what was right so far stays as it is
    Outcome outcome{.state = SubmissionState::refused, .reason = Reason::invalid_fields, .submission = id()};
    keep(outcome);
    outcome.faults = faults;
    outcome.so_far = answers_;
    outcome.next_step = static_cast<std::int64_t>(step_);
    return outcome;
  }

  Outcome keep_step(std::size_t next) {
    Outcome outcome{.state = SubmissionState::partial, .submission = id()};
    outcome.next_step = static_cast<std::int64_t>(next);
    keep(outcome);
    completed();
    count_up(work_, form_.id, "seen", std::to_string(next));
    outcome.so_far = answers_;
    return outcome;
  }

  // A step counts as completed once for a flow.
  void completed() {
    if (submission_.back || !submission_.step) return;
    if (flow_ && flow_->step > static_cast<std::int64_t>(step_)) return;
    count_up(work_, form_.id, "completed", std::to_string(step_));
  }

  SubmissionId id() const {
    if (!flow_) return work_.new_id<SubmissionId>();
    return flow_->submission;
  }

  void keep(const Outcome& outcome) {
    const auto state = json::name_of_enum(outcome.state);
    const auto reason = word_of(outcome.reason);
    const auto answers = json::write(to_json(answers_));
    const auto raw = raw_of(submission_.answers, answers_);
    const auto reached =
        static_cast<std::int64_t>(step_) + (outcome.state == SubmissionState::partial && !submission_.back ? 1 : 0);
    const auto step = std::max(reached, flow_ ? flow_->step : 0);
    if (flow_) {
      work_.run(sql::update_flow, {work_.workspace(), outcome.submission, form_.published_version, work_.now(), state,
                                   reason, outcome.lead, step, answers, hash_of(answers_), raw});
    } else {
      work_.later(sql::insert_submission,
                  {work_.workspace(), outcome.submission, form_.id, form_.published_version, flow_name_, work_.now(),
                   state, reason, outcome.lead, step, answers, hash_of(answers_), json::to_text(submission_.touch),
                   submission_.address, text::cut(submission_.agent, 300), name_of(submission_.language),
                   submission_.visitor, raw});
    }
    if (outcome.state != SubmissionState::partial) {
      count_up(work_, form_.id, "state", state);
      if (reason) count_up(work_, form_.id, "reason", *reason);
    }
  }

  db::Work& work_;
  const Form& form_;
  const Submission& submission_;
  const FormContent& content_;
  const accounts::Workspace workspace_;
  std::optional<Reason> reason_;
  std::string flow_name_;
  std::size_t step_ = 0;
  bool whole_ = true;
  std::optional<Flow> flow_;
  Answers answers_;
  std::optional<Outcome> repeated_;
};

// What a person has decided of it: the row, its counts, the line in the audit, and whoever listens.
void settle(db::Work& work, const SubmissionRow& row, const Form& form, const Outcome& outcome,
            std::optional<Reason> released_from, std::string_view audited) {
  work.run(sql::settle_submission, {work.workspace(), row.id, json::name_of_enum(outcome.state),
                                    word_of(outcome.reason), outcome.lead, word_of(released_from)});
  count_up(work, form.id, "state", json::name_of_enum(row.state), -1);
  count_up(work, form.id, "state", json::name_of_enum(outcome.state));
  accounts::audit(work, audited, "submission", row.id.value);
  announce(work, form, outcome);
}

// Nothing when there is none (any more).
std::optional<leads::Lead> lead_of(db::Work& work, const SubmissionRow& row) {
  if (!row.lead || !leads::lead_exists(work, row.lead)) return std::nullopt;
  return leads::load(work, row.lead);
}

bool is_junk(const std::optional<leads::Lead>& lead) { return lead && lead->status.kind == leads::StatusKind::junk; }

// It alone made the lead, if nothing else has brought him since.
bool made(const SubmissionRow& row, const leads::Lead& lead) {
  return lead.created_at >= row.at && lead.source.count <= 1;
}

}  // namespace

Judgement judge(const Form& form, const Submission& submission, Instant now, Budgets& budgets) {
  Judgement judgement;
  if (!submission.trusted) judgement.token = read_token(form, submission.token);
  if (form.state != FormState::published || !form.published)
    judgement.objection = Reason::form_not_published;
  else
    judgement.objection = objection(form, submission, judgement.token, now, budgets);
  return judgement;
}

db::Ahead will_submit(const Form& form, const Submission& submission, const accounts::Workspace& workspace) {
  const auto& content = form.published ? *form.published : form.content;
  const auto answers = known_answers(content, submission.answers);
  const auto draft = draft_of(content, answers, workspace.phone_home(), workspace.time_zone);
  return leads::will_upsert(form.workspace, draft, workspace.phone_home());
}

Outcome submit(db::Work& work, const Form& form, const Submission& submission, const Judgement& judgement) {
  if (form_version(work, form.id) != form.version) throw FormChanged{};
  return Intake{work, form, submission, judgement}.run();
}

Outcome release(db::Work& work, SubmissionId id) {
  const auto row = load_submission(work, id);
  if (row.state != SubmissionState::quarantined) throw Problem{"not_quarantined"};
  const auto form = load_form(work, row.form);
  const auto& content = form.published ? *form.published : form.content;
  Outcome outcome{.state = SubmissionState::accepted, .submission = id, .lead = row.lead};
  if (is_junk(lead_of(work, row))) {  // of a release that was taken back
    leads::restore(work, row.lead);
  } else {
    const auto workspace = accounts::workspace_of(work);
    const json::Value nothing_more{json::Object{}};
    outcome.lead = make_lead(work, {form, content, id, row.answers, row.touch, row.address, row.visitor, row.language,
                                    workspace, nothing_more});
  }
  settle(work, row, form, outcome, row.reason, "submission_released");
  return outcome;
}

bool made_its_lead(db::Work& work, const SubmissionRow& row) {
  const auto lead = lead_of(work, row);
  return lead && made(row, *lead);
}

Outcome hold(db::Work& work, SubmissionId id) {
  const auto row = load_submission(work, id);
  if (row.state != SubmissionState::accepted || !row.released_from) throw Problem{"not_released"};
  const auto lead = lead_of(work, row);
  if (row.lead && !(lead && made(row, *lead))) throw Problem{"released_to_known"};
  if (lead && !is_junk(lead)) leads::mark_junk(work, row.lead, std::nullopt);
  const Outcome outcome{
      .state = SubmissionState::quarantined, .reason = row.released_from, .submission = id, .lead = row.lead};
  settle(work, row, load_form(work, row.form), outcome, std::nullopt, "submission_held");
  return outcome;
}

}  // namespace sarnakh::capture
