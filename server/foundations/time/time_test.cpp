#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <unicode/calendar.h>

#include <array>
#include <memory>

#include "foundations/time/clean_date.hpp"
#include "foundations/time/clock.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/parse.hpp"
#include "foundations/time/quiet_hours.hpp"
#include "foundations/time/testing.hpp"
#include "foundations/time/zone.hpp"

using namespace sarnakh;
using namespace sarnakh::time;
using sarnakh::time::testing::jalali;

namespace {
Day gregorian(int year, int month, int day) { return *day_of(Calendar::gregorian, {year, month, day}); }
std::string read(std::string_view text) {
  const auto date = parse_date(text);
  return date ? iso_date(Calendar::gregorian, date->day) : std::string(name_of(date.error()));
}
}  // namespace

TEST_CASE("every day of 1300 to 1500 agrees with ICU") {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> icu_calendar(
      icu::Calendar::createInstance(icu::TimeZone::getGMT()->clone(), icu::Locale("fa_IR@calendar=persian"), status));
  REQUIRE(U_SUCCESS(status));
  const auto first = jalali(1300, 1, 1);
  const auto last = jalali(1500, 12, days_in_month(Calendar::jalali, 1500, 12));
  int days = 0, wrong = 0;
  for (auto day = first; day <= last; day = day + 1, ++days) {
    icu_calendar->setTime(static_cast<UDate>(day.number * 86'400'000), status);
    const auto date = date_of(Calendar::jalali, day);
    const bool same = date.year == icu_calendar->get(UCAL_EXTENDED_YEAR, status) &&
                      date.month == icu_calendar->get(UCAL_MONTH, status) + 1 &&
                      date.day == icu_calendar->get(UCAL_DATE, status);
    wrong += same && day_of(Calendar::jalali, date) == day ? 0 : 1;
  }
  CHECK(days == 73'414);
  CHECK(wrong == 0);
}

TEST_CASE("dates that everybody knows") {
  CHECK(gregorian(2025, 3, 20) == jalali(1403, 12, 30));
  CHECK(gregorian(2025, 3, 21) == jalali(1404, 1, 1));
  CHECK(gregorian(2026, 3, 20) == jalali(1404, 12, 29));
  CHECK(gregorian(2026, 11, 21) == jalali(1405, 8, 30));
  CHECK(gregorian(2022, 2, 24) == jalali(1400, 12, 5));
  CHECK(gregorian(2030, 3, 20) == jalali(1408, 12, 30));
  CHECK(weekday_of(gregorian(2026, 11, 21)) == Weekday::saturday);
  for (const int year : {1399, 1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432, 1436, 1441, 1445, 1449})
    CHECK(is_leap(Calendar::jalali, year));
  CHECK_FALSE(day_of(Calendar::jalali, {1404, 12, 30}));
  CHECK_FALSE(day_of(Calendar::gregorian, {2025, 2, 29}));
  CHECK(add_months(Calendar::jalali, jalali(1405, 1, 31), 6) == jalali(1405, 7, 30));
  CHECK(first_of_week(gregorian(2026, 11, 24)) == gregorian(2026, 11, 21));
}

TEST_CASE("dates are written as people write them") {
  const auto day = gregorian(2026, 11, 21);
  CHECK(format_date(day, DateStyle::numeric) == "۱۴۰۵/۰۸/۳۰");
  CHECK(format_date(day, DateStyle::full) == "شنبه ۳۰ آبان ۱۴۰۵");
  CHECK(format_date(day, DateStyle::month_year) == "آبان ۱۴۰۵");
  CHECK(format_date(day, DateStyle::full, Manner::english()) == "Saturday, 21 November 2026");
  const Instant now{1'795'000'000'000};
  CHECK(format_moment(now, DateStyle::words) == "۲۷ آبان ۱۴۰۵، ۱۴:۳۶");
  CHECK(format_moment(now, DateStyle::words, Manner::english()) == "18 November 2026, 14:36");
  CHECK(format_relative(now - days(3), now) == "۳ روز پیش");
  CHECK(format_relative(now + hours(2), now, Language::en) == "in 2 hours");
  CHECK(format_relative(now - minutes(1), now, Language::en) == "1 minute ago");
  CHECK(format_relative(now, now) == "همین حالا");
}

TEST_CASE("dates are read as people type them, and refused by name") {
  constexpr std::array<std::pair<const char*, const char*>, 19> cases{{
      {"۱۴۰۵/۰۸/۳۰", "2026-11-21"},
      {"1405-8-30", "2026-11-21"},
      {"30/8/1405", "2026-11-21"},
      {"۳۰ آبان ۱۴۰۵", "2026-11-21"},
      {"شنبه ۳۰ آبان ۱۴۰۵", "2026-11-21"},
      {"2026-11-21", "2026-11-21"},
      {"21.11.2026", "2026-11-21"},
      {"21 November 2026", "2026-11-21"},
      {"Nov 21, 2026", "2026-11-21"},
      {"21/11/2026", "2026-11-21"},
      {"11/21/2026", "2026-11-21"},
      {"98/12/5", "2020-02-24"},
      {"05/08/2026", "date_ambiguous"},
      {"1404/12/30", "date_no_such_day"},
      {"1405/13/01", "date_no_such_month"},
      {"یکشنبه ۳۰ آبان ۱۴۰۵", "date_weekday_differs"},
      {"", "date_empty"},
      {"tomorrow", "date_not_a_date"},
      {"1700/01/01", "date_year_out_of_range"},
  }};
  for (const auto& item : cases) CHECK_MESSAGE(read(item.first) == item.second, item.first);
}

TEST_CASE("what is written reads back the same") {
  for (auto day = gregorian(1990, 1, 1); day < gregorian(2060, 1, 1); day = day + 37)
    for (const auto style : {DateStyle::numeric, DateStyle::words, DateStyle::full})
      for (const auto& manner : {Manner::persian(), Manner::english()}) {
        const auto back = parse_date(format_date(day, style, manner));
        REQUIRE(back);
        CHECK(back->day == day);
      }
}

TEST_CASE("Tehran keeps its offset since 1401, and the hours around a jump are told apart") {
  CHECK(offset_at(*from_rfc3339("2026-07-01T00:00:00Z"), "Asia/Tehran") == minutes(210));
  CHECK(offset_at(*from_rfc3339("2021-07-01T00:00:00Z"), "Asia/Tehran") == minutes(270));
  CHECK(to_rfc3339(start_of_day(gregorian(2026, 11, 21), "Asia/Tehran")) == "2026-11-20T20:30:00Z");
  // 2:30 on 29 March 2026 did not exist in Berlin; 2:30 on 25 October came twice.
  const LocalTime gap{gregorian(2026, 3, 29), 2, 30, 0, 0};
  CHECK(to_rfc3339(to_instant(gap, "Europe/Berlin")) == "2026-03-29T01:00:00Z");
  CHECK(to_rfc3339(to_instant(gap, "Europe/Berlin", Gap::carried_on)) == "2026-03-29T01:30:00Z");
  const LocalTime twice{gregorian(2026, 10, 25), 2, 30, 0, 0};
  CHECK(to_rfc3339(to_instant(twice, "Europe/Berlin")) == "2026-10-25T00:30:00Z");
  CHECK(to_rfc3339(to_instant(twice, "Europe/Berlin", Gap::after, Overlap::later)) == "2026-10-25T01:30:00Z");
  CHECK(zone_exists("Asia/Tehran"));
  CHECK_FALSE(zone_exists("Asia/Tehrann"));
}

TEST_CASE("moments with a time of day") {
  const auto at = [](std::string_view text) {
    const auto moment = parse_moment(text, "Asia/Tehran");
    return moment ? to_rfc3339(*moment) : std::string(name_of(moment.error()));
  };
  CHECK(at("۱۴۰۵/۰۸/۳۰ ۱۴:۰۵") == "2026-11-21T10:35:00Z");
  CHECK(at("2026-11-21 2:05 pm") == "2026-11-21T10:35:00Z");
  CHECK(at("2026-11-21T14:05:00+03:30") == "2026-11-21T10:35:00Z");
  CHECK(at("2026-11-21") == "2026-11-20T20:30:00Z");
  CHECK(at("2026-11-21 25:00") == "date_no_such_time");
}

TEST_CASE("nobody is disturbed at night") {
  const QuietHours hours;
  const auto at = [](std::string_view text) { return *from_rfc3339(text); };
  CHECK(is_quiet(hours, at("2026-11-21T21:00:00+03:30")));
  CHECK(is_quiet(hours, at("2026-11-21T07:59:59+03:30")));
  CHECK_FALSE(is_quiet(hours, at("2026-11-21T08:00:00+03:30")));
  CHECK(end_of_quiet(hours, at("2026-11-21T23:00:00+03:30")) == at("2026-11-22T08:00:00+03:30"));
  CHECK(end_of_quiet(hours, at("2026-11-21T03:00:00+03:30")) == at("2026-11-21T08:00:00+03:30"));
}

TEST_CASE("RFC 3339") {
  for (const auto* bad : {"", "2026-11-21", "2026-02-30T00:00:00Z", "2026-11-21T08:30:00", "2026-11-21T08:30:00.Z"})
    CHECK_MESSAGE(!from_rfc3339(bad), bad);
  CHECK(to_rfc3339(*from_rfc3339("2024-02-29T23:59:59.5-01:00")) == "2024-03-01T00:59:59.500Z");
}

TEST_CASE("a list of dates is cleaned line by line") {
  CHECK(clean_date_line("۱۴۰۵/۸/۳۰") ==
        R"({"input":"۱۴۰۵/۸/۳۰","jalali":"1405-08-30","gregorian":"2026-11-21","display":"شنبه ۳۰ آبان ۱۴۰۵"})");
  CHECK(clean_date_line("1404/12/30") == R"({"input":"1404/12/30","error":"date_no_such_day"})");
}

TEST_CASE("a virtual clock stands still until it is moved") {
  VirtualClock clock(Instant{1000});
  CHECK(clock.now().ms == 1000);
  clock.advance(seconds(2));
  CHECK(clock.now().ms == 3000);
}

TEST_CASE("whatever is typed, the answer is a date or a name of a fault") {
  const std::string alphabet = "0123456789/-.: ,TZ+apm\xDB\xB1\xFF";
  rc::check([&] {
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(alphabet));
    if (const auto date = parse_date(text))
      RC_ASSERT(day_of(date->calendar, date_of(date->calendar, date->day)) == date->day);
    if (const auto moment = from_rfc3339(text)) RC_ASSERT(from_rfc3339(to_rfc3339(*moment)) == moment);
    (void)parse_moment(text, "Asia/Tehran");
    RC_ASSERT(clean_date_line(text).starts_with("{\"input\":"));
  });
  for (const auto* hostile :
       {"99999999999999999999/1/1", "1405/08/30 99999999999999999999:1", "1405/08/30 -1:-1", ":", "1405/08/30 :"})
    CHECK_MESSAGE(!parse_moment(hostile, "Asia/Tehran").has_value(), hostile);
}

TEST_CASE("instants keep their moment through text and through zones") {
  rc::check([] {
    const Instant at{*rc::gen::inRange<std::int64_t>(-2'000'000'000'000, 4'000'000'000'000)};
    RC_ASSERT(from_rfc3339(to_rfc3339(at)) == at);
    const auto local = to_local(at, "Asia/Tehran");
    RC_ASSERT(
        (to_instant(local, "Asia/Tehran") == at || to_instant(local, "Asia/Tehran", Gap::after, Overlap::later) == at));
  });
}
