#include <array>

#include "foundations/time/format.hpp"

namespace sarnakh::time {

namespace {
using Months = std::array<std::string_view, 12>;
constexpr Months jalali_fa{"فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
                           "مهر",     "آبان",     "آذر",   "دی",  "بهمن",  "اسفند"};
constexpr Months jalali_en{"Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
                           "Mehr",      "Aban",        "Azar",    "Dey", "Bahman", "Esfand"};
constexpr Months gregorian_fa{"ژانویه", "فوریه", "مارس",    "آوریل", "مه",     "ژوئن",
                              "ژوئیه",  "اوت",   "سپتامبر", "اکتبر", "نوامبر", "دسامبر"};
constexpr Months gregorian_en{"January", "February", "March",     "April",   "May",      "June",
                              "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> weekdays_fa{"شنبه",     "یکشنبه",  "دوشنبه", "سه‌شنبه",
                                                      "چهارشنبه", "پنجشنبه", "جمعه"};
constexpr std::array<std::string_view, 7> weekdays_en{"Saturday",  "Sunday",   "Monday", "Tuesday",
                                                      "Wednesday", "Thursday", "Friday"};
}  // namespace

std::string_view month_name(Calendar calendar, int month, Language language) {
  const auto index = static_cast<std::size_t>(month - 1);
  if (calendar == Calendar::jalali) return (language == Language::fa ? jalali_fa : jalali_en)[index];
  return (language == Language::fa ? gregorian_fa : gregorian_en)[index];
}

std::string_view weekday_name(Weekday weekday, Language language) {
  return (language == Language::fa ? weekdays_fa : weekdays_en)[static_cast<std::size_t>(weekday)];
}

}  // namespace sarnakh::time
