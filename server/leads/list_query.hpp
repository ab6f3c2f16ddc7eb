#pragma once

// The text of the list's question, from closed lists: nothing of a request ever becomes SQL, only the
// presence of a filter does, so the number of different texts is small and each is prepared once. The condition of a
// filter comes out of the compiler of rules/to_sql.
//
// The exact total of what only the columns of lead_counts narrow is asked of it (counts.hpp).
//
// A search is answered in one of three ways. When its words lead to few leads, those are fetched and sorted. When they
// are common, a piece of the list, so long that a page of leads with the words is likely in it, is taken in the order
// of the page, and the terms are read once for who is in it. When too few were, the list is walked in its order and
// each lead looked up in all that have the words. Where nothing but the words narrows it, the terms alone tell the
// total.

#include <memory>
#include <string>
#include <vector>

#include "leads/count.hpp"
#include "leads/counts.hpp"
#include "leads/search.hpp"
#include "rules/to_sql.hpp"

namespace sarnakh::leads {

enum class SortColumn { created_at, last_activity_at, name };
struct Sort {
  SortColumn column = SortColumn::created_at;
  bool descending = true;
};
// "-created_at" (default), "created_at", "last_activity_at", "name", each with or without '-'; Problem
// "sort_unknown".
Sort sort_of(std::string_view text);

struct Query {
  std::string from = "leads l";  // "leads l", or the few leads of a search joined with it
  std::string where;             // "l.workspace_id = $1 AND …"
  rules::Places places;
  Countable counted;                  // the beginning of where that the counts can answer
  std::optional<CountedRows> counts;  // they can answer all of it, but for leads that are put off
  Countable with_snoozed;             // all of where but for the leads that are put off, if it is without them
  bool without_snoozed = false;
  bool asks_creation = false;  // speaks of the time when a lead came, and of its last activity
  bool asks_activity = false;
  bool everybody = false;  // nothing narrows it but the layer and the words
  bool nothing = false;    // the filter can match no lead
  bool one_layer = true;   // and not several, out of which the order would have to be made anew
  bool by_terms = false;   // driven by the leads of the search: the list's order is of no help
  Layer layer = Layer::lead;
  std::shared_ptr<Search> search;  // whose words are asked for; nothing when there are none
  // Without such words: those that whoever the conditions are true of has. All of where is to be asked of him as well.
  std::shared_ptr<const Search> near;
};
// The field by which a list is laid out: of one of these types, and one that a lead has once. Problem "field_hidden",
// "field_unknown" and `unfit` at the pointer.
const rules::Field& field_of_layout(const rules::Catalogue& catalogue, std::string_view name,
                                    std::initializer_list<rules::Type> types, const char* pointer, const char* unfit);
// What the leads will be asked for: a page in the order of the list, or all of them in the order of their ids.
enum class Walk { list, ids };
// Asks the database how common the words of a search are. With a group (groups.hpp) only its leads.
Query query_of(db::Work& work, const Settings& settings, const Filter& filter, Walk walk = Walk::list,
               std::shared_ptr<const rules::Bound> group = nullptr);
// The same before its words are in it, for who asks in several ways; and with them, driven by the terms or not.
// `by`: a facet field whose value the counts are to have at hand.
Query without_words(db::Work& work, const Settings& settings, const Filter& filter, Walk walk = Walk::list,
                    std::shared_ptr<const rules::Bound> group = nullptr, const rules::Field* by = nullptr);
void add_words(Query& query, db::Dialect dialect, bool by_terms);
// The leads that the subquery gives are fetched first, and asked whatever else the query asks.
void drive(Query& query, db::Dialect dialect, const std::string& leads);
// What conditions and groups are compiled with.
rules::Asking asking_of(db::Work& work);

struct ListRequest {
  Filter filter = {};
  Sort sort = {};
  int limit = 50;
  std::string cursor = {};
  bool count = false;
  bool custom = false;
  std::shared_ptr<const rules::Bound> group = {};  // by bound_group
};
struct LeadList {
  std::vector<LeadRow> rows;
  std::optional<std::string> next_cursor;
  std::optional<std::int64_t> total;
};
LeadList list(db::Work& work, const ListRequest& request);
// The rows of leads that are known by their ids, in that order.
std::vector<LeadRow> rows_of(db::Work& work, const std::vector<LeadId>& leads);

// Leads that have this phone or e-mail, for a warning while typing.
std::vector<LeadRow> duplicates(db::Work& work, std::string_view phone, std::string_view email);

struct ShellCounts {
  std::int64_t inbox = 0;   // waiting to be taken on
  std::int64_t today = 0;   // made since midnight of the caller's day
  std::int64_t period = 0;  // made in the last `days` days, when asked for
  static constexpr auto fields =
      json::fields(json::field("inbox", &ShellCounts::inbox), json::field("today", &ShellCounts::today),
                   json::field("period", &ShellCounts::period));
  static constexpr std::string_view schema_name = "LeadCounts";
};
ShellCounts shell_counts(db::Work& work, int days);

}  // namespace sarnakh::leads
