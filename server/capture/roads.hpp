#pragma once

// The door for what comes by another road than a form: another program's lead, a telephone call. Whoever knows the road
// has judged it and read it; here it goes the way of a submission: kept for ever as it came, counted, and made a lead
// with its consents and a line in the timeline. The same message twice is one arrival.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "capture/submission.hpp"
#include "consent/consent.hpp"
#include "foundations/db/database.hpp"
#include "foundations/http/message.hpp"
#include "leads/draft.hpp"

namespace sarnakh::capture {

struct Arrival {
  Road road = Road::webhook;
  std::int64_t address = 0;  // the incoming address
  std::string name;          // of the address: what histories call it
  std::string message = {};  // the sender's own id of it, "" for none
  std::string body;          // as it came
  std::string network = {};  // address it was sent from
  std::string agent = {};
  std::optional<Reason> objection = {};
  Answers answers = {};  // what was read of it, by the name the sender gave
  leads::Draft draft = {};
  std::vector<consent::Given> consents = {};
  std::string told = "form_submitted";  // the kind of the line in the timeline
  json::Value data = json::Object{};    // what the line says besides
};

// What is not what its road takes, with the reason; `body` is as much of it as is kept.
Arrival unreadable_arrival(Road road, std::int64_t address, const http::Request& request, std::string_view body,
                           const Problem& problem);

Outcome arrive(db::Work& work, const Arrival& arrival);
// Counted, and not kept: the sender was told to come again later.
void turn_away(db::Work& work, std::int64_t address, Reason reason);

// What waits for that reason, oldest first; a hundred at a time.
struct Waiting {
  SubmissionId submission;
  std::string body;
};
std::vector<Waiting> waiting_at(db::Work& work, std::int64_t address, Reason why, SubmissionId after);
// The same newest first, those before `before`; all of them with an id that is none.
std::vector<Waiting> newest_waiting_at(db::Work& work, std::int64_t address, Reason why, SubmissionId before);
std::int64_t count_waiting(db::Work& work, std::int64_t address, Reason why);
bool waits(db::Work& work, SubmissionId submission, Reason why);
// Reads one of them once more, from the body that the arrival has now: it may become a lead.
Outcome arrive_again(db::Work& work, SubmissionId submission, const Arrival& arrival);

// The newest that came to an address and was what it said, for drawing a mapping.
struct Example {
  std::string body;
  Instant at;
};
std::optional<Example> last_arrival(db::Work& work, std::int64_t address);

struct ArrivalCounts {
  std::int64_t accepted = 0, quarantined = 0, refused = 0;
};
ArrivalCounts arrival_counts(db::Work& work, std::int64_t address);

// A body as it is kept and shown: bytes that are no text become base64 behind "base64:".
std::string kept_body(std::string_view body);

}  // namespace sarnakh::capture
