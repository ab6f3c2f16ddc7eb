#include "people.hpp"

#include <array>
#include <string_view>

namespace sarnakh::bench {

namespace {

// SplitMix64 (Steele, Lea, Flood 2014): a good mix of one number.
std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ull;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
  return x ^ (x >> 31);
}

constexpr std::array<std::string_view, 24> persian_first{
    "سارا", "مریم", "زهرا", "فاطمه", "نرگس", "الهام", "نیلوفر", "پریسا", "مهسا",  "شیرین", "لیلا", "ریحانه",
    "علی",  "رضا",  "محمد", "حسین",  "امیر", "مهدی",  "آرش",    "کیان",  "بهرام", "پویا",  "سینا", "یاشار"};
constexpr std::array<std::string_view, 24> persian_last{
    "احمدی",  "محمدی",           "رضایی",         "کریمی", "حسینی",  "موسوی",  "جعفری",  "نوری",
    "صادقی",  "کاظمی",           "رحیمی",         "یزدی",  "شیرازی", "تهرانی", "کرمانی", "اصفهانی",
    "پورعلی", "نیک‌نام", "خوش‌رو", "راد",   "فرهادی", "قاسمی",  "گلزار",  "ژاله"};
constexpr std::array<std::string_view, 16> latin_first{"Sara",  "Maryam", "Nina",  "Emma", "Laura", "Aylin",
                                                       "Leyla", "Dana",   "Ali",   "Reza", "David", "Omar",
                                                       "Peter", "Kian",   "Arash", "John"};
constexpr std::array<std::string_view, 16> latin_last{"Ahmadi", "Rezaei", "Karimi", "Smith",  "Brown",   "Novak",
                                                      "Yilmaz", "Haddad", "Moradi", "Taylor", "Fischer", "Rossi",
                                                      "Garcia", "Nouri",  "Lang",   "Olsen"};
constexpr std::array<std::string_view, 6> needs{
    "مشاورهٔ رایگان", "قیمت آپارتمان دوخوابه", "نوبت معاینه", "a demo for our team", "price list", "دورهٔ حسابداری"};
constexpr std::array<std::string_view, 5> sources{"google", "instagram", "telegram", "newsletter", ""};
constexpr std::array<std::string_view, 5> mediums{"cpc", "social", "message", "email", ""};
constexpr std::array<std::string_view, 4> campaigns{"autumn", "nowruz-1405", "پاییز", "launch"};
constexpr std::array<std::string_view, 10> persian_digits{"۰", "۱", "۲", "۳", "۴", "۵", "۶", "۷", "۸", "۹"};

// Eight digits after the operator's prefix: a permutation of the numbers below 10^8 (a multiplier with no
// common factor).
std::string subscriber(std::uint64_t number) {
  const auto scattered = (number * 61'803'399ull + 12'345'678ull) % 100'000'000ull;
  auto digits = std::to_string(scattered);
  return std::string(8 - digits.size(), '0') + digits;
}

// The last prefix digit: 910 … 919 for every person; the tenth digit of the number comes with it.
std::string national(std::uint64_t number) { return "91" + subscriber(number); }

template <std::size_t Size>
std::string pick(const std::array<std::string_view, Size>& list, std::uint64_t random) {
  return std::string(list[random % Size]);
}

}  // namespace

std::string phone_of(std::uint64_t number) { return "+98" + national(number); }

Person person(std::uint64_t number) {
  const auto random = mix(number);
  Person person;
  const bool persian = random % 3 != 0;
  person.first_name = persian ? pick(persian_first, random >> 8) : pick(latin_first, random >> 8);
  person.last_name = persian ? pick(persian_last, random >> 16) : pick(latin_last, random >> 16);
  const auto digits = national(number);
  switch ((random >> 24) % 3) {
    case 0:
      person.phone = "0" + digits;
      break;
    case 1:
      person.phone = "+98 " + digits.substr(0, 3) + " " + digits.substr(3);
      break;
    default:
      person.phone = persian_digits[0];
      for (const char digit : digits) person.phone += persian_digits[static_cast<std::size_t>(digit - '0')];
  }
  if ((random >> 32) % 5 != 0) {
    constexpr std::array<std::string_view, 4> domains{"example.com", "example.org", "mail.example.net", "example.ir"};
    person.email = pick(latin_first, random >> 40) + "." + std::to_string(number) + "@" + pick(domains, random >> 44);
  }
  person.need = pick(needs, random >> 48);
  const auto source = (random >> 52) % sources.size();
  person.utm_source = sources[source];
  person.utm_medium = mediums[source];
  if (!person.utm_source.empty()) person.utm_campaign = pick(campaigns, random >> 56);
  constexpr std::array<std::string_view, 5> stages{"awareness", "awareness", "intent", "", ""};
  person.stage = stages[(random >> 60) % stages.size()];
  return person;
}

}  // namespace sarnakh::bench
