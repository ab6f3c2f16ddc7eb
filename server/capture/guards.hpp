#pragma once

// The guards against robots, each one objection. They stand in a list that reads like a table of contents; the first
// objection decides. Budgets live in memory: a restart forgives, and nothing is lost by that, because whoever passes a
// budget is kept in quarantine.

#include <optional>

#include "capture/submission.hpp"
#include "capture/tokens.hpp"
#include "foundations/http/budgets.hpp"

namespace sarnakh::capture {

using http::Budgets;

// Submissions from one network to one form in a minute and in an hour, and to one form in all in a minute.
inline constexpr int most_of_network = 20;
inline constexpr int most_of_network_in_hour = 100;
inline constexpr int most_of_form = 6000;

// What speaks against a submission of a visitor; nothing when nothing does. `token` is nothing when it is not ours.
std::optional<Reason> objection(const Form& form, const Submission& submission, const std::optional<PageToken>& token,
                                Instant now, Budgets& budgets);

}  // namespace sarnakh::capture
