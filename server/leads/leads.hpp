#pragma once

// The door of the room of leads: persons who showed an interest. One table holds interests and leads, because
// an interest that meets the workspace's lead rule *becomes* the lead with its whole history. Nothing is
// deleted: refused, junk and dead are marks. Two deliberate acts take away: erasure of a person, and the undo
// of an import.
//
// Every function works in the workspace of the Work and within the reach of its caller: a lead out of reach
// is Problem "not_found". A caller with reach `own` sees his own leads and those of nobody, `team` also those
// of his team.

#include <functional>
#include <span>

#include "foundations/db/database.hpp"
#include "foundations/http/route.hpp"
#include "foundations/jobs/queue.hpp"
#include "leads/draft.hpp"
#include "leads/lead.hpp"
#include "leads/settings.hpp"
#include "leads/shown_lead.hpp"
#include "rules/bind.hpp"

namespace sarnakh::leads {

// Makes the lead or finds the one it is: the same normalised phone or e-mail (or, when neither is given, the
// same handle) is the same lead; the phone decides before the e-mail. Found: fills empty fields, adds
// contacts, overwrites nothing. Keeps touch, history and timeline, computes grade and layer, announces
// lead_created or lead_matched (and lead_changed); rows of an import announce nothing each. Phones and
// e-mails that cannot be read throw Problem with "phone_invalid" or "email_invalid" at "/phones/<n>" or
// "/emails/<n>"; a draft without any value throws "lead_empty".
UpsertResult upsert(db::Work& work, const Draft& draft);
// The same for what came by a form or a mapping that was drawn earlier: values of custom fields and stages that the
// workspace knows no longer stay in what came, and the person becomes a lead all the same.
UpsertResult upsert_known(db::Work& work, Draft draft);
// Told to the write that will do it: its group then looks all its phones and e-mails up at once.
db::Ahead will_upsert(WorkspaceId workspace, const Draft& draft, const text::PhoneHome& home);

// The same for many drafts, in few statements; the results in the same order.
std::vector<UpsertResult> upsert_many(db::Work& work, std::span<const Draft> drafts);

Lead load(db::Work& work, LeadId lead);
// The same for readers: with the owner's name and phones as one writes them, and without what is kept from the caller.
ShownLead card(db::Work& work, LeadId lead);
bool lead_exists(db::Work& work, LeadId lead);

// Whether a line of the timeline is an activity of its own, or belongs to what this Work has upserted just now.
enum class Activity { of_its_own, counted };

// A line in the lead's timeline. `data` is shown by the desk, which knows the kind.
TimelineId add_timeline(db::Work& work, LeadId lead, std::string_view kind, json::Value data,
                        const Provenance& by = {.kind = ByKind::system}, Activity activity = Activity::of_its_own);

// Something that brought the person to us, told later or by another room: a touch with its time, and what its line in
// the timeline says.
struct Told {
  Touch touch;  // with `at`
  json::Value data = json::Object{};
};
// Adds the touches: the earliest becomes the lead's first, the latest its last. Each has a line of that kind in the
// timeline, in the place of its own time; the ids of the lines come in the same order. Nothing for a lead that is
// gone or erased.
std::vector<TimelineId> add_touches(db::Work& work, LeadId lead, std::string_view kind, const std::vector<Told>& told,
                                    const Provenance& by);
// Puts a line's data anew, while what it tells of still goes on.
void retell(db::Work& work, LeadId lead, TimelineId line, const json::Value& data);

// What the list shows; empty members do not filter.
struct Filter {
  std::optional<std::string> q = {};       // as typed
  std::optional<std::string> status = {};  // ids, or kinds ("open"), separated by commas
  std::optional<std::string> owner = {};   // a user id, "me" or "none"
  std::optional<std::string> source = {};  // a channel word of the first touch, or none
  std::optional<Purpose> purpose = {};
  std::optional<FormId> form = {};  // came, at any time, through that form
  std::optional<Layer> layer = {};  // lead when empty
  std::optional<bool> inbox = {};   // not yet taken on: status of kind open, not snoozed
  std::optional<Instant> created_from = {};
  std::optional<Instant> created_to = {};  // before that instant
  std::optional<std::string> ids = {};     // ids separated by commas, for what was picked by hand
  std::optional<rules::Condition> filter = {};
  std::shared_ptr<const rules::Bound> bound = {};  // the filter, by bind()
  static constexpr auto fields = json::fields(
      json::field("q", &Filter::q, json::length{0, 200}, "As typed: words, a phone's tail, part of an e-mail"),
      json::field("status", &Filter::status, json::length{0, 1000}, "Status ids or kinds, separated by commas"),
      json::field("owner", &Filter::owner, json::length{0, 20}, "A user id, me, or none"),
      json::field("source", &Filter::source, json::length{0, 40}, "Channel of the first touch, or none"),
      json::field("purpose", &Filter::purpose), json::field("form", &Filter::form),
      json::field("layer", &Filter::layer, "lead unless told"), json::field("inbox", &Filter::inbox),
      json::field("created_from", &Filter::created_from), json::field("created_to", &Filter::created_to),
      json::field("ids", &Filter::ids, json::length{0, 12'000}),
      json::field("filter", &Filter::filter, "A condition; in an address as its JSON text"));

  // Names and types of the condition; Problem with every fault of it, each at its place below "/filter".
  void bind(db::Work& work, const rules::CatalogueOf& catalogue);
};

// Up to `limit` leads of the filter with an id above `after`, in the order of their ids (oldest first): for
// exports, piece by piece. Stops when `take` returns false.
void each_lead(db::Work& work, const Filter& filter, LeadId after, int limit,
               const std::function<bool(const ShownLead&)>& take);

// Takes away up to `limit` leads that only the import `batch_id` made: it created them and nothing else has
// touched them since (no form, no person, no second import). Returns how many it took; 0 when none is left.
// Values the batch filled into leads that were there stay; their history names it.
int remove_batch(db::Work& work, std::int64_t batch_id, int limit);

// Contact preferences (X12), obeyed by whoever writes to the person. Returns the lead's new version.
std::int64_t set_contact_preferences(db::Work& work, LeadId lead, std::vector<Channel> do_not_contact,
                                     std::optional<Hours> preferred_hours);

// For rooms that keep what came in as it came: which of these records hold the phone or the e-mail of a person who was
// erased after they came.
struct TypedRecord {
  Instant at;
  std::vector<std::string> texts = {};  // as somebody typed them
};
std::vector<bool> hold_erased(db::Work& work, const std::vector<TypedRecord>& records);

// --- for the doctor -------------------------------------------------------------------------------------------------
// The leads whose columns, search terms or identities are not what follows from their cards. Reads the workspace once,
// row by row.
struct Crooked {
  LeadId lead;
  bool columns = false;     // by which leads are filtered and sorted, are not those of the card
  bool terms = false;       // are not those of the card
  bool identities = false;  // some contact of the card is nobody's, or it is found by one it lacks
};
void each_crooked(db::Work& work, const std::function<void(const Crooked&)>& take);
// Write the columns and the search terms of these leads anew from their cards; of the former the counts are to be taken
// anew as well.
void write_columns_anew(db::Work& work, const std::vector<LeadId>& leads);
void write_terms_anew(db::Work& work, const std::vector<LeadId>& leads);

// What conditions can ask of leads, with the workspace's own fields. The rooms above name what they know.
void add_to_catalogue(db::Work& work, rules::Catalogue& all);

std::vector<jobs::JobHandler> job_handlers();
void name_forms(rules::Catalogue& all, const std::vector<std::pair<FormId, json::LocalText>>& forms);
void name_imports(rules::Catalogue& all, const std::vector<std::pair<std::int64_t, std::string>>& imports);
void name_consents(rules::Catalogue& all, const std::vector<rules::Choice>& purposes);

void add_routes(http::RouteTable& routes, db::Database& database, const rules::CatalogueOf& catalogue);

}  // namespace sarnakh::leads
