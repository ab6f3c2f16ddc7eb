#pragma once

// What each person allowed, with the proof of it (C01-C03, C08): the words that were shown, their version,
// when, where, in exchange for what. Rows are never changed but for the time of withdrawal; not giving
// consent is recorded too.

#include <optional>
#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/jobs/events.hpp"
#include "leads/leads.hpp"

namespace sarnakh::consent {

using ConsentId = Id<struct ConsentTag>;

struct Given {
  std::string purpose;                    // what it is asked for: "contact", "newsletter" …
  std::optional<leads::Channel> channel;  // for one channel alone
  std::string text_id;                    // which consent of the form
  std::int64_t text_version = 1;
  std::string wording;  // exactly as shown
  bool ticked = false;  // shown and not ticked is worth knowing too
  std::optional<FormId> form;
  std::string form_label;
  std::optional<std::string> exchange_for;  // the coupon, the e-book (C02)
  std::string address;                      // network address it came from
  // Given with what made or touched the lead in the same Work.
  leads::Activity activity = leads::Activity::of_its_own;
};

// Keeps the proof and tells it in the lead's timeline.
ConsentId record(db::Work& work, LeadId lead, const Given& given);
// Ends a consent from now on; Problem "not_found". A second withdrawal changes nothing.
void withdraw(db::Work& work, LeadId lead, ConsentId consent);

// Is there a consent in force for that purpose, and is the channel not refused? Asked before every message.
bool allows(db::Work& work, LeadId lead, std::string_view purpose, leads::Channel channel);

// What the person allows, as a field of conditions; whoever asks for consent names the purposes.
void add_to_catalogue(rules::Catalogue& all);
void name_purposes(rules::Catalogue& all, const std::vector<std::string>& purposes);

void add_routes(http::RouteTable& routes, db::Database& database);
// on lead_erased: takes the network addresses of the person away; the words shown are ours and stay.
std::vector<jobs::Listener> listeners();

}  // namespace sarnakh::consent
