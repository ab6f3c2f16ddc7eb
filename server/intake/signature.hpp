#pragma once

// Whether a body comes from who knows the secret. Every comparison takes the same time, right or wrong.

#include <string>
#include <string_view>
#include <vector>

#include "foundations/time/instant.hpp"

namespace sarnakh::intake {

enum class Verdict { right, wrong, clock_off };

// Standard Webhooks 1.0.0: HMAC-SHA256 over "<id>.<timestamp>.<body>", any of the signatures under any of the secrets
// ("whsec_…"), and a timestamp within five minutes of ours.
struct StandardHeaders {
  std::string_view id, timestamp, signature;
};
Verdict standard_verdict(const std::vector<std::string>& secrets, const StandardHeaders& headers, std::string_view body,
                         Instant now);

// Typeform: "sha256=<base64 of HMAC-SHA256 over the body>".
Verdict typeform_verdict(const std::vector<std::string>& secrets, std::string_view header, std::string_view body);

// Meta: "sha256=<hex of HMAC-SHA256 over the body>".
Verdict meta_verdict(const std::vector<std::string>& secrets, std::string_view header, std::string_view body);

// A key that is sent as it is.
Verdict plain_verdict(const std::vector<std::string>& secrets, std::string_view given);

}  // namespace sarnakh::intake
