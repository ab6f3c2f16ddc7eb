#include "leads/list_query.hpp"

#include <algorithm>
#include <cassert>

#include "leads/facets.hpp"
#include "leads/leads_sql.hpp"
#include "leads/people.hpp"

namespace sarnakh::leads {

namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(',', start), text.size());
    if (end > start) parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

bool means_everyone(const rules::Bound& condition) {
  const auto* group = std::get_if<rules::BoundGroup>(&condition.root.node);
  return group != nullptr && group->of.empty();
}

class Builder {
 public:
  Builder(db::Work& work, const Settings& settings, const Filter& filter, Walk walk,
          std::shared_ptr<const rules::Bound> group, const rules::Field* by)
      : work_(work), settings_(settings), filter_(filter), walk_(walk), group_(std::move(group)), by_(by) {
    assert((!filter.filter || filter.bound) && "bind the filter first");
  }

  // The order matters: first what lead_counts can answer, so that its places are the first ones.
  Query build() {
    add("l.workspace_id = " + query_.places.put(work_.workspace()));
    layer();
    const auto everybody = query_.where;  // as long as nothing more is asked
    statuses();
    owner();
    kind();
    take_facets(filter_.bound);
    take_facets(group_);
    const bool counted =
        std::all_of(conditions_.begin(), conditions_.end(), [](const auto& one) { return counts_know(one->root); });
    const auto prefix = so_far();
    if (counted) conditions();
    query_.counted = so_far();
    others();
    if (!counted) conditions();
    if (!narrowed()) count(prefix, counted);
    snoozed();
    query_.everybody = query_.where == everybody;
    query_.asks_creation = filter_.created_from || filter_.created_to || reads("created_at");
    query_.asks_activity = reads("last_activity_at");
    words();
    return std::move(query_);
  }

 private:
  Countable so_far() const { return {query_.where, query_.places.params}; }
  // It costs a question of its own, and only conditions need it.
  const rules::Asking& asking() {
    if (!asking_) asking_ = asking_of(work_);
    return *asking_;
  }
  std::string bind(db::Param param) { return query_.places.put(param); }
  std::string bind_text(std::string text) { return query_.places.put_text(std::move(text)); }
  void add(const std::string& condition) { query_.where += (query_.where.empty() ? "" : " AND ") + condition; }

  void take_facets(const std::shared_ptr<const rules::Bound>& condition) {
    if (condition == nullptr) return;
    auto split = split_facets(
        work_, [this]() -> const rules::Asking& { return asking(); }, condition);
    std::move(split.facets.begin(), split.facets.end(), std::back_inserter(facets_));
    std::move(split.near.begin(), split.near.end(), std::back_inserter(near_));
    if (split.rest != nullptr) conditions_.push_back(std::move(split.rest));
  }

  bool narrowed() const { return filter_.q || filter_.created_from || filter_.created_to || filter_.ids; }

  // What the counts know of the question: of one facet or one form, if no lead is counted twice, or by the value of one
  // facet field.
  void count(const Countable& prefix, bool conditions_counted) {
    auto words = facets_;
    if (filter_.form) words.push_back(word_of_form(*filter_.form));
    std::vector<std::string> terms;
    if (words.empty()) terms.emplace_back();
    if (words.size() == 1 && (words[0].apart || words[0].ranges.size() == 1))
      for (auto& range : words[0].ranges) terms.push_back(std::move(range.from));
    if (conditions_counted && !terms.empty() && by_ == nullptr)
      query_.counts = counted_rows(query_.counted, terms);
    else if (!filter_.form)
      query_.counts = counted_rows(prefix, {filter_.bound, group_}, by_, asking());
  }

  void conditions() {
    for (const auto& bound : conditions_)
      if (!means_everyone(*bound)) add(rules::to_sql(*bound, asking(), query_.places));
  }

  void words() {
    auto search = std::make_shared<Search>(work_, filter_, std::move(facets_));
    query_.nothing = query_.nothing || search->nothing();
    if (search->any())
      query_.search = std::move(search);
    else if (!near_.empty() && !query_.counts)
      query_.near = std::make_shared<const Search>(work_, std::move(near_));
  }

  // The empty text keeps the index of the list out of the plan, where another order is meant. Both databases read it as
  // the value itself.
  void layer() {
    // A condition that asks about the layer itself chooses among both.
    if (!filter_.layer && reads("layer")) {
      query_.one_layer = false;
      return add("l.layer IN ('interest', 'lead')");
    }
    query_.layer = filter_.layer.value_or(Layer::lead);
    if (query_.layer == Layer::erased) query_.nothing = true;
    add(std::string(walk_ == Walk::ids ? "l.layer || ''" : "l.layer") + " = " + bind(json::name_of_enum(query_.layer)));
  }

  bool reads(std::string_view field) const {
    if (!filter_.filter) return false;
    const auto known = rules::reads(*filter_.filter);
    return std::binary_search(known.fields.begin(), known.fields.end(), field);
  }

  void statuses() {
    if (filter_.inbox.value_or(false)) {
      std::vector<StatusId> open;
      for (const auto& status : settings_.statuses)
        if (status.kind == StatusKind::open) open.push_back(status.id);
      status_in(open);
    }
    if (!filter_.status) return;
    std::vector<StatusId> ids;
    for (const auto& part : split(*filter_.status)) {
      const auto kind = json::enum_of_name<StatusKind>(part);
      for (const auto& status : settings_.statuses)
        if (kind ? status.kind == *kind : status.key == part || to_string(status.id) == part) ids.push_back(status.id);
    }
    status_in(ids);
  }
  void status_in(const std::vector<StatusId>& ids) {
    if (ids.empty()) query_.nothing = true;
    add("l.status_id IN {integers " + bind_text(db::list_of(ids)) + "}");
  }

  void owner() {
    if (filter_.owner) {
      std::int64_t wanted = 0;
      if (*filter_.owner == "me") {
        wanted = work_.caller().user.value;
      } else if (*filter_.owner != "none") {
        const auto id = parse_id(*filter_.owner);
        if (!id) query_.nothing = true;
        wanted = id.value_or(-1);
      }
      add("l.owner_id = " + bind(wanted));
    }
    if (const auto owners = owners_in_reach(work_))
      add("l.owner_id IN {integers " + bind_text(db::list_of(*owners)) + "}");
  }

  void snoozed() {
    query_.without_snoozed = filter_.inbox.value_or(false);
    if (query_.without_snoozed) query_.with_snoozed = so_far();
    if (query_.without_snoozed) add("(l.snoozed_until IS NULL OR l.snoozed_until <= " + bind(work_.now()) + ")");
  }

  void kind() {
    if (filter_.source == "none")
      add("l.channel IS NULL");
    else if (filter_.source)
      add("l.channel = " + bind_text(*filter_.source));
    if (filter_.purpose) add("l.purpose = " + bind(json::name_of_enum(*filter_.purpose)));
  }

  void others() {
    if (filter_.created_from) add("l.created_at >= " + bind(*filter_.created_from));
    if (filter_.created_to) add("l.created_at < " + bind(*filter_.created_to));
    if (filter_.ids) {
      std::vector<std::int64_t> ids;
      for (const auto& part : split(*filter_.ids))
        if (const auto id = parse_id(part)) ids.push_back(*id);
      add("l.id IN {integers " + bind_text(db::list_of(ids)) + "}");
    }
  }

  db::Work& work_;
  const Settings& settings_;
  const Filter& filter_;
  Walk walk_;
  std::shared_ptr<const rules::Bound> group_;
  const rules::Field* by_;
  std::optional<rules::Asking> asking_;
  std::vector<std::shared_ptr<const rules::Bound>> conditions_;  // of both, what facets do not answer
  std::vector<SearchWord> facets_, near_;
  Query query_;
};

}  // namespace

const rules::Field& field_of_layout(const rules::Catalogue& catalogue, std::string_view name,
                                    std::initializer_list<rules::Type> types, const char* pointer, const char* unfit) {
  if (catalogue.hides(name)) throw Problem{"field_hidden", pointer};
  const auto* field = catalogue.field(name);
  if (field == nullptr) throw Problem{"field_unknown", pointer};
  const bool fits = std::find(types.begin(), types.end(), field->type) != types.end();
  if (!fits || std::holds_alternative<rules::Rows>(field->place)) throw Problem{unfit, pointer};
  return *field;
}

Sort sort_of(std::string_view text) {
  Sort sort;
  if (text.empty()) return sort;
  sort.descending = text.starts_with('-');
  if (sort.descending) text.remove_prefix(1);
  if (text == "created_at")
    sort.column = SortColumn::created_at;
  else if (text == "last_activity_at")
    sort.column = SortColumn::last_activity_at;
  else if (text == "name")
    sort.column = SortColumn::name;
  else
    throw Problem{"sort_unknown", "/sort"};
  return sort;
}

void Filter::bind(db::Work& work, const rules::CatalogueOf& catalogue) {
  if (!filter) return;
  auto result = rules::bind(*filter, catalogue(work), "/filter");
  if (!result) throw Problem{result.error()};
  bound = *result;
}

rules::Asking asking_of(db::Work& work) {
  return {work.dialect(), "$1", work.now(), work.caller().time_zone, calendar_of_caller(work)};
}

Query without_words(db::Work& work, const Settings& settings, const Filter& filter, Walk walk,
                    std::shared_ptr<const rules::Bound> group, const rules::Field* by) {
  return Builder(work, settings, filter, walk, std::move(group), by).build();
}

void drive(Query& query, db::Dialect dialect, const std::string& leads) {
  // SQLite takes the left side of a CROSS JOIN first; PostgreSQL has the array before it looks for its leads.
  if (dialect == db::Dialect::sqlite) {
    query.from = "(SELECT DISTINCT u.lead_id FROM (" + leads + ") AS u) AS d CROSS JOIN leads l";
    query.where += " AND l.id = d.lead_id";
  } else {
    query.where += " AND l.id = ANY (ARRAY(" + leads + "))";
  }
}

void add_words(Query& query, db::Dialect dialect, bool by_terms) {
  if (!query.search) return;
  query.by_terms = by_terms;
  const auto leads = query.search->leads(query.places);
  if (by_terms)
    drive(query, dialect, leads);
  else
    query.where += " AND " + among("l.id", leads);
}

Query query_of(db::Work& work, const Settings& settings, const Filter& filter, Walk walk,
               std::shared_ptr<const rules::Bound> group) {
  auto query = without_words(work, settings, filter, walk, std::move(group));
  add_words(query, work.dialect(), walk == Walk::list && query.search && query.search->at_most() <= few);
  return query;
}

}  // namespace sarnakh::leads
