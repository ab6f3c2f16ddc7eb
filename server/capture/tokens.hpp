#pragma once

// The token of a visitor's page: which form, when it was made, and a number of its own, signed with the form's secret.
// It is the flow of one visitor: all steps, clicks and retries that carry it are one submission.

#include <optional>
#include <string>
#include <string_view>

#include "capture/form.hpp"

namespace sarnakh::capture {

struct PageToken {
  Instant made_at;
  std::string flow;
};

std::string make_token(const Form& form, Instant now);
// Nothing when it is not ours.
std::optional<PageToken> read_token(const Form& form, std::string_view token);

// Proof of work: SHA-256 of "<token>:<proof>" begins with this many zero bits. About 0.2 s in a browser.
inline constexpr int proof_bits = 14;
bool is_proof(std::string_view token, std::string_view proof);

}  // namespace sarnakh::capture
