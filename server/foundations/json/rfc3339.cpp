#include "foundations/json/rfc3339.hpp"

#include <chrono>
#include <cstdio>

namespace sarnakh::json {

namespace {

// The number of `count` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::string print_rfc3339(Instant at) {
  using namespace std::chrono;
  const sys_time<std::chrono::milliseconds> point{std::chrono::milliseconds{at.ms}};
  const auto day = floor<std::chrono::days>(point);
  const year_month_day date{day};
  const hh_mm_ss clock{point - day};
  char buffer[40];
  int length = std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d", int(date.year()),
                             unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                             int(clock.minutes().count()), int(clock.seconds().count()));
  std::string text(buffer, static_cast<std::size_t>(length));
  if (const auto part = clock.subseconds().count(); part != 0) {
    length = std::snprintf(buffer, sizeof buffer, ".%03d", int(part));
    text.append(buffer, static_cast<std::size_t>(length));
  }
  return text + "Z";
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  using namespace std::chrono;
  const int year_ = digits(text, 0, 4), month_ = digits(text, 5, 2), day_ = digits(text, 8, 2);
  const int hour_ = digits(text, 11, 2), minute_ = digits(text, 14, 2), second_ = digits(text, 17, 2);
  if (year_ < 0 || month_ < 0 || day_ < 0 || hour_ < 0 || minute_ < 0 || second_ < 0) return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') ||
      text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const year_month_day date{year{year_}, month{static_cast<unsigned>(month_)},
                            day{static_cast<unsigned>(day_)}};
  // A leap second (60) is taken as the second after.
  if (!date.ok() || hour_ > 23 || minute_ > 59 || second_ > 60) return std::nullopt;

  std::size_t at = 19;
  int part = 0;
  if (at < text.size() && text[at] == '.') {
    int weight = 100;
    const auto first = ++at;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, weight /= 10)
      part += (text[at] - '0') * weight;
    if (at == first) return std::nullopt;
  }
  int offset_minutes = 0;
  if (at >= text.size()) return std::nullopt;
  if (text[at] == 'Z' || text[at] == 'z') {
    ++at;
  } else if (text[at] == '+' || text[at] == '-') {
    const int hours_off = digits(text, at + 1, 2), minutes_off = digits(text, at + 4, 2);
    if (hours_off < 0 || hours_off > 23 || minutes_off < 0 || minutes_off > 59 || text[at + 3] != ':')
      return std::nullopt;
    offset_minutes = (hours_off * 60 + minutes_off) * (text[at] == '-' ? -1 : 1);
    at += 6;
  } else {
    return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  const std::int64_t days_count = sys_days{date}.time_since_epoch().count();
  const std::int64_t seconds_count =
      days_count * 86400 + hour_ * 3600 + minute_ * 60 + second_ - offset_minutes * 60;
  return Instant{seconds_count * 1000 + part};
}

}  // namespace sarnakh::json
