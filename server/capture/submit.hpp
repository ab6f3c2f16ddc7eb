#pragma once

// The path of one submission, in one Work: what it is judged, what is kept, what becomes of it. Nothing that came is
// lost: refused and suspicious ones are kept with their reason.

#include "capture/guards.hpp"
#include "capture/store.hpp"

namespace sarnakh::capture {

// What is known before the database is asked.
struct Judgement {
  std::optional<PageToken> token;
  std::optional<Reason> objection;
};
Judgement judge(const Form& form, const Submission& submission, Instant now, Budgets& budgets);

// Keeps the submission; an accepted one becomes a lead with its consents. A flow that has ended gives its outcome
// again.
Outcome submit(db::Work& work, const Form& form, const Submission& submission, const Judgement& judgement);

// A person says that a quarantined submission was one: it becomes a lead now. Problem "not_found", "not_quarantined".
Outcome release(db::Work& work, SubmissionId submission);

}  // namespace sarnakh::capture
