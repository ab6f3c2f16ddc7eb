#pragma once

// Signatures with a secret that two programs share: what we check of others' messages and what we write on ours.

#include <string>
#include <string_view>

namespace sarnakh {

std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 raw bytes

// Standard Webhooks 1.0.0. A secret is "whsec_" and the base64 of its key; the signature is "v1," and the base64 of
// HMAC-SHA256 over "<id>.<timestamp>.<body>", the timestamp in seconds.
std::string new_webhook_secret();
// Whether it is one that another program may give us: its key is of 24 to 64 bytes.
bool is_webhook_secret(std::string_view text);
std::string standard_signature(std::string_view secret, std::string_view id, std::string_view timestamp,
                               std::string_view body);

}  // namespace sarnakh
