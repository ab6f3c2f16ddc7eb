#include "rules/period.hpp"

#include "foundations/text/fold.hpp"
#include "foundations/time/parse.hpp"

namespace sarnakh::rules {

namespace {

constexpr auto last_word = PeriodKind::last_year;  // up to it a period is one word

time::Day first_of_week(time::Calendar calendar, time::Day day) {
  if (calendar == time::Calendar::jalali) return time::first_of_week(day);
  const auto since_monday = (static_cast<int>(time::weekday_of(day)) - static_cast<int>(time::Weekday::monday) + 7) % 7;
  return day - since_monday;
}

void read_day(json::Reading& reading, const json::Value& value, time::Day& into) {
  const auto text = value.as_string();
  if (!text) return reading.fault("wrong_type", {{"expected", "string"}});
  const auto date = time::parse_date(*text);
  if (!date) return reading.fault("date_invalid");
  into = date->day;
}

void read_days(json::Reading& reading, const json::Value& value, std::int64_t& into) {
  json::Options options;
  options.take(json::range{1, most_days});
  json::read(reading, value, into, options);
}

void read_between(json::Reading& reading, const json::Value& value, Period& into) {
  if (value.as_array().size() != 2) return reading.fault("rule_value_unfit", {{"expected", "[day, day]"}});
  for (std::size_t i = 0; i < 2; ++i) {
    const json::Reading::Step step{reading, i};
    read_day(reading, value.as_array()[i], i == 0 ? into.first : into.last);
  }
  if (into.first > into.last) reading.fault("rule_range_reversed");
}

}  // namespace

void read(json::Reading& reading, const json::Value& value, Period& into, const json::Options&) {
  const auto word = value.as_string();
  const bool tagged = value.is_object() && value.as_object().size() == 1;
  if (!word && !tagged) return reading.fault("rule_period_unknown");
  const auto kind = json::enum_of_name<PeriodKind>(word ? *word : value.as_object().front().first);
  if (!kind || (*kind <= last_word) != word.has_value()) return reading.fault("rule_period_unknown");
  into = {.kind = *kind};
  if (word) return;
  const auto& [name, argument] = value.as_object().front();
  const json::Reading::Step step{reading, name};
  switch (*kind) {
    case PeriodKind::last_days:
    case PeriodKind::next_days:
      return read_days(reading, argument, into.days);
    case PeriodKind::between:
      return read_between(reading, argument, into);
    default:
      return read_day(reading, argument, into.first);
  }
}

void append(std::string& out, const Period& period) {
  const auto day = [](time::Day of) { return "\"" + time::iso_date(time::Calendar::gregorian, of) + "\""; };
  const auto name = "\"" + std::string(json::name_of_enum(period.kind)) + "\"";
  if (period.kind <= last_word) {
    out += name;
    return;
  }
  out += "{" + name + ":";
  if (period.kind == PeriodKind::last_days || period.kind == PeriodKind::next_days)
    out += std::to_string(period.days);
  else if (period.kind == PeriodKind::between)
    out += "[" + day(period.first) + "," + day(period.last) + "]";
  else
    out += day(period.first);
  out += "}";
}

Days days_of(const Period& period, time::Day today, time::Calendar calendar) {
  const auto month = time::first_of_month(calendar, today);
  const auto year = time::first_of_year(calendar, today);
  switch (period.kind) {
    case PeriodKind::today:
      return {today, today + 1};
    case PeriodKind::yesterday:
      return {today - 1, today};
    case PeriodKind::this_week:
      return {first_of_week(calendar, today), first_of_week(calendar, today) + 7};
    case PeriodKind::last_week:
      return {first_of_week(calendar, today) - 7, first_of_week(calendar, today)};
    case PeriodKind::this_month:
      return {month, time::add_months(calendar, month, 1)};
    case PeriodKind::last_month:
      return {time::add_months(calendar, month, -1), month};
    case PeriodKind::this_year:
      return {year, time::add_months(calendar, year, 12)};
    case PeriodKind::last_year:
      return {time::add_months(calendar, year, -12), year};
    case PeriodKind::last_days:
      return {today - (period.days - 1), today + 1};
    case PeriodKind::next_days:
      return {today, today + period.days};
    case PeriodKind::on:
      return {period.first, period.first + 1};
    case PeriodKind::before:
      return {std::nullopt, period.first};
    case PeriodKind::after:
      return {period.first + 1, std::nullopt};
    case PeriodKind::between:
      return {period.first, period.last + 1};
  }
  return {};
}

std::string words_of(const Period& period, const time::Manner& manner) {
  const bool fa = manner.language == Language::fa;
  const auto say = [&](const char* persian, const char* english) { return std::string(fa ? persian : english); };
  const auto date = [&](time::Day day) { return time::format_date(day, time::DateStyle::words, manner); };
  const auto number = std::to_string(period.days);
  const auto days = fa && manner.digits == time::Digits::persian ? text::persian_digits(number) : number;
  switch (period.kind) {
    case PeriodKind::today:
      return say("امروز", "today");
    case PeriodKind::yesterday:
      return say("دیروز", "yesterday");
    case PeriodKind::this_week:
      return say("در این هفته", "this week");
    case PeriodKind::last_week:
      return say("در هفتهٔ گذشته", "last week");
    case PeriodKind::this_month:
      return say("در این ماه", "this month");
    case PeriodKind::last_month:
      return say("در ماه گذشته", "last month");
    case PeriodKind::this_year:
      return say("امسال", "this year");
    case PeriodKind::last_year:
      return say("پارسال", "last year");
    case PeriodKind::last_days:
      if (!fa && period.days == 1) return "in the last day";
      return fa ? "در " + days + " روز گذشته" : "in the last " + days + " days";
    case PeriodKind::next_days:
      if (!fa && period.days == 1) return "in the next day";
      return fa ? "در " + days + " روز آینده" : "in the next " + days + " days";
    case PeriodKind::on:
      return say("در روز ", "on ") + date(period.first);
    case PeriodKind::before:
      return say("پیش از ", "before ") + date(period.first);
    case PeriodKind::after:
      return say("پس از ", "after ") + date(period.first);
    case PeriodKind::between:
      return say("از ", "from ") + date(period.first) + say(" تا ", " to ") + date(period.last);
  }
  return {};
}

}  // namespace sarnakh::rules
