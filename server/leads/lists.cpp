// Lists of leads: pages, totals, pieces for exports, duplicates while typing.

#include <algorithm>
#include <map>

#include "foundations/http/route.hpp"
#include "foundations/text/email.hpp"
#include "foundations/text/phone.hpp"
#include "foundations/time/zone.hpp"
#include "leads/grade_rules.hpp"
#include "leads/leads_sql.hpp"
#include "leads/list_query.hpp"
#include "leads/people.hpp"
#include "leads/search_terms.hpp"
#include "leads/store.hpp"

namespace sarnakh::leads {

namespace {

const char* column_name(SortColumn column) {
  switch (column) {
    case SortColumn::created_at:
      return "l.created_at";
    case SortColumn::last_activity_at:
      return "l.last_activity_at";
    case SortColumn::name:
      return "l.name_key";
  }
  return "l.created_at";
}

// The page's order and where it goes on: after the last row of the page before, by the sorted column and the
// id.
std::string order_of(const ListRequest& request, Query& query) {
  const std::string column = column_name(request.sort.column);
  if (!request.cursor.empty()) {
    const auto cursor = http::read_cursor(request.cursor);
    const auto& parts = cursor.as_array();
    const auto id = parts.size() == 2 ? parts[1].as_integer() : std::nullopt;
    if (!id) throw Problem{"bad_cursor", "/cursor"};
    if (request.sort.column == SortColumn::name) {
      const auto key = parts[0].as_string();
      if (!key) throw Problem{"bad_cursor", "/cursor"};
      query.places.params.emplace_back(query.places.texts.emplace_back(*key));
    } else {
      const auto at = parts[0].as_integer();
      if (!at) throw Problem{"bad_cursor", "/cursor"};
      query.places.params.emplace_back(*at);
    }
    query.places.params.emplace_back(*id);
    const auto places = query.places.params.size();
    query.where += " AND (" + column + ", l.id) " + (request.sort.descending ? "<" : ">") + " ($" +
                   std::to_string(places - 1) + ", $" + std::to_string(places) + ")";
  }
  const std::string direction = request.sort.descending ? " DESC" : " ASC";
  return " ORDER BY " + column + direction + ", l.id" + direction;
}

std::int64_t number(db::Work& work, const std::string& text, const std::vector<db::Param>& params) {
  return work.query_text(text, params)[0].integer(0);
}

// How many leads the query finds, counted no further than one more than `most`.
std::int64_t counted_to(db::Work& work, const Query& query, std::int64_t most) {
  return number(work,
                "SELECT count(*) FROM (SELECT 1 FROM " + query.from + " WHERE " + query.where + " LIMIT " +
                    std::to_string(most + 1) + ") AS found",
                query.places.params);
}

// The leads, in a way that leads SQLite along the order of the page. Without numbers about the rows it takes whatever
// index a condition speaks of, be it for a handful of leads or for a million to be sorted; PostgreSQL has the numbers.
std::string walked(db::Work& work, const Query& query, SortColumn order, std::optional<std::int64_t> count) {
  static constexpr const char* ways[] = {"leads_list", "leads_activity", "leads_name"};  // of SortColumn
  if (work.dialect() != db::Dialect::sqlite || query.by_terms || !query.one_layer) return query.from;
  const bool tempted = (query.asks_creation && order != SortColumn::created_at) ||
                       (query.asks_activity && order != SortColumn::last_activity_at);
  if (!tempted) return query.from;
  if (!count) count = counted_to(work, query, few);
  return *count > few ? std::string("leads l INDEXED BY ") + ways[static_cast<std::size_t>(order)] : query.from;
}

// Names of owners, asked once each.
class OwnerNames {
 public:
  explicit OwnerNames(db::Work& work) : work_(work) {}
  Owner of(UserId id) {
    const auto [at, fresh] = names_.try_emplace(id);
    if (fresh) at->second = name_of_user(work_, id);
    return {id, at->second};
  }

 private:
  db::Work& work_;
  std::map<UserId, std::string> names_;
};

const char* row_columns =
    "l.id, l.version, l.display_name, l.organisation, l.phone, l.email, l.status_id, l.owner_id, "
    "l.source_label, l.purpose, "
    "l.layer, l.contact_grade, l.snoozed_until, l.created_at, l.last_activity_at, l.name_key";

LeadRow row_of(const db::Row& row, const Settings& settings, OwnerNames& owners, bool custom) {
  LeadRow lead;
  lead.id = row.id<LeadId>(0);
  lead.version = row.integer(1);
  lead.display_name = row.text(2);
  lead.named = !row.view(15).empty();
  lead.organisation = row.maybe_text(3);
  lead.phone = row.maybe_text(4);
  lead.email = row.maybe_text(5);
  if (const auto* status = settings.status(row.id<StatusId>(6))) lead.status = *status;
  if (const auto owner = row.id<UserId>(7)) lead.owner = owners.of(owner);
  lead.source_label = row.maybe_text(8);
  lead.purpose = json::enum_of_name<Purpose>(row.view(9)).value_or(Purpose::buyer);
  lead.layer = json::enum_of_name<Layer>(row.view(10)).value_or(Layer::interest);
  lead.contact_grade = row.integer(11);
  lead.snoozed_until = row.maybe_instant(12);
  lead.created_at = row.instant(13);
  lead.last_activity_at = row.instant(14);
  if (custom) lead.custom = json::parse(row.view(16));
  return lead;
}

std::int64_t sum_of(db::Work& work, const CountedRows& counted) {
  return number(work, "SELECT CAST(COALESCE(SUM(l.leads), 0) AS BIGINT) FROM " + counted.rows, counted.places.params);
}

// At most so many leads: of what the counts know of the question alone.
std::int64_t counted(db::Work& work, const Query& query) { return sum_of(work, counted_rows(query.counted, {""})); }

// Whether what stands beside the words leaves few enough leads to look each up: the counts know that, or, of a time
// that is asked for, the index of the list.
bool few_beside_words(db::Work& work, const Query& query) {
  if (counted(work, query) <= looked_up) return true;
  return (query.asks_creation || query.asks_activity) && counted_to(work, query, looked_up) <= looked_up;
}

// Those of the question who are put off: they are few, and have an index of their own.
std::int64_t snoozed(db::Work& work, const Query& query) {
  rules::Places places;
  places.params = query.with_snoozed.params;
  auto text = "SELECT count(*) FROM leads l WHERE " + query.with_snoozed.where + " AND l.snoozed_until > " +
              places.put(work.now()) + " AND l.snoozed_until IS NOT NULL";
  if (query.search) text += " AND " + query.search->has_all(places, "l.id");
  return number(work, text, places.params);
}

// Driven by the few that its conditions can be true of.
Query near_leads(db::Work& work, const Query& query) {
  auto near = query;  // its places view the texts of `query`
  near.by_terms = true;
  drive(near, work.dialect(), query.near->leads(near.places));
  return near;
}

// Of a query without its words.
std::int64_t total_of(db::Work& work, const Query& query) {
  if (query.nothing) return 0;
  if (query.counts) {
    const auto count = sum_of(work, *query.counts);
    return query.without_snoozed && count != 0 ? count - snoozed(work, query) : count;
  }
  if (query.search) {
    if (query.everybody && query.one_layer) return query.search->total(work, query.layer);
    auto searched = query;  // its places view the texts of `query`
    if (query.search->exact() && query.search->at_most() > many && few_beside_words(work, query)) {
      const auto has_all = query.search->has_all(searched.places, "l.id");
      return number(work, "SELECT count(*) FROM leads l WHERE " + query.where + " AND l.created_at >= 0 AND " + has_all,
                    searched.places.params);
    }
    add_words(searched, work.dialect(), query.search->at_most() <= many);
    return number(work, "SELECT count(*) FROM " + searched.from + " WHERE " + searched.where, searched.places.params);
  }
  if (query.near && query.near->at_most() <= many) {
    const auto near = near_leads(work, query);
    return number(work, "SELECT count(*) FROM " + near.from + " WHERE " + near.where, near.places.params);
  }
  // Every lead has been created: these words lead SQLite to the leads by time, in which order they lie on the disk,
  // where it would else take them by name. Three times faster.
  return number(
      work, "SELECT count(*) FROM leads l WHERE " + query.where + (query.asks_activity ? "" : " AND l.created_at >= 0"),
      query.places.params);
}

std::string columns_of(const ListRequest& request) {
  return std::string(row_columns) + (request.custom ? ", l.custom" : "");
}

// One row more than the page, which tells that another page follows.
db::Rows walk(db::Work& work, Query query, const ListRequest& request, std::optional<std::int64_t> count) {
  const auto from = walked(work, query, request.sort.column, count);
  const auto order = order_of(request, query);
  return work.query_text("SELECT " + columns_of(request) + " FROM " + from + " WHERE " + query.where + order +
                             " LIMIT " + query.places.put(request.limit + 1),
                         query.places.params);
}

// The page out of the next `length` leads of the list: each is looked up where the words are exact, else the terms of
// the words are read once for who is among them.
db::Rows walk_piece(db::Work& work, Query query, const ListRequest& request, std::int64_t length) {
  const auto from = walked(work, query, request.sort.column, {});
  const auto order = order_of(request, query);
  const auto piece =
      "SELECT l.id FROM " + from + " WHERE " + query.where + order + " LIMIT " + query.places.put(length);
  query.where = "l.workspace_id = $1";
  if (query.search->exact())
    drive(query, work.dialect(),
          "SELECT p.id AS lead_id FROM piece p WHERE " + query.search->has_all(query.places, "p.id"));
  else
    drive(query, work.dialect(), query.search->leads(query.places, "SELECT p.id FROM piece p"));
  return work.query_text("WITH piece AS MATERIALIZED (" + piece + ") SELECT " + columns_of(request) + " FROM " +
                             query.from + " WHERE " + query.where + order + " LIMIT " +
                             query.places.put(request.limit + 1),
                         query.places.params);
}

db::Rows walk_with_words(db::Work& work, const Query& query, const ListRequest& request, bool by_terms,
                         std::optional<std::int64_t> count) {
  auto searched = query;  // its places view the texts of `query`
  add_words(searched, work.dialect(), by_terms);
  return walk(work, std::move(searched), request, count);
}

// A page of leads with the words. Four times the piece in which they would be, were they spread evenly, is read first;
// they may lie together elsewhere, as names do in the order of names.
db::Rows search_page(db::Work& work, const Query& query, const ListRequest& request,
                     std::optional<std::int64_t> count) {
  const auto most = query.search->at_most();
  const auto there = counted(work, query);
  if (query.search->best_at_once(there)) return walk_with_words(work, query, request, true, count);
  const auto length = std::clamp<std::int64_t>(4 * (request.limit + 1) * there / most, 1'000, 50'000);
  auto rows = walk_piece(work, query, request, length);
  if (there <= length || rows.size() > static_cast<std::size_t>(request.limit)) return rows;
  return walk_with_words(work, query, request, most <= many, count);
}

}  // namespace

std::int64_t total(db::Work& work, const Filter& filter) {
  const auto settings = settings_of(work);
  return total_of(work, without_words(work, *settings, filter));
}

std::vector<Instant> came_since(db::Work& work, const Filter& filter, Instant since) {
  const auto settings = settings_of(work);
  auto query = query_of(work, *settings, filter);
  std::vector<Instant> all;
  if (query.nothing) return all;
  const auto place = query.places.put(since);
  const auto rows = work.query_text(
      "SELECT l.created_at FROM " + query.from + " WHERE " + query.where + " AND l.created_at >= " + place,
      query.places.params);
  for (const auto row : rows) all.push_back(row.instant(0));
  return all;
}

LeadList list(db::Work& work, const ListRequest& request) {
  const auto settings = settings_of(work);
  const auto query = without_words(work, *settings, request.filter, Walk::list, request.group);
  LeadList answer;
  // A walk that would find nothing is spared when the counts know that.
  if (request.count || query.counts || query.nothing) {
    const auto count = total_of(work, query);
    if (request.count) answer.total = count;
    if (count == 0) return answer;
  }
  const bool few_near = query.near && query.near->best_at_once(counted(work, query));
  const auto rows = query.search ? search_page(work, query, request, answer.total)
                                 : walk(work, few_near ? near_leads(work, query) : query, request, answer.total);
  OwnerNames owners(work);
  for (const auto row : rows) {
    if (answer.rows.size() == static_cast<std::size_t>(request.limit)) break;
    answer.rows.push_back(row_of(row, *settings, owners, request.custom));
  }
  if (rows.size() > answer.rows.size()) {
    const auto last = rows[answer.rows.size() - 1];
    json::Array cursor;
    if (request.sort.column == SortColumn::name)
      cursor.emplace_back(last.text(15));
    else
      cursor.emplace_back(last.integer(request.sort.column == SortColumn::created_at ? 13 : 14));
    cursor.emplace_back(last.integer(0));
    answer.next_cursor = http::make_cursor(json::Value(std::move(cursor)));
  }
  return answer;
}

std::vector<LeadRow> rows_of(db::Work& work, const std::vector<LeadId>& leads) {
  const auto settings = settings_of(work);
  const auto ids = db::list_of(leads);
  std::map<LeadId, LeadRow> found;
  OwnerNames owners(work);
  for (const auto row : work.query_text(
           std::string("SELECT ") + row_columns + " FROM leads l WHERE l.workspace_id = $1 AND l.id IN {integers $2}",
           {work.workspace(), ids}))
    found.emplace(row.id<LeadId>(0), row_of(row, *settings, owners, false));
  std::vector<LeadRow> rows;
  for (const auto lead : leads)
    if (const auto row = found.find(lead); row != found.end()) rows.push_back(std::move(row->second));
  return rows;
}

void each_lead(db::Work& work, const Filter& filter, LeadId after, int limit,
               const std::function<bool(const ShownLead&)>& take) {
  const auto settings = settings_of(work);
  auto query = query_of(work, *settings, filter, Walk::ids);
  if (query.nothing) return;
  query.places.params.emplace_back(after);
  const auto after_place = std::to_string(query.places.params.size());
  query.places.params.emplace_back(limit);
  const auto rows = work.query_text("SELECT l.id FROM leads l WHERE " + query.where + " AND l.id > $" + after_place +
                                        " ORDER BY l.id LIMIT $" + std::to_string(query.places.params.size()),
                                    query.places.params);
  std::vector<LeadId> ids;
  for (const auto row : rows) ids.push_back(row.id<LeadId>(0));
  OwnerNames owners(work);
  for (auto& lead : find_leads(work, *settings, ids)) {
    if (lead.owner) lead.owner = owners.of(lead.owner->id);
    for (auto& phone : lead.phones) phone.display = text::format_phone(phone.value, work.caller().language);
    if (!take(shown(work, std::move(lead)))) return;
  }
}

std::vector<LeadRow> duplicates(db::Work& work, std::string_view phone, std::string_view email) {
  const auto settings = settings_of(work);
  std::vector<std::string> terms;
  if (const auto parsed = text::parse_phone(phone, settings->phone_home()))
    terms.push_back(term_of_phone(parsed->e164));
  if (const auto parsed = text::parse_email(email)) terms.push_back(term_of_email(parsed->key));
  if (terms.empty()) return {};
  std::vector<LeadId> ids;
  const auto list = db::list_of(terms);
  for (const auto row : work.query(sql::leads_of_terms, {work.workspace(), list})) ids.push_back(row.id<LeadId>(0));
  OwnerNames owners(work);
  std::vector<LeadRow> rows;
  for (const auto& lead : find_leads(work, *settings, ids)) {
    if (lead.layer == Layer::erased || !in_reach(work, lead.owner ? lead.owner->id : UserId{})) continue;
    LeadRow row;
    row.id = lead.id;
    row.version = lead.version;
    row.display_name = lead.display_name;
    row.named = !name_of(lead).empty();
    row.organisation = lead.organisation;
    if (!lead.phones.empty()) row.phone = lead.phones.front().value;
    if (!lead.emails.empty()) row.email = lead.emails.front().value;
    row.status = lead.status;
    if (lead.owner) row.owner = owners.of(lead.owner->id);
    row.purpose = lead.purpose.value_or(Purpose::buyer);
    row.layer = lead.layer;
    row.contact_grade = lead.contact_grade;
    row.created_at = lead.created_at;
    row.last_activity_at = lead.last_activity_at;
    rows.push_back(std::move(row));
  }
  return rows;
}

ShellCounts shell_counts(db::Work& work, int days) {
  ShellCounts counts;
  Filter inbox;
  inbox.inbox = true;
  counts.inbox = total(work, inbox);
  const auto reach = owners_in_reach(work);
  const auto owners = reach ? db::list_of(*reach) : std::string{};
  const auto since = [&](Instant at) {
    return reach ? work.one(sql::count_since_of_owners, {work.workspace(), at, owners})->integer(0)
                 : work.one(sql::count_since, {work.workspace(), at})->integer(0);
  };
  const auto& zone = work.caller().time_zone;
  counts.today = since(time::start_of_day(time::day_at(work.now(), zone), zone));
  if (days > 0) counts.period = since(work.now() - time::days(days));
  return counts;
}

}  // namespace sarnakh::leads
