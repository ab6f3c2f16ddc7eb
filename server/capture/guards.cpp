#include "capture/guards.hpp"

#include <array>

#include "capture/form_rules.hpp"
#include "foundations/text/network.hpp"
#include "foundations/text/robots.hpp"

namespace sarnakh::capture {

namespace {

constexpr auto oldest_token = time::hours(24);
constexpr auto quickest_person = time::milliseconds(1500);

struct Case {
  const Form& form;
  const Submission& submission;
  const std::optional<PageToken>& token;
  Instant now;
  Budgets& budgets;
};

bool has_no_token(const Case& given) { return !given.token || given.token->made_at > given.now + time::minutes(5); }
bool fills_the_trap(const Case& given) { return !given.submission.trap.empty(); }
bool is_too_fast(const Case& given) {
  return is_whole(*given.form.published, given.submission) && given.now - given.token->made_at < quickest_person;
}
bool is_expired(const Case& given) { return given.token->made_at + oldest_token < given.now; }
bool lacks_proof(const Case& given) {
  return given.form.published->settings.proof_of_work && is_whole(*given.form.published, given.submission) &&
         !is_proof(given.submission.token, given.submission.proof);
}
bool names_itself_a_robot(const Case& given) { return text::recognise_agent(given.submission.agent).robot; }
// A burst, or a slow robot that goes on and on.
bool passes_network_budget(const Case& given) {
  const auto network = given.form.public_id + ":" + text::network_of(given.submission.address);
  const bool burst = !given.budgets.take("minute:" + network, given.now, time::minutes(1), most_of_network);
  const bool endless = !given.budgets.take("hour:" + network, given.now, time::hours(1), most_of_network_in_hour);
  return burst || endless;
}
bool passes_form_budget(const Case& given) {
  return !given.budgets.take("form:" + given.form.public_id, given.now, time::minutes(1), most_of_form);
}

struct Guard {
  bool (*objects)(const Case&);
  Reason reason;
};
constexpr std::array<Guard, 8> guards{{
    {has_no_token, Reason::bad_token},
    {fills_the_trap, Reason::honeypot},
    {is_expired, Reason::token_expired},
    {is_too_fast, Reason::too_fast},
    {lacks_proof, Reason::proof_of_work_missing},
    {names_itself_a_robot, Reason::looks_like_robot},
    {passes_network_budget, Reason::network_budget},
    {passes_form_budget, Reason::form_budget},
}};

}  // namespace

SubmissionState state_of(Reason reason) {
  switch (reason) {
    case Reason::bad_token:
    case Reason::form_not_published:
    case Reason::invalid_fields:
    case Reason::signature_wrong:
    case Reason::clock_off:
    case Reason::unreadable:
    case Reason::too_large:
    case Reason::address_ended:
    case Reason::address_budget:
      return SubmissionState::refused;
    default:
      return SubmissionState::quarantined;
  }
}

std::optional<Reason> objection(const Form& form, const Submission& submission, const std::optional<PageToken>& token,
                                Instant now, Budgets& budgets) {
  if (submission.trusted) return std::nullopt;
  const Case given{form, submission, token, now, budgets};
  for (const auto& guard : guards)
    if (guard.objects(given)) return guard.reason;
  return std::nullopt;
}

}  // namespace sarnakh::capture
