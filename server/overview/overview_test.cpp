#include "overview/overview.hpp"

#include <doctest/doctest.h>

#include "accounts/policy.hpp"
#include "capture/capture_sql.hpp"
#include "capture/outcomes.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/parse.hpp"
#include "foundations/time/zone.hpp"
#include "leads/cards.hpp"
#include "leads/leads_sql.hpp"
#include "leads/list_query.hpp"
#include "leads/settings.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::overview;
using leads::testing::form_draft;
using leads::testing::World;

namespace {

time::Day day(std::string_view text) { return time::parse_date(text)->day; }
std::string words(const Days& days) {
  return time::iso_date(time::Calendar::gregorian, days.first) + " " +
         time::iso_date(time::Calendar::gregorian, days.last);
}

constexpr std::string_view zone = "Europe/Berlin";
// Berlin sets its clocks back in the night to 25 October; the world's people come from July to that November.
const Instant now = time::to_instant({day("2026-11-06"), 9, 30}, zone);

// People who came every five hours, by four roads and by none, to three owners and to nobody; some are only an
// interest, and each has met the end that his number gives him.
struct Season {
  explicit Season(db::Database& database) : world(database) {
    database.write({now, Caller::system(world.workspace)}, [&](db::Work& work) {
      constexpr std::array channels{"search", "social", "ad", "email", ""};
      constexpr std::array statuses{"new", "accepted", "won", "lost", "refused", "junk", "won"};
      std::vector<leads::Draft> drafts;
      for (int i = 0; i < 600; ++i) {
        auto draft = form_draft({});
        if (i % 6 == 5) {
          draft.clue = leads::Clue::follow;
          draft.handles.push_back({leads::Network::instagram, "follower" + std::to_string(i)});
        } else {
          draft.phones.push_back({"0912" + std::to_string(1'000'000 + i)});
        }
        if (const std::string channel = channels[i % channels.size()]; channel.empty())
          draft.touch.reset();
        else
          draft.touch->channel = channel;
        draft.status = statuses[i % statuses.size()];
        if (i % 4 != 0) draft.owner = UserId{i % 4};
        draft.created_at = now - time::hours(5) * i;
        drafts.push_back(std::move(draft));
      }
      leads::upsert_many(work, drafts);
    });
  }

  db::Scope scope(std::int64_t user, Reach reach) const {
    auto scope = world.as_user(user, reach);
    scope.now = now;
    scope.caller.time_zone = zone;
    scope.caller.permissions = accounts::bits_of({"leads:read"});
    return scope;
  }
  World world;
};

struct Asked {
  db::Work& work;
  Span span;
  std::int64_t total(leads::Layer layer, std::optional<std::string> status = {},
                     std::optional<std::string> source = {}) const {
    leads::Filter filter;
    filter.layer = layer;
    filter.status = std::move(status);
    filter.source = std::move(source);
    filter.created_from = span.from;
    filter.created_to = span.until;
    return leads::total(work, filter);
  }
};

// Every number of the page against the list that it opens.
void check_agrees(db::Work& work, Period period) {
  using enum leads::Layer;
  const auto page = overview::overview(work, period);
  const auto of = [&](const std::string& from, const std::string& to) {
    return Asked{work, span_of({day(from), day(to)}, zone)};
  };
  const auto rows = of(page.days.from, page.days.to), before = of(page.days_before.from, page.days_before.to);
  CHECK(page.persons.interests == rows.total(interest));
  CHECK(page.persons.leads == rows.total(lead));
  CHECK(page.persons.won == rows.total(lead, "won"));
  CHECK(page.persons_before.interests == before.total(interest));
  CHECK(page.persons_before.leads == before.total(lead));
  CHECK(page.persons_before.won == before.total(lead, "won"));
  for (const auto& source : page.sources) {
    CHECK(source.leads == rows.total(lead, {}, source.channel));
    CHECK(source.won == rows.total(lead, "won", source.channel));
    CHECK(source.before == before.total(lead, {}, source.channel));
  }
  std::int64_t all = 0;
  for (const auto& outcome : page.outcomes) {
    CHECK(outcome.leads == rows.total(lead, std::string(json::name_of_enum(outcome.kind))));
    all += outcome.leads;
  }
  CHECK(all == page.persons.leads);
  for (const auto& one : page.leads_by_day) {
    const auto that_day = of(one.day, one.day);
    CHECK_MESSAGE(one.leads == that_day.total(lead), one.day);
    for (const auto& source : one.sources) CHECK(source.leads == that_day.total(lead, {}, source.channel));
  }
}

}  // namespace

TEST_CASE("a period is of whole days, and the one before is as long") {
  const auto today = day("2026-11-21");  // 30 Aban 1405, the last of its month
  const auto of = [&](Period period, time::Calendar calendar = time::Calendar::jalali) {
    const auto days = days_of(period, today, calendar);
    return words(days.now) + " after " + words(days.before);
  };
  CHECK(of(Period::today) == "2026-11-21 2026-11-21 after 2026-11-20 2026-11-20");
  CHECK(of(Period::yesterday) == "2026-11-20 2026-11-20 after 2026-11-19 2026-11-19");
  CHECK(of(Period::week) == "2026-11-15 2026-11-21 after 2026-11-08 2026-11-14");
  CHECK(of(Period::thirty_days) == "2026-10-23 2026-11-21 after 2026-09-23 2026-10-22");
  CHECK(of(Period::month) == "2026-10-23 2026-11-21 after 2026-09-23 2026-10-22");
  CHECK(of(Period::month, time::Calendar::gregorian) == "2026-11-01 2026-11-21 after 2026-10-01 2026-10-21");
  CHECK(of(Period::last_month) == "2026-09-23 2026-10-22 after 2026-08-23 2026-09-22");
  // The 31st has no fellow in a month of 30 days.
  const auto march = days_of(Period::month, day("2027-03-31"), time::Calendar::gregorian);
  CHECK(words(march.before) == "2027-02-01 2027-02-28");
}

TEST_CASE("what is not over is compared with as much of the period before") {
  const Span span{{1000}, {2000}}, before{{0}, {1000}};
  CHECK(passed(before, span, {1400}).until.ms == 400);
  CHECK(passed(before, span, {5000}).until.ms == 1000);
  // The month before was shorter.
  CHECK(passed({{200}, {1000}}, span, {1900}).until.ms == 1000);
}

TEST_CASE("days are counted by the clock of the zone, also where it changes") {
  const auto pieces = pieces_of({day("2026-10-23"), day("2026-10-27")}, zone);
  REQUIRE(pieces.size() == 3);
  CHECK(pieces[1].first == day("2026-10-25"));
  CHECK(pieces[1].stretch.day == time::hours(25));
  CHECK(pieces[0].stretch.until == pieces[1].stretch.from);
  CHECK(pieces_of({day("2026-10-23"), day("2026-10-27")}, "Asia/Tehran").size() == 1);
}

TEST_CASE("every number is that of the list it opens, for whoever may see what") {
  db::testing::for_each_database([](db::Database& database) {
    const Season season(database);
    const std::pair<std::int64_t, Reach> readers[] = {{9, Reach::all}, {1, Reach::own}, {2, Reach::team}};
    for (const auto& reader : readers)
      for (const auto word : json::names_of<Period>)
        season.world.database.read(season.scope(reader.first, reader.second), [&](db::Work& work) {
          INFO(word << " for " << reader.first);
          check_agrees(work, *json::enum_of_name<Period>(word));
        });
  });
}

TEST_CASE("days before that had begun when the first person came are not whole") {
  db::testing::for_each_database([](db::Database& database) {
    const Season season(database);
    const auto since = [&](Period period) {
      return database.read(season.scope(9, Reach::all),
                           [&](db::Work& work) { return overview::overview(work, period).since; });
    };
    // The first of the season came 125 days ago: within the ninety days before these ninety, long before the rest.
    CHECK(since(Period::ninety_days) == "2026-07-04");
    CHECK(since(Period::thirty_days) == std::nullopt);
    CHECK(since(Period::today) == std::nullopt);
  });
}

TEST_CASE("the numbers are what one counts by hand") {
  db::testing::for_each_database([](db::Database& database) {
    const Season season(database);
    const auto page = database.read(season.scope(9, Reach::all),
                                    [](db::Work& work) { return overview::overview(work, Period::today); });
    // At half past nine: those of 9:30 and 4:30. By this time yesterday: 8:30 and 3:30; in all five came.
    CHECK(page.persons.leads == 2);
    CHECK(page.by_now.leads + page.by_now.interests == 2);
    CHECK(page.persons_before.leads + page.persons_before.interests == 5);
    CHECK_FALSE(page.over);
    REQUIRE(page.leads_by_day.size() == 1);
    CHECK(page.leads_by_day[0].day == "2026-11-06");
    CHECK_FALSE(page.submissions.has_value());  // this caller may read nothing but leads
    CHECK_FALSE(page.events.has_value());
    const auto own = database.read(season.scope(1, Reach::own), [](db::Work& work) {
      return overview::overview(work, Period::ninety_days).persons.leads;
    });
    const auto all = database.read(season.scope(1, Reach::all), [](db::Work& work) {
      return overview::overview(work, Period::ninety_days).persons.leads;
    });
    CHECK(0 < own);
    CHECK(own < all);
  });
}

TEST_CASE("a period is found by its index: the cost does not grow with what lies outside") {
  db::testing::for_each_database([](db::Database& database) {
    const Season season(database);
    database.read(season.scope(9, Reach::all), [](db::Work& work) {
      const bool sqlite = work.dialect() == db::Dialect::sqlite;
      // Small tables are quicker read whole, and PostgreSQL knows it.
      if (!sqlite) work.query_text("SET LOCAL enable_seqscan = off", {});
      const auto plan = [&](const db::Statement& statement, const std::vector<db::Param>& params) {
        std::string text;
        for (const auto row : work.query_text((sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") +
                                                  std::string(sqlite ? statement.sqlite : statement.postgres),
                                              params))
          text += row.text(sqlite ? 3 : 0) + "\n";
        return text;
      };
      const auto has = [](const std::string& text, std::string_view part) {
        return text.find(part) != std::string::npos;
      };
      const auto from = now - time::days(7);
      for (const auto* statement : {&leads::sql::arrivals, &leads::sql::arrivals_of_owners}) {
        std::vector<db::Param> params{work.workspace(), from, now, time::days(1).ms};
        if (statement == &leads::sql::arrivals_of_owners) params.emplace_back("[0,1]");
        const auto found = plan(*statement, params);
        INFO(found);
        CHECK(has(found,
                  sqlite
                      ? "USING COVERING INDEX leads_list (workspace_id=? AND layer=? AND created_at>? AND created_at<?)"
                      : "using leads_list"));
        if (!sqlite) CHECK(has(found, "created_at >="));
      }
      const auto first = capture::first_submission_id(from);
      const std::pair<const db::Statement*, std::vector<db::Param>> by_id[] = {
          {&capture::sql::outcomes_between, {work.workspace(), first, from, now}},
          {&capture::sql::count_submissions_between, {work.workspace(), first, from, now, "", "", ""}},
          {&capture::sql::list_submissions_between, {work.workspace(), first, from, now, "", "", "", INT64_MAX, 50}}};
      for (const auto& [statement, params] : by_id) {
        const auto found = plan(*statement, params);
        INFO(found);
        CHECK(has(found, sqlite ? "(workspace_id=? AND id>?" : "id >="));
      }
    });
  });
}
