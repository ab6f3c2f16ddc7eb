#include "accounts/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "foundations/basics/random.hpp"

namespace sarnakh::accounts {

namespace {

constexpr std::int64_t window_ms = 30'000;
constexpr std::uint32_t six_digits = 1'000'000;

std::string percent(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       byte == '-' || byte == '.' || byte == '_' || byte == '@';
    if (plain)
      out += c;
    else
      out += "%" + to_hex(std::string_view(&c, 1));
  }
  return out;
}

}  // namespace

std::int64_t window_of(Instant at) { return at.ms / window_ms; }

std::string code_of_window(std::string_view secret, std::int64_t window) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[counter.size() - 1 - i] = static_cast<unsigned char>(static_cast<std::uint64_t>(window) >> (8 * i));
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned length = 0;
  HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), hash.data(),
       &length);
  const auto at = static_cast<std::size_t>(hash[length - 1] & 0x0F);
  const auto number =
      (static_cast<std::uint32_t>(hash[at] & 0x7F) << 24 | static_cast<std::uint32_t>(hash[at + 1]) << 16 |
       static_cast<std::uint32_t>(hash[at + 2]) << 8 | hash[at + 3]) %
      six_digits;
  const auto digits = std::to_string(number);
  return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> matching_window(std::string_view secret, std::string_view code, Instant at,
                                            std::int64_t last) {
  const auto now = window_of(at);
  for (const auto window : {now, now - 1, now + 1})
    if (window > last && equal_in_constant_time(code_of_window(secret, window), code)) return window;
  return std::nullopt;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (held += 8; held >= 5; held -= 5) out += letters[bits >> (held - 5) & 31];
  }
  if (held > 0) out += letters[bits << (5 - held) & 31];
  return out;
}

std::string otpauth_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
  return "otpauth://totp/" + percent(issuer) + ":" + percent(account) + "?secret=" + base32(secret) +
         "&issuer=" + percent(issuer);
}

}  // namespace sarnakh::accounts
