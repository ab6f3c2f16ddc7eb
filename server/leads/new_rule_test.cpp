#include "leads/new_rule.hpp"

#include <doctest/doctest.h>

#include "leads/leads.hpp"
#include "leads/list_query.hpp"
#include "leads/settings_store.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;
using namespace sarnakh::leads::testing;

namespace {

constexpr std::int64_t people = 1'200;  // more than are read at once

std::int64_t count(World& world, Layer layer, const char* typed = "") {
  ListRequest request{.count = true};
  request.filter.layer = layer;
  request.filter.q = typed;
  return *world.database.read(world.as_system(), [&](db::Work& work) { return list(work, request); }).total;
}

// Rows of a list: every third has nothing but a name.
void import_people(World& world) {
  std::vector<Draft> drafts;
  for (std::int64_t i = 0; i < people; ++i) {
    Draft draft;
    draft.full_name = "Nora " + std::to_string(i);
    draft.record = "list/" + std::to_string(i);
    if (i % 3 != 0) draft.handles.push_back({Network::instagram, "nora." + std::to_string(i)});
    draft.clue = Clue::follow;
    draft.by = {.kind = ByKind::import, .id = 7, .batch_id = 7};
    drafts.push_back(std::move(draft));
  }
  world.database.write(world.as_system(), [&](db::Work& work) { upsert_many(work, drafts); });
}

void run_job(World& world, std::int64_t version) {
  const jobs::Job job{.id = {},
                      .workspace = WorkspaceId{1},
                      .kind = "new_lead_rule",
                      .payload = json::Object{{"version", version}},
                      .attempt = 1};
  job_handlers().front().act(world.database, world.as_system(), job);
}

RuleVersion newest(World& world) {
  return world.database.read(world.as_system(), [](db::Work& work) { return list_rules(work).front(); });
}

}  // namespace

TEST_CASE("a new rule makes leads of the interests that meet it, and foretold how many") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    import_people(world);
    REQUIRE(count(world, Layer::interest) == people);
    const auto rule = rule_of(RulePreset::follow);
    const auto foreseen = outlook(database, world.as_system(), rule);
    CHECK(foreseen.interests == people);
    CHECK(foreseen.looked_at == people);
    CHECK(foreseen.would_become == people / 3 * 2);
    CHECK(count(world, Layer::interest) == people);

    database.write(world.as_system(), [&](db::Work& work) { change_rule(work, rule); });
    CHECK(newest(world).looking);
    run_job(world, 2);
    CHECK(count(world, Layer::lead) == people / 3 * 2);
    CHECK(count(world, Layer::interest) == people / 3);
    CHECK(count(world, Layer::lead, "Nora 1199") == 1);  // the search knows it too
    const auto done = newest(world);
    CHECK_FALSE(done.looking);
    CHECK(done.looked_at == people);
    CHECK(done.became_leads == people / 3 * 2);

    // Done again (after a crash, by a second server) nothing is counted twice.
    run_job(world, 2);
    CHECK(newest(world).became_leads == people / 3 * 2);

    // They are still rows of their list, whose undo takes them away.
    int taken = 0;
    while (const int some = world.write([](db::Work& work) { return remove_batch(work, 7, 500); })) taken += some;
    CHECK(taken == people);
  });
}

TEST_CASE("an older rule stops looking when a newer one is in force") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    import_people(world);
    database.write(world.as_system(), [](db::Work& work) {
      change_rule(work, rule_of(RulePreset::follow));
      change_rule(work, rule_of(RulePreset::named_person));
    });
    run_job(world, 2);
    CHECK(count(world, Layer::lead) == 0);
    run_job(world, 3);
    CHECK(count(world, Layer::lead) == 0);
    CHECK(newest(world).looked_at == people);
  });
}
