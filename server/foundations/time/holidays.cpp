#include "foundations/time/holidays.hpp"

#include <unicode/calendar.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <memory>
#include <optional>

#include "foundations/text/fold.hpp"
#include "foundations/time/lunar.hpp"
#include "foundations/time/parse.hpp"

namespace sarnakh::time {
namespace {

struct Feast {
  int month;
  int day;  // 0: the last of the month
  std::string_view fa;
  std::string_view en;
};

constexpr std::array<Feast, 10> solar{{
    {1, 1, "نوروز", "Nowruz"},
    {1, 2, "نوروز", "Nowruz"},
    {1, 3, "نوروز", "Nowruz"},
    {1, 4, "نوروز", "Nowruz"},
    {1, 12, "روز جمهوری اسلامی", "Islamic Republic Day"},
    {1, 13, "روز طبیعت", "Nature Day"},
    {3, 14, "رحلت امام خمینی", "Death of Khomeini"},
    {3, 15, "قیام ۱۵ خرداد", "Revolt of 15 Khordad"},
    {11, 22, "پیروزی انقلاب", "Revolution Day"},
    {12, 29, "ملی شدن صنعت نفت", "Oil Nationalisation Day"},
}};

constexpr std::array<Feast, 17> lunar{{
    {1, 9, "تاسوعا", "Tasu'a"},
    {1, 10, "عاشورا", "Ashura"},
    {2, 20, "اربعین", "Arba'in"},
    {2, 28, "رحلت پیامبر", "Death of the Prophet"},
    {2, 0, "شهادت امام رضا", "Martyrdom of Imam Reza"},
    {3, 8, "شهادت امام حسن عسکری", "Martyrdom of Imam Hasan al-Askari"},
    {3, 17, "میلاد پیامبر", "Birth of the Prophet"},
    {6, 3, "شهادت حضرت فاطمه", "Martyrdom of Fatima"},
    {7, 13, "ولادت امام علی", "Birth of Imam Ali"},
    {7, 27, "مبعث", "Mab'ath"},
    {8, 15, "ولادت امام زمان", "Birth of Imam Mahdi"},
    {9, 21, "شهادت امام علی", "Martyrdom of Imam Ali"},
    {10, 1, "عید فطر", "Eid al-Fitr"},
    {10, 2, "تعطیلی عید فطر", "Eid al-Fitr, second day"},
    {10, 25, "شهادت امام صادق", "Martyrdom of Imam Sadiq"},
    {12, 10, "عید قربان", "Eid al-Adha"},
    {12, 18, "عید غدیر", "Eid al-Ghadir"},
}};

void add(Holidays& holidays, Day day, const Feast& feast, bool may_move) {
  auto& holiday = holidays[day];
  if (!holiday.fa.empty()) {
    holiday.fa += "، ";
    holiday.en += ", ";
  }
  holiday.fa += feast.fa;
  holiday.en += feast.en;
  // Of two feasts on one day the fixed one stays whatever the moon does.
  const bool alone = holiday.fa == feast.fa;
  holiday.may_move = may_move && (alone || holiday.may_move);
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

// False when the line cannot be read.
bool apply_line(Holidays& holidays, std::string_view line) {
  const bool removes = line.starts_with('-');
  if (removes) line = trimmed(line.substr(1));
  const auto space = std::min(line.find_first_of(" \t"), line.size());
  const auto date = parse_date(line.substr(0, space));
  const auto name = text::clean_text(line.substr(space));
  if (!date) return false;
  if (removes) {
    holidays.erase(date->day);
    return true;
  }
  if (name.empty()) return false;
  holidays[date->day] = {name, name, false};
  return true;
}

}  // namespace

Holidays holidays_of_iran(int first_year, int last_year) {
  Holidays holidays;
  const auto first = day_of(Calendar::jalali, {first_year, 1, 1});
  const auto last = day_of(Calendar::jalali, {last_year, 12, 29});
  if (!first || !last) return holidays;
  for (int year = first_year; year <= last_year; ++year) {
    for (const auto& feast : solar)
      add(holidays, *day_of(Calendar::jalali, {year, feast.month, feast.day}), feast, false);
  }
  const auto end = *last + 1;  // 30 Esfand of a leap year
  for (int year = first_lunar_year; year <= last_lunar_year; ++year) {
    for (const auto& feast : lunar) {
      const int number = feast.day != 0 ? feast.day : days_in_lunar_month(year, feast.month);
      const auto day = *lunar_month_start(year, feast.month) + (number - 1);
      // The computed years begin within 1399 and end within 1452: a Jalali year is given whole or not at all.
      const int jalali_year = date_of(Calendar::jalali, day).year;
      if (day >= *first && day <= end && jalali_year >= 1400 && jalali_year <= 1450 && jalali_year <= last_year) {
        add(holidays, day, feast, true);
      }
    }
  }
  return holidays;
}

std::vector<Weekday> weekend_of(std::string_view country) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(
      icu::Calendar::createInstance(icu::Locale("", std::string(country).c_str()), status));
  std::vector<Weekday> days;
  for (int day = 0; day < 7; ++day) {
    // ICU counts from Sunday, 1, to Saturday.
    const auto type = calendar->getDayOfWeekType(static_cast<UCalendarDaysOfWeek>(day == 0 ? 7 : day), status);
    if (type != UCAL_WEEKDAY) days.push_back(static_cast<Weekday>(day));
  }
  assert(U_SUCCESS(status));
  return days;
}

std::vector<OverrideFault> apply_overrides(Holidays& holidays, std::string_view file) {
  std::vector<OverrideFault> faults;
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  int number = 0;
  while (!file.empty()) {
    const auto end = std::min(file.find('\n'), file.size());
    const auto whole = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    ++number;
    const auto line = trimmed(whole.substr(0, whole.find('#')));
    if (!line.empty() && !apply_line(holidays, line)) faults.push_back({number, std::string(trimmed(whole))});
  }
  return faults;
}

}  // namespace sarnakh::time
