#pragma once

// The path of one submission, in one Work: what it is judged, what is kept, what becomes of it. Nothing that came is
// lost: refused and suspicious ones are kept with their reason.

#include "accounts/accounts.hpp"
#include "capture/guards.hpp"
#include "capture/store.hpp"

namespace sarnakh::capture {

// What is known before the database is asked.
struct Judgement {
  std::optional<PageToken> token;
  std::optional<Reason> objection;
};
Judgement judge(const Form& form, const Submission& submission, Instant now, Budgets& budgets);

// The form is not as it was handed over: somebody has changed it meanwhile. Read it and judge again.
struct FormChanged {};

// Keeps the submission; an accepted one becomes a lead with its consents. A flow that has ended gives its outcome
// again. Throws FormChanged.
Outcome submit(db::Work& work, const Form& form, const Submission& submission, const Judgement& judgement);

// Told to the write that will submit; of the workspace only what phones are read by counts.
db::Ahead will_submit(const Form& form, const Submission& submission, const accounts::Workspace& workspace);

// A person says that a quarantined submission was one: it becomes a lead now. Problem "not_found", "not_quarantined".
// One that was released before has its lead back from the junk.
Outcome release(db::Work& work, SubmissionId submission);
// He was wrong: it waits again as it did, and the lead that it made is junk. Problem "not_found", "not_released",
// "released_to_known" when it has joined somebody who was here, or somebody else has come by the lead since.
Outcome hold(db::Work& work, SubmissionId submission);
// Whether it alone made the lead it has.
bool made_its_lead(db::Work& work, const SubmissionRow& submission);

}  // namespace sarnakh::capture
