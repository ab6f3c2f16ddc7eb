#pragma once

// A workspace with leads, for tests of this room and of those above it.

#include <functional>
#include <memory>

#include "foundations/db/testing.hpp"
#include "leads/leads.hpp"

namespace sarnakh::leads::testing {

inline constexpr Instant start{1'790'000'000'000};  // 2026-09-21

struct World {
  explicit World(db::Database& given, WorkspaceId id = WorkspaceId{1});
  db::Scope as_system(std::int64_t after_ms = 0) const;
  db::Scope as_user(std::int64_t user, Reach reach = Reach::all, std::int64_t after_ms = 0) const;

  template <class Act>
  auto write(Act act, std::int64_t after_ms = 0) {
    return database.write(as_system(after_ms), act);
  }
  template <class Act>
  auto read(Act act, std::int64_t after_ms = 0) {
    return database.read(as_system(after_ms), act);
  }
  UpsertResult add(const Draft& draft, std::int64_t after_ms = 0);
  Lead get(LeadId lead);

  db::Database& database;
  WorkspaceId workspace;
};

// As the API does it: for tests of rooms that clear their own shelves.
void erase_lead(db::Work& work, LeadId lead);

// What this room adds to the catalogue, for a test to add to.
std::shared_ptr<rules::Catalogue> catalogue_of_leads(db::Work& work);
// Not bound yet.
Filter filter_of(std::string_view condition);
// "group_unfit at /group": the code of the Problem that the act throws, and where; "" without one.
std::string refusal_of(const std::function<void()>& act);

// A draft from pairs as fill() takes them: {{"full_name", "سارا"}, {"phone", "0912…"}}; came by a form.
Draft form_draft(std::initializer_list<std::pair<const char*, const char*>> values);

}  // namespace sarnakh::leads::testing
