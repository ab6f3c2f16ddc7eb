#include "foundations/text/identity.hpp"

#include <algorithm>
#include <array>

#include "foundations/text/ascii.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/letters.hpp"

namespace sarnakh::text {

namespace {

int value(char c) { return c - '0'; }

// The digits of a number as typed; spaces, dashes and invisible marks between them go. Anything else is a fault.
Expected<std::string, IdentityFault> digits_of(std::string_view text) {
  const auto folded = ascii_digits(clean_text(text));
  std::string digits;
  for (std::size_t at = 0; at < folded.size();) {
    const auto code = next_code_point(folded, at);
    if (code >= '0' && code <= '9')
      digits += static_cast<char>(code);
    else if (code != '-' && code != half_space && !is_space(code))
      return IdentityFault::not_digits;
  }
  if (digits.empty()) return IdentityFault::empty;
  return digits;
}

bool all_alike(std::string_view digits) { return digits.find_first_not_of(digits.front()) == std::string_view::npos; }

// ISO 7064 mod 97-10 of a text of digits and letters A-Z (10-35).
int mod_97(std::string_view text) {
  int rest = 0;
  for (const char c : text) rest = is_digit(c) ? (rest * 10 + value(c)) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  return rest;
}

}  // namespace

std::string_view name_of(IdentityFault fault) {
  switch (fault) {
    case IdentityFault::empty:
      return "identity_empty";
    case IdentityFault::not_digits:
      return "identity_not_digits";
    case IdentityFault::wrong_length:
      return "identity_wrong_length";
    case IdentityFault::impossible:
      return "identity_impossible";
    case IdentityFault::wrong_check_digit:
      return "identity_wrong_check_digit";
  }
  return "identity_not_digits";
}

Expected<std::string, IdentityFault> parse_national_id(std::string_view text) {
  auto digits = digits_of(text);
  if (!digits) return digits.error();
  if (digits->size() < 8 || digits->size() > 10) return IdentityFault::wrong_length;
  digits->insert(0, 10 - digits->size(), '0');
  if (all_alike(*digits)) return IdentityFault::impossible;
  int sum = 0;
  for (int i = 0; i < 9; ++i) sum += value((*digits)[static_cast<std::size_t>(i)]) * (10 - i);
  const int rest = sum % 11;
  if (value(digits->back()) != (rest < 2 ? rest : 11 - rest)) return IdentityFault::wrong_check_digit;
  return digits;
}

Expected<std::string, IdentityFault> parse_company_id(std::string_view text) {
  auto digits = digits_of(text);
  if (!digits) return digits.error();
  if (digits->size() != 11) return IdentityFault::wrong_length;
  if (digits->substr(3, 6) == "000000") return IdentityFault::impossible;
  constexpr std::array<int, 5> weights{29, 27, 23, 19, 17};
  const int shift = value((*digits)[9]) + 2;
  int sum = 0;
  for (std::size_t i = 0; i < 10; ++i) sum += (value((*digits)[i]) + shift) * weights[i % 5];
  if (value(digits->back()) != sum % 11 % 10) return IdentityFault::wrong_check_digit;
  return digits;
}

Expected<std::string, IdentityFault> parse_sheba(std::string_view text) {
  auto rest = clean_text(text);
  if (rest.size() >= 2 && (rest[0] == 'I' || rest[0] == 'i') && (rest[1] == 'R' || rest[1] == 'r')) rest.erase(0, 2);
  const auto digits = digits_of(rest);
  if (!digits) return digits.error();
  if (digits->size() != 24) return IdentityFault::wrong_length;
  // BBAN, then the country's letters and the check digits, all as one number.
  if (mod_97(digits->substr(2) + "IR" + digits->substr(0, 2)) != 1) return IdentityFault::wrong_check_digit;
  return "IR" + *digits;
}

std::string sheba_bank(std::string_view sheba) { return std::string(sheba.substr(4, 3)); }

Expected<std::string, IdentityFault> parse_card(std::string_view text) {
  auto digits = digits_of(text);
  if (!digits) return digits.error();
  if (digits->size() != 16) return IdentityFault::wrong_length;
  if (all_alike(*digits)) return IdentityFault::impossible;
  int sum = 0;
  for (std::size_t i = 0; i < 16; ++i) {
    const int doubled = value((*digits)[i]) * (i % 2 == 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  if (sum % 10 != 0) return IdentityFault::wrong_check_digit;
  return digits;
}

Expected<std::string, IdentityFault> parse_postal_code(std::string_view text) {
  auto digits = digits_of(text);
  if (!digits) return digits.error();
  if (digits->size() != 10) return IdentityFault::wrong_length;
  const auto first = digits->substr(0, 4);
  if (all_alike(first) || first.find_first_of("02") != std::string::npos) return IdentityFault::impossible;
  return digits;
}

}  // namespace sarnakh::text
