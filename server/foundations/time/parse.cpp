#include "foundations/time/parse.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "foundations/text/fold.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/zone.hpp"

namespace sarnakh::time {

namespace {

// A piece of a date: a number with its digits counted, or a month or weekday by name.
struct Piece {
  int number = -1;
  std::size_t digits = 0;
  int month = 0;  // 1-12 when the piece is the name of a month
  Calendar calendar = Calendar::jalali;
  std::optional<Weekday> weekday;
};

std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text::search_key(text))
    if (c != ' ') out += c;
  return out;
}

std::optional<Piece> word_piece(const std::string& word) {
  for (const auto calendar : {Calendar::jalali, Calendar::gregorian}) {
    for (int month = 1; month <= 12; ++month) {
      const auto english = bare(month_name(calendar, month, Language::en));
      const bool short_form = word.size() == 3 && calendar == Calendar::gregorian && english.starts_with(word);
      if (word == english || short_form || word == bare(month_name(calendar, month, Language::fa)))
        return Piece{-1, 0, month, calendar, {}};
    }
  }
  if (word == bare("امرداد")) return Piece{-1, 0, 5, Calendar::jalali, {}};
  for (int index = 0; index < 7; ++index) {
    const auto weekday = static_cast<Weekday>(index);
    const auto english = bare(weekday_name(weekday, Language::en));
    if (word == bare(weekday_name(weekday, Language::fa)) || word == english ||
        (word.size() == 3 && english.starts_with(word)))
      return Piece{-1, 0, 0, Calendar::jalali, weekday};
  }
  return std::nullopt;
}

struct Pieces {
  std::vector<Piece> list;
  bool dotted = false;
};

// The pieces of the text, nothing when it holds anything else.
std::optional<Pieces> pieces_of(std::string_view text) {
  Pieces pieces;
  const auto key = text::search_key(text);
  std::size_t at = 0;
  while (at < key.size()) {
    const auto byte = static_cast<unsigned char>(key[at]);
    if (byte >= '0' && byte <= '9') {
      Piece piece;
      piece.number = 0;
      for (; at < key.size() && key[at] >= '0' && key[at] <= '9'; ++at, ++piece.digits)
        if (piece.digits < 6) piece.number = piece.number * 10 + (key[at] - '0');
      if (piece.digits > 4) return std::nullopt;
      pieces.list.push_back(piece);
    } else if ((byte >= 'a' && byte <= 'z') || byte >= 0x80) {
      const auto start = at;
      while (at < key.size() && ((key[at] >= 'a' && key[at] <= 'z') || static_cast<unsigned char>(key[at]) >= 0x80))
        ++at;
      auto word = key.substr(start, at - start);
      if (word == "،") continue;
      // «سه شنبه», «پنج شنبه» are two words of the key.
      const auto next = key.find_first_not_of(' ', at);
      const std::string shanbe = bare("شنبه");
      if (next != std::string::npos && key.compare(next, shanbe.size(), shanbe) == 0 && word != shanbe &&
          word_piece(word + shanbe)) {
        word += shanbe;
        at = next + shanbe.size();
      }
      const bool suffix =
          word == "st" || word == "nd" || word == "rd" || word == "th" || word == bare("ام") || word == bare("ماه");
      if (suffix) continue;
      const auto piece = word_piece(word);
      if (!piece) return std::nullopt;
      pieces.list.push_back(*piece);
    } else if (std::string_view(" /-.,").find(key[at]) != std::string_view::npos) {
      pieces.dotted = pieces.dotted || key[at] == '.';
      ++at;
    } else {
      return std::nullopt;
    }
  }
  return pieces;
}

std::optional<Calendar> calendar_of_year(int year) {
  if (year >= 1200 && year <= 1600) return Calendar::jalali;
  if (year >= 1800 && year <= 2200) return Calendar::gregorian;
  return std::nullopt;
}

Expected<ReadDate, DateFault> made(Calendar calendar, int year, int month, int day) {
  if (month < 1 || month > 12) return DateFault::no_such_month;
  const auto found = day_of(calendar, {year, month, day});
  if (!found) return DateFault::no_such_day;
  return ReadDate{*found, calendar};
}

// Three numbers: the year is the one with four digits, or the first of two digits when nothing else fits.
Expected<ReadDate, DateFault> from_numbers(const std::vector<Piece>& numbers, bool dotted) {
  const auto& [a, b, c] = std::tie(numbers[0], numbers[1], numbers[2]);
  if (a.digits >= 3) {
    const auto calendar = calendar_of_year(a.number);
    if (!calendar) return DateFault::year_out_of_range;
    return made(*calendar, a.number, b.number, c.number);
  }
  if (c.digits >= 3) {
    const auto calendar = calendar_of_year(c.number);
    if (!calendar) return DateFault::year_out_of_range;
    if (*calendar == Calendar::jalali || dotted || a.number > 12) return made(*calendar, c.number, b.number, a.number);
    if (b.number > 12) return made(*calendar, c.number, a.number, b.number);
    if (a.number == b.number) return made(*calendar, c.number, b.number, a.number);
    return DateFault::ambiguous;
  }
  // «۹۸/۱۲/۵»: more than 31 can only be a year, and Iranians write two-digit years.
  if (a.digits == 2 && a.number > 31) return made(Calendar::jalali, 1300 + a.number, b.number, c.number);
  return DateFault::ambiguous;
}

Expected<ReadDate, DateFault> from_month_name(const std::vector<Piece>& numbers, const Piece& month) {
  if (numbers.size() != 2) return DateFault::not_a_date;
  const bool year_first = numbers[0].digits >= 3;
  const auto& year = year_first ? numbers[0] : numbers[1];
  const auto& day = year_first ? numbers[1] : numbers[0];
  int full_year = year.number;
  if (year.digits <= 2) {
    if (month.calendar == Calendar::gregorian) return DateFault::ambiguous;
    full_year += year.number >= 50 ? 1300 : 1400;
  }
  if (calendar_of_year(full_year) != month.calendar) return DateFault::year_out_of_range;
  return made(month.calendar, full_year, month.month, day.number);
}

struct ClockTime {
  int hour = 0, minute = 0, second = 0;
};

// A time at the end of the text, which it is cut from; nothing when there is none or when it does not exist.
Expected<std::optional<ClockTime>, DateFault> take_time(std::string& text) {
  const auto colon = text.find(':');
  if (colon == std::string::npos) return std::optional<ClockTime>{};
  auto start = colon;
  while (start > 0 && text[start - 1] >= '0' && text[start - 1] <= '9') --start;
  ClockTime time;
  std::string rest = text.substr(start);
  int consumed = 0;
  char tail[8] = "";
  if (std::sscanf(rest.c_str(), "%d:%d:%d%n", &time.hour, &time.minute, &time.second, &consumed) < 3) {
    time.second = 0;
    if (std::sscanf(rest.c_str(), "%d:%d%n", &time.hour, &time.minute, &consumed) < 2) return DateFault::no_such_time;
  }
  std::sscanf(rest.c_str() + consumed, "%7s", tail);
  const std::string_view half(tail);
  if (!half.empty() && half != "am" && half != "pm") return DateFault::not_a_date;
  if (!half.empty() && (time.hour < 1 || time.hour > 12)) return DateFault::no_such_time;
  if (half == "pm" && time.hour < 12) time.hour += 12;
  if (half == "am" && time.hour == 12) time.hour = 0;
  if (time.hour > 23 || time.minute > 59 || time.second > 59 || time.hour < 0 || time.minute < 0 || time.second < 0)
    return DateFault::no_such_time;
  text.resize(start);
  return std::optional(time);
}

}  // namespace

std::string_view name_of(DateFault fault) {
  switch (fault) {
    case DateFault::empty:
      return "date_empty";
    case DateFault::not_a_date:
      return "date_not_a_date";
    case DateFault::ambiguous:
      return "date_ambiguous";
    case DateFault::no_such_month:
      return "date_no_such_month";
    case DateFault::no_such_day:
      return "date_no_such_day";
    case DateFault::year_out_of_range:
      return "date_year_out_of_range";
    case DateFault::no_such_time:
      return "date_no_such_time";
    case DateFault::weekday_differs:
      return "date_weekday_differs";
  }
  return "date_not_a_date";
}

Expected<ReadDate, DateFault> parse_date(std::string_view text) {
  if (text::search_key(text).empty()) return DateFault::empty;
  if (text.size() > 200) return DateFault::not_a_date;
  const auto pieces = pieces_of(text);
  if (!pieces) return DateFault::not_a_date;
  std::vector<Piece> numbers, months;
  std::optional<Weekday> weekday;
  for (const auto& piece : pieces->list) {
    if (piece.weekday) {
      if (weekday) return DateFault::not_a_date;
      weekday = piece.weekday;
    } else {
      (piece.month != 0 ? months : numbers).push_back(piece);
    }
  }
  if (months.size() > 1 || (months.empty() && numbers.size() != 3)) return DateFault::not_a_date;
  const auto read = months.empty() ? from_numbers(numbers, pieces->dotted) : from_month_name(numbers, months.front());
  if (read && weekday && weekday_of(read->day) != *weekday) return DateFault::weekday_differs;
  return read;
}

Expected<Instant, DateFault> parse_moment(std::string_view text, std::string_view zone) {
  if (const auto instant = from_rfc3339(text)) return *instant;
  auto folded = text::search_key(text);
  if (folded.empty()) return DateFault::empty;
  const auto time = take_time(folded);
  if (!time) return time.error();
  while (!folded.empty() && (folded.back() == ' ' || folded.back() == ',' || folded.back() == 't')) folded.pop_back();
  if (folded.ends_with("،")) folded.resize(folded.size() - std::string_view("،").size());
  const auto date = parse_date(folded);
  if (!date) return date.error();
  if (!*time) return start_of_day(date->day, zone);
  const auto& clock = **time;
  return to_instant({date->day, clock.hour, clock.minute, clock.second, 0}, zone);
}

}  // namespace sarnakh::time
