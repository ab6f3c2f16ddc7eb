#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>

#include "foundations/time/format.hpp"
#include "foundations/time/holidays.hpp"
#include "foundations/time/lunar.hpp"
#include "foundations/time/testing.hpp"
#include "foundations/time/working_hours.hpp"

using namespace sarnakh;
using namespace sarnakh::time;
using sarnakh::time::testing::jalali;

namespace {
Instant at(std::string_view text) { return *from_rfc3339(std::string(text) + "+03:30"); }
}  // namespace

TEST_CASE("lunar months begin where the calendar centre published them, or a day beside it") {
  // Years whose first day was published; months are 29 or 30 days always.
  struct Published {
    int year, gregorian_year, month, day;
  };
  constexpr std::array<Published, 5> published{
      {{1442, 2020, 8, 21}, {1444, 2022, 7, 31}, {1445, 2023, 7, 19}, {1446, 2024, 7, 7}, {1447, 2025, 6, 27}}};
  for (const auto& row : published) {
    const auto day = *day_of(Calendar::gregorian, {row.gregorian_year, row.month, row.day});
    const auto off = *lunar_month_start(row.year, 1) - day;
    CHECK_MESSAGE(std::abs(off) <= 1, row.year);
  }
  for (int year = first_lunar_year; year <= last_lunar_year; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const int days = days_in_lunar_month(year, month);
      CHECK((days == 29 || days == 30));
      CHECK(lunar_date_of(*lunar_month_start(year, month) + (days - 1)) == Date{year, month, days});
    }
  }
  // Nineteen years are 235 months of 29.53059 days: the beginnings do not drift from the moon.
  CHECK(std::abs((*lunar_month_start(1496, 12) - *lunar_month_start(1442, 1)) - 659 * 29.530589) < 2);
  CHECK_FALSE(lunar_month_start(1441, 12));
  CHECK_FALSE(lunar_date_of(jalali(1390, 1, 1)));
}

TEST_CASE("offices are closed on fixed days, and on lunar ones that may move") {
  const auto holidays = holidays_of_iran(1403, 1405);
  CHECK(holidays.at(jalali(1405, 1, 2)).fa.starts_with("نوروز"));
  // Eid al-Fitr of 1447 fell on the first day of 1405; whatever the moon does, that day is closed.
  CHECK(holidays.at(jalali(1405, 1, 1)).fa == "نوروز، عید فطر");
  CHECK_FALSE(holidays.at(jalali(1405, 1, 1)).may_move);
  CHECK_FALSE(holidays.at(jalali(1405, 11, 22)).may_move);
  CHECK(holidays.at(jalali(1403, 4, 26)).en == "Ashura");
  CHECK(holidays.at(jalali(1403, 4, 26)).may_move);
  CHECK(holidays.at(jalali(1404, 4, 15)).fa == "عاشورا");
  CHECK_FALSE(holidays.contains(jalali(1405, 8, 30)));
  CHECK(holidays_of_iran(1390, 1390).size() == 10);
  CHECK(holidays_of_iran(1405, 1404).empty());
  for (int year = 1400; year <= 1450; ++year) CHECK(holidays_of_iran(year, year).size() >= 23);
}

TEST_CASE("the week ends on the days of rest of the country") {
  CHECK(weekend_of("IR") == std::vector{Weekday::friday});
  CHECK(weekend_of("DE") == std::vector{Weekday::saturday, Weekday::sunday});
  CHECK(weekend_of("SA") == std::vector{Weekday::saturday, Weekday::friday});
  CHECK(weekend_of("IN") == std::vector{Weekday::sunday});
  CHECK(weekend_of("") == weekend_of("DE"));
  CHECK(weekend_of("no such country") == weekend_of("DE"));
}

TEST_CASE("a file corrects the moon, and says which of its lines make no sense") {
  auto holidays = holidays_of_iran(1405, 1405);
  const auto faults = apply_overrides(holidays,
                                      "# as announced\n"
                                      "۱۴۰۵/۰۸/۳۰ تعطیلی آلودگی هوا\r\n"
                                      "-1405/01/13\n"
                                      "\n"
                                      "1405/13/01 no such month\n"
                                      "1405/09/01\n");
  CHECK(holidays.at(jalali(1405, 8, 30)).fa == "تعطیلی آلودگی هوا");
  CHECK_FALSE(holidays.contains(jalali(1405, 1, 13)));
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].line == 5);
  CHECK(faults[1].line == 6);
  CHECK_FALSE(holidays.contains(jalali(1405, 9, 1)));
}

TEST_CASE("deadlines count the hours in which somebody is there") {
  auto hours = WorkingHours::usual_in_iran();
  hours.holidays = holidays_of_iran(1405, 1405);
  // 1405/08/28 was a Thursday.
  CHECK(is_open(hours, at("2026-11-19T12:59:59")));
  CHECK_FALSE(is_open(hours, at("2026-11-19T13:00:00")));
  CHECK(next_opening(hours, at("2026-11-19T22:00:00")) == at("2026-11-21T09:00:00"));
  CHECK(next_opening(hours, at("2026-11-21T10:00:00")) == at("2026-11-21T10:00:00"));
  // Two hours from Thursday noon: one before closing, one on Saturday.
  CHECK(add_working(hours, at("2026-11-19T12:00:00"), time::hours(2)) == at("2026-11-21T10:00:00"));
  CHECK(add_working(hours, at("2026-11-21T16:00:00"), time::hours(1)) == at("2026-11-21T17:00:00"));
  CHECK(add_working(hours, at("2026-11-20T12:00:00"), Duration{0}) == at("2026-11-21T09:00:00"));
  CHECK(working_between(hours, at("2026-11-19T12:00:00"), at("2026-11-21T10:00:00")) == time::hours(2));
  // 22 Bahman is closed although it is a Thursday.
  CHECK(next_opening(hours, at("2027-02-11T08:00:00")) == at("2027-02-13T09:00:00"));
}

TEST_CASE("a plan that never opens says so, and one to midnight goes on") {
  WorkingHours closed;
  CHECK_FALSE(next_opening(closed, at("2026-11-21T10:00:00")));
  CHECK_FALSE(add_working(closed, at("2026-11-21T10:00:00"), time::hours(1)));
  WorkingHours always;
  always.week.fill({{0, 1440}});
  CHECK(add_working(always, at("2026-11-21T10:00:00"), time::days(30)) == at("2026-12-21T10:00:00"));
}

TEST_CASE("added working time is the working time between") {
  auto hours = WorkingHours::usual_in_iran();
  hours.holidays = holidays_of_iran(1404, 1407);
  rc::check([&] {
    const Instant from = at("2026-03-21T00:00:00") + minutes(*rc::gen::inRange(0, 500'000));
    const Duration work = minutes(*rc::gen::inRange(0, 20'000));
    const auto end = add_working(hours, from, work);
    RC_ASSERT(end.has_value());
    RC_ASSERT(working_between(hours, from, *end) == work);
  });
}
