// Reading the timeline and the history of fields: one table, two views.

#include "leads/edit.hpp"
#include "leads/leads_sql.hpp"
#include "leads/shown.hpp"

namespace sarnakh::leads {

namespace {

Actor actor_of(const db::Row& row, int column) {
  Actor actor;
  actor.kind = json::enum_of_name<CallerKind>(row.view(column)).value_or(CallerKind::system);
  if (row.integer(column + 1) != 0) actor.id = std::to_string(row.integer(column + 1));
  if (!row.view(column + 2).empty()) actor.name = row.text(column + 2);
  return actor;
}

By by_of(const db::Row& row, int column) {
  By by;
  by.kind = json::enum_of_name<ByKind>(row.view(column)).value_or(ByKind::system);
  if (row.integer(column + 1) != 0) by.id = std::to_string(row.integer(column + 1));
  if (!row.view(column + 2).empty()) by.label = row.text(column + 2);
  return by;
}

std::vector<Change> changes_of(std::string_view text) {
  std::vector<Change> changes;
  if (text.empty()) return changes;
  json::Reading reading;
  json::read(reading, json::parse(text), changes, json::Options{});
  return changes;
}

}  // namespace

std::vector<TimelineItem> timeline(db::Work& work, LeadId lead, TimelineId before, int limit) {
  reachable(work, *settings_of(work), lead);
  std::vector<TimelineItem> items;
  const auto below = before ? before.value : INT64_MAX;
  for (const auto row : work.query(sql::list_timeline, {work.workspace(), lead, below, limit})) {
    TimelineItem item;
    item.id = row.id<TimelineId>(0);
    item.at = row.instant(1);
    item.kind = row.text(2);
    item.actor = actor_of(row, 3);
    item.by = by_of(row, 6);
    item.data = json::parse(row.view(9));
    item.changes = changes_of(row.view(10));
    keep_back(work.caller(), item);
    items.push_back(std::move(item));
  }
  return items;
}

std::vector<HistoryItem> history(db::Work& work, LeadId lead, std::string_view field) {
  reachable(work, *settings_of(work), lead);
  const HiddenFields hidden(work.caller());
  std::vector<HistoryItem> items;
  for (const auto row : work.query(sql::list_changes, {work.workspace(), lead})) {
    const auto actor = actor_of(row, 2);
    const auto by = by_of(row, 5);
    auto changes = changes_of(row.view(8));
    keep_back(hidden, changes);
    for (auto& change : changes) {
      if (!field.empty() && change.field != field) continue;
      items.push_back(
          {change.field, row.instant(1), actor, std::move(change.from), std::move(change.to), by, change.hidden});
    }
  }
  return items;
}

}  // namespace sarnakh::leads
