#include "accounts/passwords.hpp"

#include <sodium.h>

#include <array>
#include <map>
#include <mutex>
#include <stdexcept>

#include "foundations/basics/problem.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/text/utf8.hpp"

namespace sarnakh::accounts {

namespace {
unsigned long long operations(Cost cost) {
  return cost == Cost::usual ? crypto_pwhash_OPSLIMIT_INTERACTIVE : crypto_pwhash_OPSLIMIT_MIN;
}
std::size_t memory(Cost cost) {
  return cost == Cost::usual ? crypto_pwhash_MEMLIMIT_INTERACTIVE : crypto_pwhash_MEMLIMIT_MIN;
}

// A hash that no password fits, of the same cost as the real ones.
const std::string& hash_of_nobody(Cost cost) {
  static std::mutex mutex;
  static std::map<Cost, std::string> hashes;
  const std::lock_guard lock(mutex);
  auto& hash = hashes[cost];
  if (hash.empty()) hash = hash_password(random_token(), cost);
  return hash;
}
}  // namespace

void check_password(std::string_view password) {
  if (text::length(password) < 10) throw Problem{"password_too_short", "/password", {{"least", "10"}}};
  if (password.size() > 1024) throw Problem{"too_long", "/password", {{"most", "1024"}}};
}

std::string hash_password(std::string_view password, Cost cost) {
  random_below(2);  // libsodium is initialised by its first use
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), operations(cost), memory(cost),
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("no memory to hash a password");
  return hash.data();
}

bool verify_password(const std::string& hash, std::string_view password, Cost cost) {
  const auto& against = hash.empty() ? hash_of_nobody(cost) : hash;
  return crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0 && !hash.empty();
}

std::string hash_token(std::string_view token) { return to_hex(hash_256(token)); }

}  // namespace sarnakh::accounts
