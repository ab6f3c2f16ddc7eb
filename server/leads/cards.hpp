#pragma once

// What people and programs do to one lead at the desk. Each loads the card within the caller's reach,
// decides, saves with its line in the timeline, and announces.

#include "leads/leads.hpp"
#include "leads/profile_fields.hpp"
#include "leads/shown_lead.hpp"

namespace sarnakh::leads {

// Merge patch of profile fields and {"custom": {…}}; null empties.
ShownLead patch(db::Work& work, LeadId lead, const json::Value& body);

ShownLead set_status(db::Work& work, LeadId lead, StatusId status, std::optional<std::string> reason);
ShownLead set_owner(db::Work& work, LeadId lead, std::optional<UserId> owner);
ShownLead snooze(db::Work& work, LeadId lead, std::optional<Instant> until);
// Takes the lead on: the accepted status, and the caller as owner when there is none.
ShownLead accept(db::Work& work, LeadId lead);
ShownLead mark_junk(db::Work& work, LeadId lead, std::optional<std::string> reason);
// Back to the status before it was junk.
ShownLead restore(db::Work& work, LeadId lead);

enum class ContactKind { phones, emails, handles };
struct ContactChange {
  std::optional<std::string> value = {};
  std::optional<std::string> type = {};  // of phones and e-mails
  std::optional<Network> network = {};   // of handles
  std::optional<std::vector<Restriction>> restrictions = {};
  std::optional<bool> primary = {};
  static constexpr auto fields = json::fields(
      json::field("value", &ContactChange::value, json::length{1, 254}),
      json::field("type", &ContactChange::type, json::length{1, 20}), json::field("network", &ContactChange::network),
      json::field("restrictions", &ContactChange::restrictions, json::length{0, 4}),
      json::field("primary", &ContactChange::primary));
  static constexpr std::string_view schema_name = "ContactChange";
};
ShownLead add_contact(db::Work& work, LeadId lead, ContactKind kind, const ContactChange& contact);
ShownLead change_contact(db::Work& work, LeadId lead, ContactKind kind, std::string_view item,
                         const ContactChange& change);
ShownLead remove_contact(db::Work& work, LeadId lead, ContactKind kind, std::string_view item);

// --- reading what happened
// ---------------------------------------------------------------------------------------
struct Actor {
  CallerKind kind = CallerKind::system;
  std::optional<std::string> id;
  std::optional<std::string> name;
  static constexpr auto fields =
      json::fields(json::field("kind", &Actor::kind), json::field("id", &Actor::id), json::field("name", &Actor::name));
  static constexpr std::string_view schema_name = "Actor";
};
struct By {
  ByKind kind = ByKind::system;
  std::optional<std::string> id;
  std::optional<std::string> label;
  static constexpr auto fields =
      json::fields(json::field("kind", &By::kind), json::field("id", &By::id), json::field("label", &By::label));
  static constexpr std::string_view schema_name = "By";
};
struct TimelineItem {
  TimelineId id;
  Instant at;
  std::string kind;
  Actor actor;
  By by;
  json::Value data;
  std::vector<Change> changes;
  std::optional<bool> withheld = {};
  static constexpr auto fields =
      json::fields(json::field("id", &TimelineItem::id), json::field("at", &TimelineItem::at),
                   json::field("kind", &TimelineItem::kind), json::field("actor", &TimelineItem::actor),
                   json::field("by", &TimelineItem::by), json::field("data", &TimelineItem::data),
                   json::field("changes", &TimelineItem::changes),
                   json::field("withheld", &TimelineItem::withheld,
                               "The answers may hold what is kept from the role of whoever asks"));
  static constexpr std::string_view schema_name = "TimelineItem";
};
struct HistoryItem {
  std::string field;
  Instant at;
  Actor actor;
  json::Value from, to;
  By by;
  std::optional<bool> hidden = {};
  static constexpr auto fields =
      json::fields(json::field("field", &HistoryItem::field), json::field("at", &HistoryItem::at),
                   json::field("actor", &HistoryItem::actor), json::field("from", &HistoryItem::from),
                   json::field("to", &HistoryItem::to), json::field("by", &HistoryItem::by),
                   json::field("hidden", &HistoryItem::hidden, "Both values are kept from the role of whoever asks"));
  static constexpr std::string_view schema_name = "HistoryItem";
};
// Newest first, below `before` (0 for the start).
std::vector<TimelineItem> timeline(db::Work& work, LeadId lead, TimelineId before, int limit);
// Gives the line it became.
TimelineItem add_note(db::Work& work, LeadId lead, std::string_view text);
// Takes the words of one's own note away; that there was one stays. Problem "not_found" when it is not one's own.
void withdraw_note(db::Work& work, LeadId lead, TimelineId note);
std::vector<HistoryItem> history(db::Work& work, LeadId lead, std::string_view field);

}  // namespace sarnakh::leads

template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::CallerKind> =
    std::to_array<std::string_view>({"user", "api_key", "visitor", "system"});
