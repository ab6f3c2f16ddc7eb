#pragma once

// The door of changes of many leads at once: looked at before (how many change, how many are so already, how many may
// not), run piece by piece as durable work over leads that are fixed when it begins, stopped, and taken back lead by
// lead where nobody else has changed the value since.

#include "foundations/http/route.hpp"
#include "foundations/jobs/queue.hpp"
#include "leads/many.hpp"

namespace sarnakh::bulk {

using BulkId = Id<struct BulkTag>;

inline constexpr std::int64_t most_leads = 100'000;
inline constexpr std::size_t most_acts = 10;
// For so long a change can be taken back; then the earlier values are forgotten.
inline constexpr auto remembered = time::days(30);

enum class State { running, done, stopped, undoing, undone };

// Which leads, and what is done to them: these ids, or whoever matches.
struct Wish : leads::Filter {
  std::optional<std::vector<LeadId>> leads = {};
  std::vector<leads::Act> acts = {};
  static constexpr auto fields =
      json::joined(leads::Filter::fields,
                   json::fields(json::field("leads", &Wish::leads, json::length{1, 5'000},
                                            "These leads, whatever the conditions; without them all that match"),
                                json::field("acts", &Wish::acts, json::length{1, most_acts}, "Done in their order")));
  static constexpr std::string_view schema_name = "BulkWish";
};

struct Sample {
  LeadId id;
  std::string name;
  std::vector<leads::Change> changes;
  static constexpr auto fields = json::fields(json::field("id", &Sample::id), json::field("name", &Sample::name),
                                              json::field("changes", &Sample::changes));
  static constexpr std::string_view schema_name = "BulkSample";
};

struct Preview {
  std::int64_t leads = 0, changed = 0, already = 0, refused = 0;
  std::vector<Sample> sample;
  std::int64_t fingerprint = 0;  // of the leads: the version that If-Match names
  static constexpr auto fields = json::fields(
      json::field("leads", &Preview::leads, "Those that were chosen"), json::field("changed", &Preview::changed),
      json::field("already", &Preview::already, "Are so already"),
      json::field("refused", &Preview::refused, "Gone, erased, or out of the reach of whoever asks"),
      json::field("sample", &Preview::sample, "Some that change, before and after"));
  static constexpr std::string_view schema_name = "BulkPreview";
};

struct BulkChange {
  BulkId id;
  State state = State::running;
  std::optional<std::string> fault;
  std::vector<leads::Act> acts;
  std::int64_t leads = 0;
  std::int64_t pieces = 0, pieces_done = 0;  // not shown
  std::int64_t looked_at = 0, changed = 0, already = 0, refused = 0, undone = 0, left = 0;
  UserId made_by;  // not shown
  std::string by;
  bool mine = false;
  bool may_undo = false;
  Instant created_at;
  std::optional<Instant> finished_at;
  std::optional<std::vector<std::string>> hidden;
  static constexpr auto fields = json::fields(
      json::field("hidden", &BulkChange::hidden, "Fields of the acts whose values are kept from whoever asks"),
      json::field("id", &BulkChange::id), json::field("state", &BulkChange::state),
      json::field("fault", &BulkChange::fault, "Why it stopped by itself: the code of a problem"),
      json::field("acts", &BulkChange::acts), json::field("leads", &BulkChange::leads, "How many were chosen"),
      json::field("looked_at", &BulkChange::looked_at, "How many of them it has come to"),
      json::field("changed", &BulkChange::changed), json::field("already", &BulkChange::already, "Were so already"),
      json::field("refused", &BulkChange::refused, "Gone, erased, or out of reach when it came to them"),
      json::field("undone", &BulkChange::undone, "Have their earlier values again"),
      json::field("left", &BulkChange::left, "Keep what somebody else changed since"),
      json::field("by", &BulkChange::by, "Who began it"),
      json::field("mine", &BulkChange::mine, "Whoever asks began it"),
      json::field("may_undo", &BulkChange::may_undo, "Whether it can be taken back now"),
      json::field("created_at", &BulkChange::created_at), json::field("finished_at", &BulkChange::finished_at));
  static constexpr std::string_view schema_name = "BulkChange";
};

// Writes nothing. Problem "bulk_too_many", and those of conditions and acts.
Preview preview(db::Database& database, const db::Scope& scope, Wish wish, const rules::CatalogueOf& catalogue);

// Which leads they are now: what start() fixes. At most one more than may be.
std::vector<LeadId> chosen(db::Database& database, const db::Scope& scope, Wish wish,
                           const rules::CatalogueOf& catalogue);
std::int64_t fingerprint_of(const std::vector<LeadId>& leads);
// Puts the change to work. Problem "bulk_too_many", "bulk_nobody", and those of acts.
BulkChange start(db::Work& work, const std::vector<leads::Act>& acts, const std::vector<LeadId>& leads);

// One's own; whoever reaches all leads sees and takes back those of everybody. Problem "not_found".
BulkChange load(db::Work& work, BulkId id);
std::vector<BulkChange> list(db::Work& work);
// What it has done so far stays, and can be taken back. Problem "bulk_not_running".
BulkChange stop(db::Work& work, BulkId id);
// Problem "bulk_not_done", "bulk_too_old".
BulkChange start_undo(db::Work& work, BulkId id);

struct LeadOutcome {
  LeadId lead;
  std::optional<std::string> name;
  std::optional<std::string> reason;
  std::vector<std::string> left;
  static constexpr auto fields =
      json::fields(json::field("lead", &LeadOutcome::lead),
                   json::field("name", &LeadOutcome::name, "Left out when the lead is out of reach"),
                   json::field("reason", &LeadOutcome::reason, "Why nothing was done: the code of a problem"),
                   json::field("left", &LeadOutcome::left, "The fields that somebody else changed since"));
  static constexpr std::string_view schema_name = "BulkLead";
};
enum class Fate { changed, refused, undone, left };
std::vector<LeadOutcome> outcomes(db::Work& work, BulkId id, Fate fate, LeadId after, int limit);

// One piece; false when none is left. The job calls it until then.
bool run_piece(db::Database& database, const db::Scope& scope, BulkId id);
// Some leads back; false when none is left.
bool undo_some(db::Database& database, const db::Scope& scope, BulkId id);

std::vector<jobs::JobHandler> job_handlers();
// on lead_erased: what the changes remember of the person goes.
std::vector<jobs::Listener> listeners();
jobs::Periodic forget_old();

void add_routes(http::RouteTable& routes, db::Database& database, const rules::CatalogueOf& catalogue);

}  // namespace sarnakh::bulk

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<bulk::State> = std::to_array<std::string_view>({"running", "done", "stopped",
                                                                                     "undoing", "undone"});
template <>
inline constexpr std::array names_of<bulk::Fate> = std::to_array<std::string_view>({"changed", "refused", "undone",
                                                                                    "left"});
}  // namespace sarnakh::json
