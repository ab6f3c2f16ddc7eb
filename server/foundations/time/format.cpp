#include "foundations/time/format.hpp"

#include <array>
#include <charconv>
#include <cstdio>

#include "foundations/text/fold.hpp"
#include "foundations/time/zone.hpp"

namespace sarnakh::time {

namespace {

std::string padded(int number, int width) {
  auto text = std::to_string(number);
  if (text.size() < static_cast<std::size_t>(width)) text.insert(0, static_cast<std::size_t>(width) - text.size(), '0');
  return text;
}

std::string in_digits(const std::string& text, Digits digits) {
  return digits == Digits::persian ? text::persian_digits(text) : text;
}

struct Unit {
  std::int64_t ms;
  std::string_view fa;
  std::string_view en;
};
constexpr std::array<Unit, 6> units{{{31'556'952'000, "سال", "year"},
                                     {2'629'746'000, "ماه", "month"},
                                     {604'800'000, "هفته", "week"},
                                     {86'400'000, "روز", "day"},
                                     {3'600'000, "ساعت", "hour"},
                                     {60'000, "دقیقه", "minute"}}};

// The number of `count` digits at `at`, or -1.
int digits_at(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (const char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string format_date(Day day, DateStyle style, const Manner& manner) {
  const auto date = date_of(manner.calendar, day);
  const std::string month{month_name(manner.calendar, date.month, manner.language)};
  const bool persian = manner.language == Language::fa;
  switch (style) {
    case DateStyle::numeric: {
      const auto* separator = persian ? "/" : "-";
      return in_digits(padded(date.year, 4) + separator + padded(date.month, 2) + separator + padded(date.day, 2),
                       manner.digits);
    }
    case DateStyle::words:
      return in_digits(std::to_string(date.day) + " " + month + " " + std::to_string(date.year), manner.digits);
    case DateStyle::full:
      return std::string(weekday_name(weekday_of(day), manner.language)) + (persian ? " " : ", ") +
             format_date(day, DateStyle::words, manner);
    case DateStyle::month_year:
      return month + " " + in_digits(std::to_string(date.year), manner.digits);
  }
  return {};
}

std::string format_time(Instant at, const Manner& manner) {
  const auto local = to_local(at, manner.zone);
  return in_digits(padded(local.hour, 2) + ":" + padded(local.minute, 2), manner.digits);
}

std::string format_moment(Instant at, DateStyle style, const Manner& manner) {
  return format_date(day_at(at, manner.zone), style, manner) + (manner.language == Language::fa ? "، " : ", ") +
         format_time(at, manner);
}

std::string format_relative(Instant at, Instant now, Language language, Digits digits) {
  const auto distance = std::abs(at.ms - now.ms);
  for (const auto& unit : units) {
    const auto count = distance / unit.ms;
    if (count == 0) continue;
    const auto number = in_digits(std::to_string(count), digits);
    if (language == Language::fa) return number + " " + std::string(unit.fa) + (at.ms <= now.ms ? " پیش" : " دیگر");
    const auto words = number + " " + std::string(unit.en) + (count == 1 ? "" : "s");
    return at.ms <= now.ms ? words + " ago" : "in " + words;
  }
  return language == Language::fa ? "همین حالا" : "just now";
}

std::string format_relative(Instant at, Instant now, Language language) {
  return format_relative(at, now, language, language == Language::fa ? Digits::persian : Digits::latin);
}

std::string iso_date(Calendar calendar, Day day) {
  const auto date = date_of(calendar, day);
  return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
}

std::string to_rfc3339(Instant at) {
  const auto local = to_local(at, "UTC");
  auto text = iso_date(Calendar::gregorian, local.day) + "T" + padded(local.hour, 2) + ":" + padded(local.minute, 2) +
              ":" + padded(local.second, 2);
  if (local.millisecond != 0) text += "." + padded(local.millisecond, 3);
  return text + "Z";
}

std::optional<Instant> from_rfc3339(std::string_view text) {
  const int year = digits_at(text, 0, 4), month = digits_at(text, 5, 2), day = digits_at(text, 8, 2);
  const int hour = digits_at(text, 11, 2), minute = digits_at(text, 14, 2);
  int second = digits_at(text, 17, 2);
  if (year < 0 || month < 0 || day < 0 || hour < 0 || minute < 0 || second < 0) return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || std::string_view("Tt ").find(text[10]) == std::string_view::npos ||
      text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto date = day_of(Calendar::gregorian, {year, month, day});
  if (!date || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  second = std::min(second, 59);
  std::size_t at = 19;
  int part = 0;
  if (at < text.size() && text[at] == '.') {
    const auto first = ++at;
    for (int weight = 100; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, weight /= 10)
      part += (text[at] - '0') * weight;
    if (at == first) return std::nullopt;
  }
  if (at >= text.size()) return std::nullopt;
  int offset = 0;
  if (text[at] == 'Z' || text[at] == 'z') {
    ++at;
  } else if (text[at] == '+' || text[at] == '-') {
    const int hours_off = digits_at(text, at + 1, 2), minutes_off = digits_at(text, at + 4, 2);
    if (hours_off < 0 || hours_off > 23 || minutes_off < 0 || minutes_off > 59 || text[at + 3] != ':')
      return std::nullopt;
    offset = (hours_off * 60 + minutes_off) * (text[at] == '-' ? -1 : 1);
    at += 6;
  }
  if (at != text.size() || at == 19) return std::nullopt;
  return Instant{date->number * 86'400'000 + hour * 3'600'000LL + (minute - offset) * 60'000LL + second * 1000LL +
                 part};
}

}  // namespace sarnakh::time
