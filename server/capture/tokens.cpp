#include "capture/tokens.hpp"

#include <sodium.h>

#include <array>

#include "foundations/basics/random.hpp"

namespace sarnakh::capture {

namespace {

std::string signature_of(const Form& form, std::string_view body) {
  return to_base64url(hash_256(form.public_id + "." + std::string(body), form.secret).substr(0, 16));
}

}  // namespace

std::string make_token(const Form& form, Instant now) {
  const auto body = std::to_string(now.ms) + "." + random_token(12);
  return body + "." + signature_of(form, body);
}

std::optional<PageToken> read_token(const Form& form, std::string_view token) {
  if (token.size() > 200) return std::nullopt;
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (first == std::string_view::npos || last == first) return std::nullopt;
  const auto body = token.substr(0, last);
  if (!equal_in_constant_time(token.substr(last + 1), signature_of(form, body))) return std::nullopt;
  const auto made_at = parse_id(token.substr(0, first));
  if (!made_at) return std::nullopt;
  return PageToken{{*made_at}, std::string(token.substr(first + 1, last - first - 1))};
}

bool is_proof(std::string_view token, std::string_view proof) {
  if (proof.empty() || proof.size() > 20) return false;
  const auto text = std::string(token) + ":" + std::string(proof);
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  for (int bit = 0; bit < proof_bits; ++bit)
    if ((digest[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8)) & 1) return false;
  return true;
}

}  // namespace sarnakh::capture
