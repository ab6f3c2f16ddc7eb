// The list laid out by days: each count is the number of rows that the list of that day gives, in every zone, by every
// date, on both databases.

#include "leads/calendar.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "foundations/time/parse.hpp"
#include "leads/cards.hpp"
#include "leads/list_query.hpp"
#include "leads/settings_store.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;
using namespace sarnakh::leads::testing;

namespace {

std::string on(const std::string& field, const std::string& day) {
  return R"({"field":")" + field + R"(","is":"within","value":{"on":")" + day + R"("}})";
}

// Those of the filter on that day, as the list gives them.
std::vector<std::string> listed_on(db::Work& work, const Filter& filter, const std::string& date,
                                   const std::string& day) {
  auto one = filter;
  auto condition = R"({"all":[)" + on(date, day);
  if (filter.filter) condition += "," + json::to_text(*filter.filter);
  one.filter = filter_of(condition + "]}").filter;
  one.bind(work, &catalogue_of_leads);
  const auto found = list(work, {.filter = one, .limit = 500, .count = true});
  CHECK(found.total == static_cast<std::int64_t>(found.rows.size()));
  std::vector<std::string> names;
  for (const auto& row : found.rows) names.push_back(row.display_name);
  return names;
}

// "2026-10-24: Ali Ana +1, 2026-10-25: Azar": of each day its first leads, and how many more there are.
std::string laid(db::Database& database, const db::Scope& scope, const CalendarWish& wish, Filter filter = {}) {
  return database.read(scope, [&](db::Work& work) {
    filter.bind(work, &catalogue_of_leads);
    const auto found = calendar(work, filter, catalogue_of_leads(work), wish);
    CHECK(found.total == list(work, {.filter = filter, .count = true}).total);
    std::string text;
    for (const auto& day : found.days) {
      const auto names = listed_on(work, filter, wish.date, day.day);
      CAPTURE(day.day);
      CHECK(day.count == static_cast<std::int64_t>(names.size()));
      CHECK(day.leads.size() == std::min<std::size_t>(names.size(), static_cast<std::size_t>(wish.leads)));
      text += (text.empty() ? "" : ", ") + day.day + ":";
      for (const auto& lead : day.leads) {
        CHECK(std::find(names.begin(), names.end(), lead.display_name) != names.end());
        text += " " + lead.display_name;
      }
      if (const auto more = names.size() - day.leads.size(); more > 0) text += " +" + std::to_string(more);
    }
    return text;
  });
}

CalendarWish days_by(const char* date, const char* from, const char* to, int leads = 20) {
  return {date, from, to, leads};
}

std::string refused_calendar(db::Database& database, const db::Scope& scope, const CalendarWish& wish) {
  return refusal_of([&] { laid(database, scope, wish); });
}

struct Diary {
  explicit Diary(db::Database& given) : world(given) {
    world.write([](db::Work& work) {
      add_custom_field(work, {.key = "visit", .label = {"بازدید", "Visit"}, .type = FieldType::date});
    });
  }
  // At a moment of Tehran: "2026-10-24 23:59".
  LeadId add(const char* name, std::string_view moment, std::int64_t owner = 0, const char* custom = "{}") {
    auto draft = form_draft({{"full_name", name}, {"phone", ("0912000000" + std::to_string(made++)).c_str()}});
    draft.owner = UserId{owner};
    draft.custom = json::parse(custom);
    return world.add(draft, (*time::parse_moment(moment, "Asia/Tehran") - start).ms).lead;
  }
  World world;
  int made = 0;
};

}  // namespace

TEST_CASE("a minute before midnight is one day and a minute after it the next, as the reader's clock shows it") {
  db::testing::for_each_database([](db::Database& database) {
    Diary diary(database);
    diary.add("Late", "2026-10-24 23:59");
    diary.add("Early", "2026-10-25 00:01");
    diary.add("Noon", "2026-10-25 12:00");
    diary.add("Midnight", "2026-10-26 00:00");
    const auto month = days_by("created_at", "2026-10-23", "2026-11-21");
    auto reader = diary.world.as_user(1);
    reader.caller.time_zone = "Asia/Tehran";
    CHECK(laid(database, reader, month) == "2026-10-24: Late, 2026-10-25: Early Noon, 2026-10-26: Midnight");
    database.read(reader, [&](db::Work& work) {
      CHECK(calendar(work, {}, catalogue_of_leads(work), month).weekend == std::vector{time::Weekday::friday});
    });
    // The same leads for a colleague in Berlin, whose 25 October has 25 hours.
    reader.caller.time_zone = "Europe/Berlin";
    CHECK(laid(database, reader, month) == "2026-10-24: Late Early, 2026-10-25: Noon Midnight");
    reader.caller.time_zone = "UTC";
    CHECK(laid(database, reader, month) == "2026-10-24: Late Early, 2026-10-25: Noon Midnight");
    reader.caller.time_zone = "Asia/Tokyo";
    CHECK(laid(database, reader, month) == "2026-10-25: Late Early Noon, 2026-10-26: Midnight");
    // The days at both ends are inside, and nothing beyond them.
    reader.caller.time_zone = "Asia/Tehran";
    CHECK(laid(database, reader, days_by("created_at", "2026-10-25", "2026-10-25")) == "2026-10-25: Early Noon");
    CHECK(laid(database, reader, days_by("created_at", "2026-10-27", "2026-11-21")).empty());
  });
}

TEST_CASE("the day of a clock that is set back has an hour twice") {
  db::testing::for_each_database([](db::Database& database) {
    Diary diary(database);
    auto reader = diary.world.as_user(1);
    reader.caller.time_zone = "Europe/Berlin";
    diary.add("First", "2026-10-25 01:31");  // 00:01 in Berlin
    diary.add("Last", "2026-10-26 02:29");   // 23:59, an hour more than a day later
    diary.add("Next", "2026-10-26 02:31");
    CHECK(laid(database, reader, days_by("created_at", "2026-10-01", "2026-10-31")) ==
          "2026-10-25: First Last, 2026-10-26: Next");
  });
}

TEST_CASE("by every date that a lead has: creation, activity, the day of return, an own field") {
  db::testing::for_each_database([](db::Database& database) {
    Diary diary(database);
    const auto ali = diary.add("Ali", "2026-10-24 10:00", 6, R"({"visit":"2026-11-02"})");
    const auto ana = diary.add("Ana", "2026-10-24 11:00", 6, R"({"visit":"2026-11-01"})");
    diary.add("Azar", "2026-10-24 12:00", 7, R"({"visit":"2026-11-02"})");
    diary.add("Babak", "2026-10-24 13:00", 7);
    auto reader =
        diary.world.as_user(1, Reach::all, (*time::parse_moment("2026-10-25 09:00", "Asia/Tehran") - start).ms);
    reader.caller.time_zone = "Asia/Tehran";
    database.write(reader, [&](db::Work& work) {
      snooze(work, ana, *time::parse_moment("2026-10-31 23:59", "Asia/Tehran"));
      snooze(work, ali, *time::parse_moment("2026-11-01 00:01", "Asia/Tehran"));
    });
    const auto month = [](const char* date, int leads = 20) {
      return days_by(date, "2026-10-20", "2026-11-20", leads);
    };
    CHECK(laid(database, reader, month("created_at")) == "2026-10-24: Ali Ana Azar Babak");
    CHECK(laid(database, reader, month("created_at", 2)) == "2026-10-24: Ali Ana +2");
    CHECK(laid(database, reader, month("last_activity_at")) == "2026-10-24: Azar Babak, 2026-10-25: Ali Ana");
    CHECK(laid(database, reader, month("snoozed_until")) == "2026-10-31: Ana, 2026-11-01: Ali");
    CHECK(laid(database, reader, month("custom.visit")) == "2026-11-01: Ana, 2026-11-02: Ali Azar");
    CHECK(laid(database, reader, month("custom.visit", 1)) == "2026-11-01: Ana, 2026-11-02: Ali +1");

    // By a word, by conditions, and for who waits in the inbox.
    for (const auto* date : {"created_at", "custom.visit", "snoozed_until", "last_activity_at"}) {
      CAPTURE(date);
      CHECK(laid(database, reader, month(date), {.q = "ali"}).find(": Ali") != std::string::npos);
      CHECK(laid(database, reader, month(date), {.q = "nobody is called so"}).empty());
      laid(database, reader, month(date, 1), filter_of(R"({"field":"owner","is":"filled"})"));
      laid(database, reader, month(date), filter_of(R"({"any":[{"field":"name","is":"starts_with","value":"A"}]})"));
    }
    Filter inbox;
    inbox.inbox = true;
    CHECK(laid(database, reader, month("custom.visit"), inbox) == "2026-11-02: Azar");

    // Who sees his own sees his own and nobody's; another workspace has nobody.
    auto omid = diary.world.as_user(6, Reach::own);
    omid.caller.time_zone = "Asia/Tehran";
    CHECK(laid(database, omid, month("created_at")) == "2026-10-24: Ali Ana");
    CHECK(laid(database, omid, month("custom.visit")) == "2026-11-01: Ana, 2026-11-02: Ali");
    CHECK(laid(database, World(database, WorkspaceId{2}).as_user(1), month("created_at")).empty());
  });
}

TEST_CASE("a calendar is of a date that the reader sees, and of no more days than two months have") {
  db::testing::for_each_database([](db::Database& database) {
    Diary diary(database);
    diary.add("Ali", "2026-10-24 10:00");
    const auto reader = diary.world.as_user(1);
    auto kept = reader;
    kept.caller.hidden = {"custom.visit"};
    const auto of = [](const char* date) { return days_by(date, "2026-10-01", "2026-10-31"); };
    CHECK(refused_calendar(database, reader, of("custom.visit")).empty());
    CHECK(refused_calendar(database, kept, of("custom.visit")) == "field_hidden at /date");
    CHECK(refused_calendar(database, reader, of("custom.height")) == "field_unknown at /date");
    CHECK(refused_calendar(database, reader, of("name")) == "date_unfit at /date");
    CHECK(refused_calendar(database, reader, of("form")) == "date_unfit at /date");
    CHECK(refused_calendar(database, reader, days_by("created_at", "2026-10-32", "2026-11-01")) ==
          "date_invalid at /from");
    CHECK(refused_calendar(database, reader, days_by("created_at", "2026-10-01", "soon")) == "date_invalid at /to");
    CHECK(refused_calendar(database, reader, days_by("created_at", "2026-10-02", "2026-10-01")) ==
          "rule_range_reversed at /to");
    CHECK(refused_calendar(database, reader, days_by("created_at", "2026-10-01", "2026-12-01")).empty());
    CHECK(refused_calendar(database, reader, days_by("created_at", "2026-10-01", "2026-12-02")) ==
          "calendar_too_long at /to");
  });
}

TEST_CASE("days may be told in either calendar; without any they are the reader's month") {
  db::testing::for_each_database([](db::Database& database) {
    Diary diary(database);
    auto reader =
        diary.world.as_user(1, Reach::all, (*time::parse_moment("2026-10-25 09:00", "Asia/Tehran") - start).ms);
    const auto days = [&](std::optional<std::string> from, std::optional<std::string> to) {
      return database.read(reader, [&](db::Work& work) {
        const auto found = calendar(work, {}, catalogue_of_leads(work), {"created_at", from, to, 1});
        return found.from + " " + found.to;
      });
    };
    CHECK(days("1405/08/01", "1405/08/30") == "2026-10-23 2026-11-21");
    CHECK(days("1405-08-01", std::nullopt) == "2026-10-23 2026-11-21");
    CHECK(days(std::nullopt, std::nullopt) == "2026-10-23 2026-11-21");
  });
}
