#include "foundations/text/phone.hpp"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <array>
#include <optional>

#include "foundations/text/ascii.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/letters.hpp"

namespace sarnakh::text {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

// More than any number with its label and extension; what is longer is a paragraph.
constexpr std::size_t longest_input = 200;
constexpr std::string_view extension_mark = ";ext=";

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

// What is written with a number, as one alphabet: ASCII digits, "+", "-", spaces and brackets; words in small
// letters.
std::string plain_form(std::string_view text) {
  std::string plain;
  const auto digits = ascii_digits(text);
  for (std::size_t position = 0; position < digits.size();) {
    auto c = next_code_point(digits, position);
    if (is_bidi_control(c) || is_invisible(c) || is_control(c) || c == half_space || c == tatweel) continue;
    if (is_space(c)) c = ' ';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63 || c == 0xFF0D || c == 0x30FC) c = '-';
    if (c == 0xFF0B || c == 0xFE62) c = '+';
    if (c >= 'A' && c <= 'Z') c = c - 'A' + 'a';
    if (c == 0x064A || c == 0x0649) c = 0x06CC;
    append_utf8(plain, c);
  }
  return plain;
}

// A comma or a full stop after the number belongs to the sentence it was copied from.
std::string_view without_end_marks(std::string_view text) {
  for (bool found = true; found;) {
    found = false;
    text = trimmed(text);
    for (const std::string_view mark : {"،", ",", ".", "؛", ";", ":"})
      if (text.ends_with(mark)) {
        text.remove_suffix(mark.size());
        found = true;
      }
  }
  return text;
}

// «تلفن همراه: », "tel:" and the like before the number.
std::string_view without_label(std::string_view text) {
  static constexpr std::array<std::string_view, 17> labels = {"شماره", "تلفن", "موبایل",   "همراه", "تماس",   "ثابت",
                                                              "دفتر",  "منزل", "phone",    "tel",   "mobile", "cell",
                                                              "call",  "fax",  "whatsapp", "no",    "m"};
  for (bool found = true; found;) {
    found = false;
    text = trimmed(text);
    while (!text.empty() && (text.front() == ':' || text.front() == '.' || text.front() == ',')) {
      text = trimmed(text.substr(1));
    }
    for (const auto label : labels) {
      if (text.starts_with(label)) {
        text.remove_prefix(label.size());
        found = true;
        break;
      }
    }
  }
  return text;
}

// Takes the extension off the end: «داخلی ۱۲», "ext. 12", "x12", "#12", ";ext=12".
std::string take_extension(std::string_view& text) {
  static constexpr std::array<std::string_view, 8> marks = {"داخلی", "extension", ";ext=", "ext.",
                                                            "ext",   "#",         "int.",  "x"};
  for (const auto mark : marks) {
    const auto at = text.find(mark);
    if (at == std::string_view::npos || at == 0) continue;
    auto rest = trimmed(text.substr(at + mark.size()));
    while (!rest.empty() && (rest.front() == ':' || rest.front() == '.' || rest.front() == '-')) {
      rest = trimmed(rest.substr(1));
    }
    if (!all_digits(rest) || rest.size() > 8) continue;
    text = trimmed(text.substr(0, at));
    while (!text.empty() && (text.back() == ',' || text.back() == '-' || text.back() == '(')) {
      text = trimmed(text.substr(0, text.size() - 1));
    }
    return std::string(rest);
  }
  return {};
}

// The digits with a "+" before them when the number is international; nullopt when other characters stand
// there.
std::optional<std::string> bare_number(std::string_view text) {
  std::string number;
  for (const char c : text) {
    if (is_digit(c)) {
      number += c;
    } else if (c == '+') {
      if (!number.empty()) return std::nullopt;
      number += c;
    } else if (std::string_view(" -()./").find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  return number;
}

// The ten digits after the country code of an Iranian number, when `number` is one: 98…, 0…, or the digits
// alone.
std::string_view iranian_part(std::string_view number, bool iran_is_home) {
  const auto ten = [](std::string_view digits) {
    // "+98 (0) 912 …": the zero is for callers at home.
    if (digits.size() == 11 && digits.front() == '0') digits.remove_prefix(1);
    return digits.size() == 10 && digits.front() != '0' ? digits : std::string_view{};
  };
  if (number.starts_with("+98")) return ten(number.substr(3));
  if (number.starts_with('+')) return {};
  if (number.starts_with("0098") && number.size() > 12) return ten(number.substr(4));
  if (!iran_is_home) return {};
  if (number.size() == 12 && number.starts_with("98")) return ten(number.substr(2));
  if (number.size() == 11 && number.starts_with('0')) return ten(number);
  // Spreadsheets eat the zero; of landlines too, but their ten digits could as well be something else.
  if (number.size() == 10 && number.starts_with('9')) return number;
  return {};
}

// Area codes of the provinces (Tehran 021, Alborz 026, …); the subscriber has eight digits that begin with
// 2-9.
bool is_iranian_landline(std::string_view ten) {
  static constexpr std::array<std::string_view, 31> areas = {
      "11", "13", "17", "21", "23", "24", "25", "26", "28", "31", "34", "35", "38", "41", "44", "45",
      "51", "54", "56", "58", "61", "66", "71", "74", "76", "77", "81", "83", "84", "86", "87"};
  return std::find(areas.begin(), areas.end(), ten.substr(0, 2)) != areas.end() && ten[2] >= '2';
}

PhoneKind kind_of(const PhoneNumber& number, const PhoneNumberUtil& library) {
  switch (library.GetNumberType(number)) {
    case PhoneNumberUtil::MOBILE:
      return PhoneKind::mobile;
    case PhoneNumberUtil::FIXED_LINE:
      return PhoneKind::landline;
    default:
      return PhoneKind::other;
  }
}

// libphonenumber writes to its logger what it cannot read; that is a visitor's data, and no business of the
// log.
const PhoneNumberUtil& library() {
  static const auto& instance = *PhoneNumberUtil::GetInstance();
  return instance;
}

Expected<Phone, PhoneFault> parse_by_library(const std::string& number, std::string_view region,
                                             std::string extension) {
  PhoneNumber parsed;
  switch (library().Parse(number, std::string(region), &parsed)) {
    case PhoneNumberUtil::NO_PARSING_ERROR:
      break;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return PhoneFault::unknown_country;
    case PhoneNumberUtil::TOO_SHORT_NSN:
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD:
      return PhoneFault::too_short;
    case PhoneNumberUtil::TOO_LONG_NSN:
      return PhoneFault::too_long;
    default:
      return PhoneFault::not_a_number;
  }
  if (!library().IsValidNumber(parsed)) {
    switch (library().IsPossibleNumberWithReason(parsed)) {
      case PhoneNumberUtil::TOO_SHORT:
      case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
        return PhoneFault::too_short;
      case PhoneNumberUtil::TOO_LONG:
        return PhoneFault::too_long;
      default:
        return PhoneFault::no_such_number;
    }
  }
  Phone phone;
  library().Format(parsed, PhoneNumberUtil::E164, &phone.e164);
  phone.extension = std::move(extension);
  phone.kind = kind_of(parsed, library());
  return phone;
}

std::string format_number(std::string_view e164, Language language) {
  const bool iranian = e164.size() == 13 && e164.starts_with("+98") && all_digits(e164.substr(1));
  if (iranian) {
    const auto ten = std::string(e164.substr(3));
    const bool mobile = ten.front() == '9';
    const auto first = ten.substr(0, mobile ? 3 : 2);
    const auto second = ten.substr(first.size(), mobile ? 3 : 4);
    const auto third = ten.substr(first.size() + second.size());
    if (language == Language::en) return "+98 " + first + " " + second + " " + third;
    return persian_digits("0" + first + " " + second + " " + third);
  }
  PhoneNumber parsed;
  if (e164.size() > 20 || !e164.starts_with('+') || !all_digits(e164.substr(1)) ||
      library().Parse(std::string(e164), "ZZ", &parsed) != PhoneNumberUtil::NO_PARSING_ERROR) {
    return std::string(e164);
  }
  std::string shown;
  library().Format(parsed, PhoneNumberUtil::INTERNATIONAL, &shown);
  return language == Language::fa ? persian_digits(shown) : shown;
}

}  // namespace

std::string_view name_of(PhoneKind kind) {
  switch (kind) {
    case PhoneKind::mobile:
      return "mobile";
    case PhoneKind::landline:
      return "landline";
    case PhoneKind::other:
      break;
  }
  return "other";
}

std::string_view name_of(PhoneFault fault) {
  switch (fault) {
    case PhoneFault::empty:
      return "phone_empty";
    case PhoneFault::not_a_number:
      return "phone_not_a_number";
    case PhoneFault::too_short:
      return "phone_too_short";
    case PhoneFault::too_long:
      return "phone_too_long";
    case PhoneFault::unknown_country:
      return "phone_unknown_country";
    case PhoneFault::no_such_number:
      break;
  }
  return "phone_no_such_number";
}

Expected<Phone, PhoneFault> parse_phone(std::string_view text, std::string_view default_region,
                                        std::string_view default_area) {
  if (text.size() > longest_input) return PhoneFault::too_long;
  const auto plain = plain_form(text);
  if (trimmed(plain).empty()) return PhoneFault::empty;
  auto rest = without_label(without_end_marks(plain));
  if (rest.empty()) return PhoneFault::not_a_number;
  auto extension = take_extension(rest);
  auto number = bare_number(rest);
  if (!number || number->empty() || *number == "+") return PhoneFault::not_a_number;
  if (number->size() > 20) return PhoneFault::too_long;

  const bool iran_is_home = default_region == "IR";
  if (iran_is_home && number->size() == 8 && number->front() >= '2' && !default_area.empty()) {
    *number = std::string(default_area) + *number;
  }
  // Nine tenths of our numbers are these, and the library needs a hundred times as long for one.
  const auto ten = iranian_part(*number, iran_is_home);
  if (!ten.empty() && (ten.front() == '9' || is_iranian_landline(ten))) {
    return Phone{"+98" + std::string(ten), std::move(extension),
                 ten.front() == '9' ? PhoneKind::mobile : PhoneKind::landline};
  }
  // A mobile number with a digit too few looks like no number at all to the library; we know what is missing.
  if (iran_is_home && number->starts_with("09") && number->size() != 11)
    return number->size() < 11 ? PhoneFault::too_short : PhoneFault::too_long;
  // "98912…" without a plus would be a number of the region; "00" is how most of the world dials abroad.
  if (number->starts_with("00")) *number = "+" + number->substr(2);
  return parse_by_library(*number, default_region, std::move(extension));
}

std::string Phone::dialled() const {
  if (extension.empty() || kind == PhoneKind::mobile) return e164;
  return e164 + std::string(extension_mark) + extension;
}

std::string_view number_of(std::string_view dialled) { return dialled.substr(0, dialled.find(extension_mark)); }

std::string format_phone(std::string_view dialled, Language language) {
  const auto number = number_of(dialled);
  auto shown = format_number(number, language);
  if (number.size() == dialled.size()) return shown;
  const std::string extension(dialled.substr(number.size() + extension_mark.size()));
  return shown + (language == Language::fa ? " داخلی " + persian_digits(extension) : " ext. " + extension);
}

}  // namespace sarnakh::text
