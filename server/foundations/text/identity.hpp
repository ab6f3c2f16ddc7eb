#pragma once

// Iranian numbers with check digits. Each function takes the number as typed (any digits, spaces, dashes) and
// gives it as stored (ASCII, no separators), or says what is wrong.

#include <string>
#include <string_view>

#include "foundations/basics/expected.hpp"

namespace sarnakh::text {

enum class IdentityFault {
  empty,
  not_digits,
  wrong_length,
  impossible,  // all digits alike, or a part that is never given out
  wrong_check_digit,
};
std::string_view name_of(IdentityFault fault);  // "identity_empty", "identity_not_digits", …

// کد ملی of a person: ten digits; eight or nine get their leading zeros back. Unknown place prefixes are
// accepted.
Expected<std::string, IdentityFault> parse_national_id(std::string_view text);

// شناسهٔ ملی of a company: eleven digits.
Expected<std::string, IdentityFault> parse_company_id(std::string_view text);

// شبا: "IR" and 24 digits, with or without the letters; ISO 7064 mod 97.
Expected<std::string, IdentityFault> parse_sheba(std::string_view text);
// The three digits of a parsed sheba that name the bank: "054".
std::string sheba_bank(std::string_view sheba);

// Bank card: sixteen digits, Luhn.
Expected<std::string, IdentityFault> parse_card(std::string_view text);

// کد پستی: ten digits. It has no public check digit; refused are four equal leading digits, and 0 or 2 among
// them.
Expected<std::string, IdentityFault> parse_postal_code(std::string_view text);

}  // namespace sarnakh::text
