#include "foundations/json/rfc3339.hpp"

#include <algorithm>

namespace sarnakh::json {

namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t first_ms = -62'135'596'800'000;  // 0001-01-01T00:00:00.000Z
constexpr std::int64_t last_ms = 253'402'300'799'999;   // 9999-12-31T23:59:59.999Z

// Days since 1970-01-01 of a day of the proleptic Gregorian calendar; years begin in March, so that the leap
// day is the last of its year.
constexpr std::int64_t days_of(std::int64_t year, int month, int day) {
  if (month <= 2) --year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

struct Day {
  std::int64_t year;
  int month;
  int day;
};

constexpr Day day_of(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted = static_cast<int>((5 * day_of_year + 2) / 153);
  const int month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
          static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1)};
}
static_assert(days_of(1970, 1, 1) == 0 && days_of(2000, 2, 29) == 11'016);
static_assert(day_of(11'016).month == 2 && day_of(11'016).day == 29);

void append_digits(std::string& out, std::int64_t number, int width) {
  char digits[8];
  for (int i = width - 1; i >= 0; --i, number /= 10) digits[i] = static_cast<char>('0' + number % 10);
  out.append(digits, static_cast<std::size_t>(width));
}

// The number of exactly `width` digits at the front, taken away from `text`; -1 when it is not there.
int take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return -1;
  int number = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(width);
  return number;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || !any_of.contains(text.front())) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

void append_rfc3339(std::string& out, Instant instant) {
  const auto ms = std::clamp(instant.ms, first_ms, last_ms);
  const auto days = (ms >= 0 ? ms : ms - (day_ms - 1)) / day_ms;
  auto rest = ms - days * day_ms;
  const auto [year, month, day] = day_of(days);
  append_digits(out, year, 4);
  out += '-';
  append_digits(out, month, 2);
  out += '-';
  append_digits(out, day, 2);
  out += 'T';
  append_digits(out, rest / 3'600'000, 2);
  out += ':';
  append_digits(out, rest / 60'000 % 60, 2);
  out += ':';
  append_digits(out, rest / 1000 % 60, 2);
  if (rest % 1000 != 0) {
    out += '.';
    append_digits(out, rest % 1000, 3);
  }
  out += 'Z';
}

std::string print_rfc3339(Instant at) {
  std::string text;
  append_rfc3339(text, at);
  return text;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  const int year = take_digits(text, 4);
  if (year < 1 || !take(text, "-")) return std::nullopt;
  const int month = take_digits(text, 2);
  if (month < 1 || month > 12 || !take(text, "-")) return std::nullopt;
  const int day = take_digits(text, 2);
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  const int days_in_month = month == 2                                                ? (leap ? 29 : 28)
                            : (month == 4 || month == 6 || month == 9 || month == 11) ? 30
                                                                                      : 31;
  if (day < 1 || day > days_in_month || !take(text, "Tt ")) return std::nullopt;
  const int hour = take_digits(text, 2);
  if (hour < 0 || hour > 23 || !take(text, ":")) return std::nullopt;
  const int minute = take_digits(text, 2);
  if (minute < 0 || minute > 59 || !take(text, ":")) return std::nullopt;
  const int second = take_digits(text, 2);
  if (second < 0 || second > 60) return std::nullopt;  // 60: a leap second, the next minute for us
  std::int64_t ms = 0;
  if (take(text, ".")) {
    int digits = 0;
    for (int digit = take_digits(text, 1); digit >= 0; digit = take_digits(text, 1)) {
      if (digits < 3) ms = ms * 10 + digit;
      ++digits;
    }
    if (digits == 0 || digits > 9) return std::nullopt;
    for (; digits < 3; ++digits) ms *= 10;
  }
  std::int64_t offset = 0;
  if (!take(text, "Zz")) {
    const bool west = text.starts_with('-');
    if (!take(text, "+-")) return std::nullopt;
    const int hours = take_digits(text, 2);
    if (hours < 0 || hours > 23 || !take(text, ":")) return std::nullopt;
    const int minutes = take_digits(text, 2);
    if (minutes < 0 || minutes > 59) return std::nullopt;
    offset = (hours * 60 + minutes) * (west ? -60'000 : 60'000);
  }
  if (!text.empty()) return std::nullopt;
  return Instant{days_of(year, month, day) * day_ms + hour * 3'600'000LL + minute * 60'000LL + second * 1000LL + ms -
                 offset};
}

}  // namespace sarnakh::json
