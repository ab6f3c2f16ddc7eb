#pragma once

// Randomness from the operating system through libsodium, and the few primitives made of it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sarnakh {

// A uniformly random number in [0, bound). `bound` is not 0.
std::uint32_t random_below(std::uint32_t bound);

// `bytes` random bytes as base64url without padding: unguessable from 16 bytes (128 bits) on.
std::string random_token(std::size_t bytes = 24);

std::string random_bytes(std::size_t bytes);

// BLAKE2b-256 of `message`, keyed when `key` (16 to 64 bytes) is given; 32 raw bytes.
std::string hash_256(std::string_view message, std::string_view key = {});

std::string to_hex(std::string_view bytes);
// RFC 4648: with padding, and for addresses without.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
std::string to_base64url(std::string_view bytes);
// nullopt-free: an empty string when `text` is not base64url without padding.
std::string from_base64url(std::string_view text);

// Compares in a time that depends on the length alone.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace sarnakh
