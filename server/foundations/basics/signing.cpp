#include "foundations/basics/signing.hpp"

#include <sodium.h>

#include "foundations/basics/random.hpp"

namespace sarnakh {

namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::string_view scheme = "v1,";
constexpr std::size_t key_bytes = 32, shortest_key = 24, longest_key = 64;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view message) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(message), message.size());
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(mac.data()));
  return mac;
}

std::string new_webhook_secret() { return std::string(secret_prefix) + to_base64(random_bytes(key_bytes)); }

bool is_webhook_secret(std::string_view text) {
  if (!text.starts_with(secret_prefix)) return false;
  const auto key = from_base64(text.substr(secret_prefix.size()));
  return key && key->size() >= shortest_key && key->size() <= longest_key;
}

std::string standard_signature(std::string_view secret, std::string_view id, std::string_view timestamp,
                               std::string_view body) {
  if (secret.starts_with(secret_prefix)) secret.remove_prefix(secret_prefix.size());
  std::string message{id};
  message.append(".").append(timestamp).append(".").append(body);
  return std::string(scheme) + to_base64(hmac_sha256(from_base64(secret).value_or(std::string(secret)), message));
}

}  // namespace sarnakh
