#include "views/views.hpp"

#include <algorithm>

#include "accounts/accounts.hpp"
#include "accounts/policy.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/text/fold.hpp"
#include "leads/calendar.hpp"
#include "leads/count.hpp"
#include "leads/groups.hpp"
#include "leads/hidden_fields.hpp"
#include "views/views_sql.hpp"

namespace sarnakh::views {

namespace {

constexpr std::size_t longest_column = 100;

struct Kept {
  View view;
  UserId owner;
};

constexpr std::string_view right_to_share = "settings:write";

bool may_share(db::Work& work) { return accounts::allows(work.caller(), right_to_share); }

Kept read_row(db::Work& work, const db::Row& row) {
  Kept kept;
  kept.owner = row.id<UserId>(2);
  auto& view = kept.view;
  static_cast<Content&>(view) = json::from_text<Content>(row.view(5));
  view.id = row.id<ViewId>(0);
  view.version = row.integer(1);
  view.shared = row.boolean(3);
  view.name = row.text(4);
  view.mine = kept.owner && kept.owner == work.caller().user;
  view.may_change = view.shared ? may_share(work) : view.mine;
  return kept;
}

bool is_hidden(const db::Work& work, std::string_view field) { return leads::HiddenFields(work.caller()).holds(field); }

// Whom a filter finds is told by what it asks for: of a field that is kept from the caller, neither is. Nor are leads
// grouped or laid out by it.
View shown(const db::Work& work, View view) {
  if (is_hidden(work, view.group)) view.group.clear();
  if (is_hidden(work, view.date)) view.date.clear();
  if (!view.filter) return view;
  auto asked = leads::HiddenFields(work.caller()).asked_by(*view.filter);
  if (asked.empty()) return view;
  view.filter.reset();
  view.hidden = std::move(asked);
  return view;
}

// A view that the caller sees.
Kept find_seen(db::Work& work, const db::Statement& statement, ViewId id) {
  const auto row = work.one(statement, {work.workspace(), id});
  if (!row) throw Problem{"not_found"};
  auto kept = read_row(work, *row);
  if (!kept.view.shared && !kept.view.mine) throw Problem{"not_found"};
  return kept;
}

std::optional<View> find_ready_made(db::Work& work, ViewId id) {
  for (auto& view : ready_made(work.caller().language))
    if (view.id == id) return view;
  return std::nullopt;
}

Kept find_changeable(db::Work& work, const db::Statement& statement, ViewId id) {
  if (find_ready_made(work, id)) throw Problem{"forbidden"};
  auto kept = find_seen(work, statement, id);
  if (!kept.view.may_change) throw accounts::refusal_of(work.caller(), right_to_share);
  return kept;
}

std::string clean_name(std::string_view typed) {
  auto name = text::clean_text(typed);
  if (name.empty()) throw Problem{"required", "/name"};
  return name;
}

// Two of the same name cannot be told apart: neither among the views of a person nor among those of everybody.
void check_name(db::Work& work, const Kept& kept) {
  const auto key = text::search_key(kept.view.name);
  for (const auto row : work.query(sql::list_views, {work.workspace(), kept.owner}))
    if (row.id<ViewId>(0) != kept.view.id && row.boolean(3) == kept.view.shared && text::search_key(row.text(4)) == key)
      throw Problem{"name_taken", "/name"};
}

void check(db::Work& work, const Content& content, const rules::CatalogueOf& catalogue) {
  for (std::size_t i = 0; i < content.columns.size(); ++i)
    if (content.columns[i].empty() || content.columns[i].size() > longest_column)
      throw Problem{"too_long", "/columns/" + std::to_string(i), {{"most", std::to_string(longest_column)}}};
  leads::Filter filter;
  filter.filter = content.filter;
  filter.bind(work, catalogue);
}
void check_group(db::Work& work, std::string_view group, const rules::CatalogueOf& catalogue) {
  if (!group.empty()) leads::group_field(*catalogue(work), group);
}
void check_date(db::Work& work, std::string_view date, const rules::CatalogueOf& catalogue) {
  if (!date.empty()) leads::date_field(*catalogue(work), date);
}

void check_room(db::Work& work, bool shared) {
  const auto counts = work.one(sql::count_views, {work.workspace(), work.caller().user});
  if (counts->integer(0) >= most_views) throw Problem{"too_many_views", "", {{"most", std::to_string(most_views)}}};
  if (!shared && counts->integer(1) >= most_private)
    throw Problem{"too_many_views", "", {{"most", std::to_string(most_private)}}};
}

// Everybody's view needs the right to it, one's own needs a person.
void check_owner(db::Work& work, bool shared) {
  if (shared && !may_share(work)) throw accounts::refusal_of(work.caller(), right_to_share);
  if (!shared && !work.caller().user) throw Problem{"person_only"};
}

void note(db::Work& work, std::string_view action, const View& view) {
  accounts::audit(work, action, "view", view.id.value, json::Object{{"name", view.name}});
  jobs::announce(work, "view_changed", view.id.value);
}

std::vector<std::int64_t> hidden_of(db::Work& work) {
  std::vector<std::int64_t> ids;
  for (const auto row : work.query(sql::list_hidden, {work.workspace(), work.caller().user}))
    ids.push_back(row.integer(0));
  return ids;
}

View with_pin(db::Work& work, View view) {
  const auto hidden = hidden_of(work);
  view.pinned = std::find(hidden.begin(), hidden.end(), view.id.value) == hidden.end();
  return view;
}

}  // namespace

std::vector<View> list(db::Work& work) {
  auto views = ready_made(work.caller().language);
  for (const auto row : work.query(sql::list_views, {work.workspace(), work.caller().user}))
    views.push_back(shown(work, read_row(work, row).view));
  const auto hidden = hidden_of(work);
  for (auto& view : views) view.pinned = std::find(hidden.begin(), hidden.end(), view.id.value) == hidden.end();
  return views;
}

View find(db::Work& work, ViewId id) {
  if (auto ready = find_ready_made(work, id)) return with_pin(work, std::move(*ready));
  return with_pin(work, shown(work, find_seen(work, sql::find_view, id).view));
}

View add(db::Work& work, const NewView& wish, const rules::CatalogueOf& catalogue) {
  check_owner(work, wish.shared);
  check(work, wish, catalogue);
  check_group(work, wish.group, catalogue);
  check_date(work, wish.date, catalogue);
  const auto forgotten = work.now() - time::days(kept_days);
  work.run(sql::forget_removed_pins, {work.workspace(), forgotten});
  work.run(sql::forget_removed, {work.workspace(), forgotten});
  check_room(work, wish.shared);
  View view;
  static_cast<Content&>(view) = wish;
  view.id = work.new_id<ViewId>();
  view.name = clean_name(wish.name);
  view.shared = wish.shared;
  view.mine = static_cast<bool>(work.caller().user);
  view.may_change = true;
  check_name(work, {view, work.caller().user});
  const auto content = json::to_text<Content>(wish);
  work.run(sql::insert_view,
           {work.workspace(), view.id, work.caller().user, view.shared, view.name, content, work.now()});
  note(work, "view_made", view);
  return view;
}

View change(db::Work& work, ViewId id, const Change& wish, const rules::CatalogueOf& catalogue) {
  auto kept = find_changeable(work, sql::find_view, id);
  auto& view = kept.view;
  const auto had = view;
  if (wish.name) view.name = clean_name(*wish.name);
  if (wish.filter) view.filter = wish.filter;
  if (wish.sort) view.sort = *wish.sort;
  if (wish.columns) view.columns = *wish.columns;
  // Who does not see by what it is grouped or laid out has not taken that away.
  if (wish.group && !(wish.group->empty() && is_hidden(work, view.group))) {
    check_group(work, *wish.group, catalogue);
    view.group = *wish.group;
  }
  if (wish.date && !(wish.date->empty() && is_hidden(work, view.date))) {
    check_date(work, *wish.date, catalogue);
    view.date = *wish.date;
  }
  if (wish.layout) view.layout = *wish.layout;
  if (wish.shared && *wish.shared != view.shared) {
    if (!may_share(work)) throw accounts::refusal_of(work.caller(), right_to_share);
    view.shared = *wish.shared;
    check_room(work, view.shared);
  }
  if (view.name != had.name || view.shared != had.shared) check_name(work, kept);
  check(work, view, catalogue);
  const auto content = json::to_text<Content>(view);
  work.run(sql::update_view, {work.workspace(), id, view.shared, view.name, content, work.now()});
  ++view.version;
  note(work, "view_changed", view);
  return with_pin(work, shown(work, std::move(view)));
}

void remove(db::Work& work, ViewId id) {
  const auto view = find_changeable(work, sql::find_view, id).view;
  work.run(sql::remove_view, {work.workspace(), id, work.now()});
  note(work, "view_deleted", view);
}

View restore(db::Work& work, ViewId id) {
  const auto kept = find_changeable(work, sql::find_removed_view, id);
  const auto& view = kept.view;
  check_room(work, view.shared);
  check_name(work, kept);
  work.run(sql::restore_view, {work.workspace(), id});
  note(work, "view_restored", view);
  return find(work, id);
}

void pin(db::Work& work, ViewId id, bool pinned) {
  if (!work.caller().user) throw Problem{"person_only"};
  find(work, id);
  work.run(pinned ? sql::show_view : sql::hide_view, {work.workspace(), work.caller().user, id});
}

std::optional<std::int64_t> count(db::Work& work, ViewId id, const rules::CatalogueOf& catalogue) {
  leads::Filter filter;
  const auto ready = find_ready_made(work, id);
  filter.filter = ready ? ready->filter : find_seen(work, sql::find_view, id).view.filter;
  try {
    filter.bind(work, catalogue);
  } catch (const Problem&) {
    return std::nullopt;
  }
  return leads::total(work, filter);
}

}  // namespace sarnakh::views
