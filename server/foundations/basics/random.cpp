#include "foundations/basics/random.hpp"

#include <sodium.h>

#include <cassert>
#include <stdexcept>

namespace sarnakh {

namespace {
// libsodium must be initialised once before its first use, from whichever thread comes first. Its own stream, seeded by
// the kernel, spares a system call for every id.
void ready() {
  static const bool initialised =
      randombytes_set_implementation(&randombytes_internal_implementation) == 0 && sodium_init() >= 0;
  if (!initialised) throw std::runtime_error("libsodium could not be initialised");
}
}  // namespace

std::uint32_t random_below(std::uint32_t bound) {
  ready();
  assert(bound != 0);
  return randombytes_uniform(bound);
}

std::string random_bytes(std::size_t bytes) {
  ready();
  std::string result(bytes, '\0');
  randombytes_buf(result.data(), bytes);
  return result;
}

std::string random_token(std::size_t bytes) { return to_base64url(random_bytes(bytes)); }

std::string hash_256(std::string_view message, std::string_view key) {
  ready();
  std::string digest(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), digest.size(),
                     reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                     key.empty() ? nullptr : reinterpret_cast<const unsigned char*>(key.data()), key.size());
  return digest;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  result.reserve(bytes.size() * 2);
  for (const unsigned char byte : bytes) {
    result += digits[byte >> 4];
    result += digits[byte & 15];
  }
  return result;
}

namespace {

std::string encoded(std::string_view bytes, int variant) {
  ready();
  std::string result(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(result.data(), result.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    variant);
  result.pop_back();  // the terminating zero
  return result;
}

std::optional<std::string> decoded(std::string_view text, int variant) {
  ready();
  std::string result(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(result.data()), result.size(), text.data(), text.size(),
                        nullptr, &length, nullptr, variant) != 0)
    return std::nullopt;
  result.resize(length);
  return result;
}

}  // namespace

std::string to_base64(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::optional<std::string> from_base64(std::string_view text) { return decoded(text, sodium_base64_VARIANT_ORIGINAL); }

std::string to_base64url(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }
std::string from_base64url(std::string_view text) {
  return decoded(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING).value_or("");
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace sarnakh
