#pragma once

// One-time codes by time (RFC 6238: SHA-1, 30 seconds, 6 digits, as every authenticator app has them). Plain functions
// of values.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "foundations/time/instant.hpp"

namespace sarnakh::accounts {

// The number of the half minute that `at` lies in.
std::int64_t window_of(Instant at);
std::string code_of_window(std::string_view secret, std::int64_t window);
// The window whose code was typed: this one, or one beside it for clocks that differ; nothing else, and nothing that is
// not after `last`.
std::optional<std::int64_t> matching_window(std::string_view secret, std::string_view code, Instant at,
                                            std::int64_t last);

// As people and apps read a secret (RFC 4648, without padding).
std::string base32(std::string_view bytes);
// What the picture for the app says: otpauth://totp/…
std::string otpauth_uri(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace sarnakh::accounts
