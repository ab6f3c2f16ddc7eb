#pragma once

// Rows of forms and submissions, and back.

#include <optional>
#include <vector>

#include "capture/form.hpp"
#include "capture/submission.hpp"
#include "foundations/db/database.hpp"

namespace sarnakh::capture {

struct FormAddress {
  WorkspaceId workspace;
  FormId form;
};
// Nothing for a link that is none.
std::optional<FormAddress> find_address(db::Work& work, std::string_view public_id);

std::optional<Form> find_form(db::Work& work, FormId id);
Form load_form(db::Work& work, FormId id);  // Problem "not_found"
// Counts every change of the form; asked before a copy of it is used.
std::int64_t form_version(db::Work& work, FormId id);  // Problem "not_found"
std::vector<Form> list_forms(db::Work& work);
void insert_form(db::Work& work, const Form& form);
void save_draft(db::Work& work, const Form& form);

struct SubmissionRow {
  SubmissionId id;
  FormId form;
  std::int64_t form_version = 0;
  Instant at;
  SubmissionState state = SubmissionState::accepted;
  std::optional<Reason> reason;
  LeadId lead;
  std::int64_t step = 0;
  Answers answers;
  leads::Touch touch;
  std::string address, agent;
  Language language = Language::fa;
  std::string visitor;
  std::optional<Reason> released_from;  // why it waited before somebody released it
};
SubmissionRow load_submission(db::Work& work, SubmissionId id);  // Problem "not_found"

// As it stands in a column: nothing without a reason.
std::optional<std::string> word_of(std::optional<Reason> reason);

// The submission of that flow so far (never a refused one).
struct Flow {
  SubmissionId submission;
  SubmissionState state = SubmissionState::partial;
  std::optional<Reason> reason;
  LeadId lead;
  std::int64_t step = 0;
  Answers answers;
  std::string answers_hash;
};
std::optional<Flow> find_flow(db::Work& work, FormId form, std::string_view flow);

json::Value to_json(const Answers& answers);
Answers answers_from(const json::Value& value);

// `kind`: "state", "reason", "seen", "completed"; `name` the word or the number of the step.
void count_up(db::Work& work, FormId form, std::string_view kind, std::string_view name, std::int64_t by = 1);

}  // namespace sarnakh::capture
