#include "intake/signature.hpp"

#include <algorithm>

#include "foundations/basics/ids.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/basics/signing.hpp"

namespace sarnakh::intake {

namespace {

constexpr std::size_t most_signatures = 16;
constexpr std::size_t longest_id = 256;
constexpr auto most_skew = time::minutes(5);

// Every secret is tried, also after one was right.
template <class Fits>
bool any(const std::vector<std::string>& secrets, Fits fits) {
  bool right = false;
  for (const auto& secret : secrets)
    right = static_cast<bool>(static_cast<int>(fits(secret)) | static_cast<int>(right));
  return right;
}

}  // namespace

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
    const auto ours = standard_signature(secret, headers.id, headers.timestamp, body);
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

Verdict typeform_verdict(const std::vector<std::string>& secrets, std::string_view header, std::string_view body) {
  const bool right = any(secrets, [&](const std::string& secret) {
    return equal_in_constant_time(header, "sha256=" + to_base64(hmac_sha256(secret, body)));
  });
  return right ? Verdict::right : Verdict::wrong;
}

Verdict meta_verdict(const std::vector<std::string>& secrets, std::string_view header, std::string_view body) {
  const bool right = any(secrets, [&](const std::string& secret) {
    return equal_in_constant_time(header, "sha256=" + to_hex(hmac_sha256(secret, body)));
  });
  return right ? Verdict::right : Verdict::wrong;
}

Verdict plain_verdict(const std::vector<std::string>& secrets, std::string_view given) {
  const bool right = any(secrets, [&](const std::string& secret) { return equal_in_constant_time(given, secret); });
  return right ? Verdict::right : Verdict::wrong;
}

}  // namespace sarnakh::intake
