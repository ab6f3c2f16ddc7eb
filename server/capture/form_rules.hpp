#pragma once

// What may be published, and what an answer must be: decisions over values alone.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/form.hpp"
#include "capture/submission.hpp"
#include "foundations/text/phone.hpp"
#include "leads/draft.hpp"

namespace sarnakh::capture {

// Every fault of a content that is to be saved: ids twice or malformed, choices missing, a field without a label, a
// redirect that is no https address. Pointers into the content ("/steps/0/fields/2/choices").
std::vector<FieldFault> faults_of(const FormContent& content);

// Wordings that differ from before get the next version; new boxes begin with 1.
void version_consents(FormContent& content, const FormContent& before);

// The first value of that answer, "" for none.
std::string_view answer(const Answers& answers, std::string_view id);
std::vector<std::string_view> answers_of(const Answers& answers, std::string_view id);
bool is_ticked(const Answers& answers, const ConsentBox& box);  // "consent:<id>"

// The step that was filled, within those the form has; the last one when all came at once.
std::size_t step_of(const FormContent& content, const Submission& submission);
// Whether the visitor is done with this: not a step on the way.
bool is_whole(const FormContent& content, const Submission& submission);

// The answers that this form asks for, trimmed and cut to what a field takes; all else falls away.
Answers known_answers(const FormContent& content, const Answers& answers);

// What is wrong with the answers of the step (of all steps when `step` is nothing); pointers "/answers/<id>".
std::vector<FieldFault> check_answers(const FormContent& content, const Answers& answers,
                                      std::optional<std::size_t> step, const text::PhoneHome& home);

// The draft of a lead that the answers make. They have passed check_answers.
leads::Draft draft_of(const FormContent& content, const Answers& answers, const text::PhoneHome& home,
                      std::string_view time_zone);

// The answers with their labels, for the timeline: [{"label":…,"value":…}].
json::Value answers_with_labels(const FormContent& content, const Answers& answers, Language language);

}  // namespace sarnakh::capture
