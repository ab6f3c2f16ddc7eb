#include "visits/store.hpp"

#include <algorithm>

#include "foundations/basics/random.hpp"
#include "visits/visits_sql.hpp"

namespace sarnakh::visits {

namespace {

constexpr std::size_t most_events_shown = 200;

WriteKey key_of(const db::Row& row) {
  return {row.id<WriteKeyId>(0), row.text(1), row.text(2), row.instant(3), row.maybe_instant(4), row.maybe_instant(5)};
}

Visit visit_of(const db::Row& row) {
  Visit visit;
  visit.id = row.id<VisitId>(0);
  visit.visitor = row.id<VisitorId>(1);
  visit.lead = row.id<LeadId>(2);
  visit.line = row.id<leads::TimelineId>(3);
  visit.started_at = row.instant(4);
  visit.last_at = row.instant(5);
  visit.pages = row.integer(6);
  visit.seconds = row.integer(7);
  visit.robot = row.boolean(8);
  visit.key = row.id<WriteKeyId>(9);
  visit.touch = json::from_text<leads::Touch>(row.view(10));
  return visit;
}

std::vector<Visit> visits_of(const db::Rows& rows) {
  std::vector<Visit> visits;
  for (const auto row : rows) visits.push_back(visit_of(row));
  return visits;
}

}  // namespace

std::optional<KeyAddress> find_key_address(db::Work& work, std::string_view key) {
  const auto row = work.one(sql::find_key_address, {key});
  if (!row) return std::nullopt;
  return KeyAddress{row->id<WorkspaceId>(0), row->id<WriteKeyId>(1)};
}

std::optional<WriteKey> find_key(db::Work& work, WriteKeyId key) {
  const auto row = work.one(sql::find_key, {work.workspace(), key});
  if (!row) return std::nullopt;
  return key_of(*row);
}

std::vector<WriteKey> list_keys(db::Work& work) {
  std::vector<WriteKey> keys;
  for (const auto row : work.query(sql::list_keys, {work.workspace()})) keys.push_back(key_of(row));
  return keys;
}

WriteKey make_key(db::Work& work, std::string_view label) {
  const WriteKey key{work.new_id<WriteKeyId>(), "wk_" + random_token(15), std::string(label), work.now(), {}, {}};
  work.run(sql::insert_key, {work.workspace(), key.id, key.key, key.label, key.made_at});
  work.run(sql::insert_key_address, {key.key, work.workspace(), key.id});
  return key;
}

std::optional<std::string> end_key(db::Work& work, WriteKeyId key) {
  const auto row = work.one(sql::end_key, {work.workspace(), key, work.now()});
  if (!row) return std::nullopt;
  return row->text(0);
}

VersionedSettings load_settings(db::Work& work) {
  const auto row = work.one(sql::find_settings, {work.workspace()});
  if (!row) return {};
  return {row->integer(0), json::from_text<TrackingSettings>(row->view(1))};
}

void save_settings(db::Work& work, const VersionedSettings& settings) {
  const auto content = json::to_text(settings.settings);
  work.run(sql::save_settings, {work.workspace(), settings.version, content});
}

std::vector<Visit> find_visits(db::Work& work, const std::vector<VisitId>& visits) {
  if (visits.empty()) return {};
  const auto list = db::list_of(visits);
  return visits_of(work.query(sql::find_visits, {work.workspace(), list}));
}

std::optional<Visit> visit_before(db::Work& work, VisitorId visitor, Instant at) {
  const auto row = work.one(sql::visit_before, {work.workspace(), visitor, first_id_at(at.ms)});
  if (!row) return std::nullopt;
  return visit_of(*row);
}

std::vector<Visit> visits_of_lead(db::Work& work, LeadId lead, VisitId before, int limit) {
  const auto below = before ? before.value : INT64_MAX;
  return visits_of(work.query(sql::visits_of_lead, {work.workspace(), lead, below, limit}));
}

std::vector<Visit> untold_visits(db::Work& work, LeadId lead) {
  return visits_of(work.query(sql::untold_visits, {work.workspace(), lead}));
}

std::map<VisitId, std::vector<SeenPage>> pages_of(db::Work& work, const std::vector<VisitId>& visits) {
  std::map<VisitId, std::vector<SeenPage>> pages;
  if (visits.empty()) return pages;
  const auto list = db::list_of(visits);
  const auto most = static_cast<std::int64_t>(visits.size() * 1000);
  for (const auto row : work.query(sql::events_of_visits, {work.workspace(), list, most})) {
    auto& seen = pages[row.id<VisitId>(0)];
    if (seen.size() < most_events_shown)
      seen.push_back({row.text(4), row.text(5), row.text(6), row.text(7), row.integer(8), row.instant(1), row.text(2),
                      row.text(3)});
  }
  // What came late stands in its own place.
  for (auto& [visit, seen] : pages)
    std::stable_sort(seen.begin(), seen.end(),
                     [](const SeenPage& one, const SeenPage& other) { return one.at < other.at; });
  return pages;
}

}  // namespace sarnakh::visits
