#pragma once

// Passwords as Argon2id hashes (libsodium), and tokens as hashes.

#include <string>
#include <string_view>

namespace sarnakh::accounts {

enum class Cost { usual, least };

// At least 10 characters, at most 1,024 bytes: Problem "password_too_short", "too_long".
void check_password(std::string_view password);
std::string hash_password(std::string_view password, Cost cost);
// False also for an empty hash, after the same work: who does not exist takes as long as who does.
bool verify_password(const std::string& hash, std::string_view password, Cost cost);

// What is stored of a token: hex of its BLAKE2b.
std::string hash_token(std::string_view token);

}  // namespace sarnakh::accounts
