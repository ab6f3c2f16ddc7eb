#pragma once

// What a visitor sends, and what becomes of it. The reasons are a closed list, counted for each form.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "capture/form.hpp"
#include "foundations/json/value.hpp"
#include "leads/touch.hpp"

namespace sarnakh::capture {

enum class SubmissionState { partial, accepted, quarantined, refused };

// By what road it came: a form of ours, or an incoming address (server/intake) that another program posts to.
enum class Road { form, webhook, google_forms, typeform, google_ads, meta, call };

// Refused outright is only what no person can have sent, or what a person is asked to correct; the rest waits in
// quarantine for somebody to look at (docs/decisions/0007).
enum class Reason {
  bad_token,
  form_not_published,
  invalid_fields,
  token_expired,
  token_reused,
  too_fast,
  honeypot,
  network_budget,
  form_budget,
  proof_of_work_missing,
  looks_like_robot,
  // of other roads
  signature_wrong,
  clock_off,
  unreadable,
  too_large,
  address_ended,
  address_budget,
  no_person,
  test_delivery,
  not_fetched  // its sender told that there is a lead, and has not given it yet
};
SubmissionState state_of(Reason reason);

// The answers by the id of the field, as typed; several for a multi_choice.
using Answers = std::vector<std::pair<std::string, std::string>>;

struct Submission {
  Answers answers;                    // also "consent:<id>" → "yes"
  std::string token;                  // of the page; "" from a program with an API key
  bool trusted = false;               // a program with an API key: no token, no guards against robots
  std::string trap;                   // the field that people do not see
  std::string proof;                  // of work
  std::optional<std::int64_t> step;   // the step that was filled, from 0; nothing: all of them at once
  bool back = false;                  // the visitor wants to see the step before
  leads::Touch touch;                 // without kind and form
  std::string address;                // network address
  std::string agent;                  // User-Agent
  std::string visitor;                // what the browser is known by (visits), "" for nobody
  Language language = Language::fa;   // of the page
  json::Value told = json::Object{};  // what the line in the timeline says besides
};

struct Outcome {
  SubmissionState state = SubmissionState::accepted;
  std::optional<Reason> reason = {};
  SubmissionId submission = {};
  LeadId lead = {};
  bool repeated = false;                // a second click: the first one's outcome
  std::int64_t next_step = 0;           // after a step on the way
  std::vector<FieldFault> faults = {};  // pointers "/answers/<id>"
  Answers so_far = {};                  // all answers of the flow up to now
};

}  // namespace sarnakh::capture

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<capture::SubmissionState> =
    std::to_array<std::string_view>({"partial", "accepted", "quarantined", "refused"});
template <>
inline constexpr std::array names_of<capture::Reason> = std::to_array<std::string_view>(
    {"bad_token",        "form_not_published", "invalid_fields", "token_expired", "token_reused",
     "too_fast",         "honeypot",           "network_budget", "form_budget",   "proof_of_work_missing",
     "looks_like_robot", "signature_wrong",    "clock_off",      "unreadable",    "too_large",
     "address_ended",    "address_budget",     "no_person",      "test_delivery", "not_fetched"});
template <>
inline constexpr std::array names_of<capture::Road> =
    std::to_array<std::string_view>({"form", "webhook", "google_forms", "typeform", "google_ads", "meta", "call"});
}  // namespace sarnakh::json
