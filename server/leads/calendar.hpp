#pragma once

// The list laid out by days: how many leads a date of theirs puts on each day, and who comes first. The leads of some
// days are the list with one condition more, so counts and rows cannot say different things. A day begins and ends in
// the zone of whoever asks.

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "foundations/time/calendar.hpp"
#include "leads/shown.hpp"

namespace sarnakh::leads {

inline constexpr std::int64_t most_calendar_days = 62;

struct CalendarDay {
  std::string day;
  std::int64_t count = 0;
  std::vector<ShownRow> leads = {};
  static constexpr auto fields =
      json::fields(json::field("day", &CalendarDay::day, "As 2026-11-21"), json::field("count", &CalendarDay::count),
                   json::field("leads", &CalendarDay::leads, "The first of them, in the order of their dates"));
  static constexpr std::string_view schema_name = "LeadCalendarDay";
};
// A day on which offices are closed where the workspace is at home: known of Iran.
struct CalendarHoliday {
  std::string day;
  json::LocalText name;
  bool may_move = false;
  static constexpr auto fields = json::fields(
      json::field("day", &CalendarHoliday::day), json::field("name", &CalendarHoliday::name),
      json::field("may_move", &CalendarHoliday::may_move, "Of the lunar calendar: by a day, until it is announced"));
  static constexpr std::string_view schema_name = "CalendarHoliday";
};
struct LeadCalendar {
  std::string date, from, to;
  std::vector<CalendarDay> days = {};
  std::vector<CalendarHoliday> holidays = {};
  std::vector<time::Weekday> weekend = {};
  std::int64_t total = 0;
  static constexpr auto fields =
      json::fields(json::field("date", &LeadCalendar::date), json::field("from", &LeadCalendar::from),
                   json::field("to", &LeadCalendar::to, "The last day; it is inside"),
                   json::field("days", &LeadCalendar::days, "Those with leads, in their order"),
                   json::field("holidays", &LeadCalendar::holidays, "Of a workspace in Iran"),
                   json::field("weekend", &LeadCalendar::weekend, "The days of rest of the workspace's country"),
                   json::field("total", &LeadCalendar::total, "Of all that the filter finds, on whatever day"));
  static constexpr std::string_view schema_name = "LeadCalendar";
};

// What is laid out: the field of the catalogue, the first and the last day, how many leads of each day are told.
struct CalendarWish {
  std::string date;
  std::optional<std::string> from, to;  // the caller's month when they are left out
  int leads = 0;
};

// A field that gives a lead one day; Problem "field_hidden", "field_unknown" or "date_unfit" at "/date".
const rules::Field& date_field(const rules::Catalogue& catalogue, std::string_view name);

// Of the leads of the filter, within the reach of the caller. Problem "date_invalid", "rule_range_reversed" and
// "calendar_too_long" at "/from" and "/to".
LeadCalendar calendar(db::Work& work, const Filter& filter, const std::shared_ptr<const rules::Catalogue>& catalogue,
                      const CalendarWish& wish);

}  // namespace sarnakh::leads

template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::time::Weekday> =
    std::to_array<std::string_view>({"saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"});
