#include "demo/demo.hpp"

#include <doctest/doctest.h>

#include <map>

#include "accounts/accounts.hpp"
#include "demo/plan.hpp"
#include "foundations/basics/log.hpp"
#include "foundations/db/migrations.hpp"
#include "foundations/db/testing.hpp"
#include "upkeep/doctor.hpp"
#include "upkeep/tables.hpp"

using namespace sarnakh;
using namespace sarnakh::demo;

namespace {

constexpr Instant now{1'795'600'000'000};  // 2026-11-25

std::int64_t number(db::Work& work, const std::string& question) { return work.query_text(question, {})[0].integer(0); }

}  // namespace

TEST_CASE("a small demo lives through its days, and the doctor finds nothing") {
  log::set_level(log::Level::error);
  db::testing::for_each_database([](db::Database& database) {
    fill(database, {.now = now, .people = 60});
    CHECK(standing(database).owners.size() == 2);
    CHECK(standing(database).finished);
    std::map<std::string, std::int64_t> count;
    database.read({now, Caller{}}, [&](db::Work& work) {
      for (const auto table :
           {"leads", "submissions", "consents", "visits", "imports", "tracking_counts", "placements"})
        count[table] = number(work, "SELECT count(*) FROM " + std::string(table));
      count["later"] = number(work, "SELECT count(*) FROM lead_timeline WHERE at > " + std::to_string(now.ms));
      count["today"] =
          number(work, "SELECT count(*) FROM leads WHERE created_at > " + std::to_string(now.ms - 86'400'000));
      count["states"] = number(work, "SELECT count(DISTINCT state) FROM submissions");
      count["statuses"] = number(work, "SELECT count(DISTINCT status_id) FROM leads");
      count["links"] = number(work, "SELECT count(DISTINCT link_id) FROM lead_links");
      count["days"] = number(work, "SELECT count(DISTINCT day) FROM link_clicks WHERE kind = 'people'");
      count["not followed"] = number(
          work,
          "SELECT count(*) FROM lead_links JOIN links ON links.workspace_id = lead_links.workspace_id AND links.id = "
          "lead_links.link_id WHERE links.kind <> 'stand' AND NOT EXISTS (SELECT 1 FROM link_clicks WHERE "
          "link_clicks.link_id = links.id AND link_clicks.kind = 'people')");
      count["stands"] = number(work,
                               "SELECT count(DISTINCT links.id) FROM lead_links JOIN links ON links.id = "
                               "lead_links.link_id WHERE kind = 'stand'");
      count["finished forms"] = number(
          work,
          "SELECT count(DISTINCT form_id) FROM form_counts WHERE kind = 'completed' AND name = '0' AND count > 0");
      count["dead"] = number(work, "SELECT count(*) FROM jobs WHERE state = 'dead'");
    });
    CHECK(count["leads"] > 100);
    CHECK(count["submissions"] > 70);
    CHECK(count["consents"] > 60);
    CHECK(count["visits"] > 80);
    CHECK(count["imports"] == 2);
    CHECK(count["tracking_counts"] > 100);
    CHECK(count["later"] == 0);
    CHECK(count["today"] > 0);
    CHECK(count["states"] == 4);
    CHECK(count["statuses"] > 8);
    CHECK(count["dead"] == 0);
    CHECK(count["finished forms"] == 6);  // those of one step too
    // Both have links that brought people on many days, advertisements, and a stand with its visitors.
    CHECK(count["placements"] == 4);
    CHECK(count["links"] > 6);
    CHECK(count["days"] > 15);
    CHECK(count["not followed"] == 0);
    CHECK(count["stands"] == 2);
    const auto steps = db::testing::all_migrations();
    CHECK(upkeep::examine(database, now, {.steps = steps}, [](const upkeep::Examined& one, bool) {
            CHECK_MESSAGE(one.findings.empty(), one.name);
          }) == 0);
    db::take_down(database, steps);
    database.read({now, Caller{}}, [&](db::Work& work) { CHECK(upkeep::tables_of(work).empty()); });
    CHECK(db::migrate(database, steps, now).size() == steps.size());
  });
}

TEST_CASE("a demo that breaks off is seen to be unfinished") {
  log::set_level(log::Level::error);
  db::testing::for_each_database([](db::Database& database) {
    struct PowerCut {};
    CHECK(standing(database).owners.empty());
    CHECK_THROWS_AS(fill(database, {.now = now,
                                    .people = 10,
                                    .progress =
                                        [](int percent) {
                                          if (percent > 40) throw PowerCut{};
                                        }}),
                    PowerCut);
    CHECK(standing(database).owners.size() == 2);
    CHECK_FALSE(standing(database).finished);
  });
}

TEST_CASE("the same seed tells the same story") {
  const auto trade = clinic();
  const Season season{trade, now - time::days(90), now};
  const auto told = [&](std::uint64_t seed) {
    const auto person = plan_person(season, Dice{seed}, 7, 20);
    std::string words = person.name + person.phone + person.email;
    for (const auto& act : person.acts) words += " " + std::to_string(act.at.ms) + act.text;
    return words;
  };
  CHECK(told(5) == told(5));
  CHECK(told(5) != told(6));
}
