#pragma once

// Rows to structs and back: only this file and keep.cpp speak SQL.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "leads/lead.hpp"
#include "visits/site.hpp"

namespace sarnakh::visits {

using VisitorId = Id<struct VisitorTag>;
using VisitId = Id<struct VisitTag>;

struct Visitor {
  VisitorId id;
  LeadId lead;
  std::string account;  // userId on the site
  VisitId last_visit;
};

struct Visit {
  VisitId id;
  VisitorId visitor;
  LeadId lead;
  leads::TimelineId line;
  Instant started_at, last_at;
  std::int64_t pages = 0;
  std::int64_t seconds = 0;  // looked at, as the snippet measured it
  bool robot = false;
  WriteKeyId key;
  leads::Touch touch;
};

struct SeenPage {
  std::string page, title, content, stage;
  std::int64_t seconds = 0;
  Instant at;
  std::string kind, name;  // "page", or another event and its name
};

// --- write keys and settings
struct WriteKey {
  WriteKeyId id;
  std::string key, label;
  Instant made_at;
  std::optional<Instant> ended_at, last_event_at;
};
struct KeyAddress {
  WorkspaceId workspace;
  WriteKeyId key;
};
std::optional<KeyAddress> find_key_address(db::Work& work, std::string_view key);
std::optional<WriteKey> find_key(db::Work& work, WriteKeyId key);
std::vector<WriteKey> list_keys(db::Work& work);
WriteKey make_key(db::Work& work, std::string_view label);
// Its label; nothing when there is no such key, or it has ended.
std::optional<std::string> end_key(db::Work& work, WriteKeyId key);

struct VersionedSettings {
  std::int64_t version = 0;
  TrackingSettings settings;
};
VersionedSettings load_settings(db::Work& work);
void save_settings(db::Work& work, const VersionedSettings& settings);

// --- visits
std::vector<Visit> find_visits(db::Work& work, const std::vector<VisitId>& visits);
// The latest visit of the visitor that began before that time.
std::optional<Visit> visit_before(db::Work& work, VisitorId visitor, Instant at);
// Newest first, below `before` (0 for the start).
std::vector<Visit> visits_of_lead(db::Work& work, LeadId lead, VisitId before, int limit);
std::vector<Visit> untold_visits(db::Work& work, LeadId lead);
// What happened in each, in its order; at most 200 a visit.
std::map<VisitId, std::vector<SeenPage>> pages_of(db::Work& work, const std::vector<VisitId>& visits);

}  // namespace sarnakh::visits
