#pragma once

// Phone numbers as people type them, to the one form that is stored and compared: E.164, "+989121234567", and the
// extension.
//
// Read are Persian and Arabic digits, spaces, dashes, brackets, 0912…, 912… (spreadsheets eat the zero), 98…,
// 0098…, +98…, a word before («تلفن:», "tel:") and an extension after («داخلی ۱۲», "ext 12"). A mobile of
// Iran (09 and nine digits) is never refused for a prefix we do not know: operators get new ones faster than
// software does. Numbers of other countries are judged by libphonenumber.

#include <string>
#include <string_view>

#include "foundations/basics/caller.hpp"
#include "foundations/basics/expected.hpp"

namespace sarnakh::text {

enum class PhoneKind { mobile, landline, other };
std::string_view name_of(PhoneKind kind);  // "mobile", "landline", "other"

enum class PhoneFault { empty, not_a_number, too_short, too_long, unknown_country, no_such_number };
std::string_view name_of(PhoneFault fault);  // "phone_empty", "phone_not_a_number", …

struct Phone {
  std::string e164;       // "+989121234567"
  std::string extension;  // ASCII digits, "" for none
  PhoneKind kind = PhoneKind::other;

  // What is kept and compared: behind a switchboard each extension is a number of its own, "+982188887777;ext=12"
  // (RFC 3966). A mobile has no extensions.
  std::string dialled() const;
  bool operator==(const Phone&) const = default;
};

// Where numbers are at home when they do not say it.
struct PhoneHome {
  std::string_view region = "IR";
  std::string_view area = {};
};

// `default_region` (ISO 3166, two letters) reads numbers without a country code. `default_area` with its
// leading zero ("021") completes a bare Iranian landline of eight digits; "" refuses such a number as too
// short.
Expected<Phone, PhoneFault> parse_phone(std::string_view text, std::string_view default_region = "IR",
                                        std::string_view default_area = {});
inline Expected<Phone, PhoneFault> parse_phone(std::string_view text, const PhoneHome& home) {
  return parse_phone(text, home.region, home.area);
}

// The number of what is dialled, without its extension.
std::string_view number_of(std::string_view dialled);

// For people: an Iranian number in Persian is «۰۹۱۲ ۱۲۳ ۴۵۶۷», in English "+98 912 123 4567"; others are
// international in both; «داخلی ۱۲», "ext. 12" behind it. What is no E.164 comes back as it is. parse_phone reads all
// of these again.
std::string format_phone(std::string_view dialled, Language language);

}  // namespace sarnakh::text
