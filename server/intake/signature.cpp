#include "intake/signature.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "foundations/basics/ids.hpp"
#include "foundations/basics/random.hpp"

namespace sarnakh::intake {

namespace {

constexpr std::string_view secret_prefix = "whsec_";
constexpr std::string_view scheme = "v1,";
constexpr std::size_t most_signatures = 16;
constexpr std::size_t longest_id = 256;
constexpr auto most_skew = time::minutes(5);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string mac_of(std::string_view secret, std::string_view id, std::string_view timestamp, std::string_view body) {
  if (secret.starts_with(secret_prefix)) secret.remove_prefix(secret_prefix.size());
  std::string message{id};
  message.append(".").append(timestamp).append(".").append(body);
  return std::string(scheme) + to_base64(hmac_sha256(from_base64(secret).value_or(std::string(secret)), message));
}

// Every secret is tried, also after one was right.
template <class Fits>
bool any(const std::vector<std::string>& secrets, Fits fits) {
  bool right = false;
  for (const auto& secret : secrets)
    right = static_cast<bool>(static_cast<int>(fits(secret)) | static_cast<int>(right));
  return right;
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view message) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(message), message.size());
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, reinterpret_cast<unsigned char*>(mac.data()));
  return mac;
}

Verdict standard_verdict(const std::vector<std::string>& secrets, const StandardHeaders& headers, std::string_view body,
                         Instant now) {
  if (headers.id.empty() || headers.id.size() > longest_id) return Verdict::wrong;
  std::vector<std::string_view> given;
  for (auto rest = headers.signature; !rest.empty() && given.size() < most_signatures;) {
    const auto space = std::min(rest.find(' '), rest.size());
    given.push_back(rest.substr(0, space));
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  const bool right = any(secrets, [&](const std::string& secret) {
    const auto ours = mac_of(secret, headers.id, headers.timestamp, body);
    bool one = false;
    for (const auto& theirs : given) one = equal_in_constant_time(theirs, ours) || one;
    return one;
  });
  if (!right) return Verdict::wrong;
  const auto seconds = parse_id(headers.timestamp);
  if (!seconds || *seconds > 1'000'000'000'000) return Verdict::clock_off;
  const Instant sent{*seconds * 1000};
  return sent < now - most_skew || now + most_skew < sent ? Verdict::clock_off : Verdict::right;
}

std::string standard_signature(std::string_view secret, std::string_view id, std::string_view timestamp,
                               std::string_view body) {
  return mac_of(secret, id, timestamp, body);
}

Verdict typeform_verdict(const std::vector<std::string>& secrets, std::string_view header, std::string_view body) {
  const bool right = any(secrets, [&](const std::string& secret) {
    return equal_in_constant_time(header, "sha256=" + to_base64(hmac_sha256(secret, body)));
  });
  return right ? Verdict::right : Verdict::wrong;
}

Verdict plain_verdict(const std::vector<std::string>& secrets, std::string_view given) {
  const bool right = any(secrets, [&](const std::string& secret) { return equal_in_constant_time(given, secret); });
  return right ? Verdict::right : Verdict::wrong;
}

}  // namespace sarnakh::intake
