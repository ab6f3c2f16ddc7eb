// Tokens of pages and proofs of work: nothing but our own is taken.

#include "capture/tokens.hpp"
#include "fuzz/input.hpp"

using namespace sarnakh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const capture::Form form = [] {
    capture::Form made;
    made.public_id = "page";
    made.secret = "0123456789abcdef0123456789abcdef";
    return made;
  }();
  const auto input = fuzz::text_of(bytes, size);
  fuzz::must(!capture::read_token(form, input).has_value());
  auto token = capture::make_token(form, Instant{1'790'000'000'000});
  fuzz::must(capture::read_token(form, token).has_value());
  if (!input.empty()) {
    const auto at = bytes[0] % token.size();
    const char other = input.back();
    if (token[at] != other) {
      token[at] = other;
      fuzz::must(!capture::read_token(form, token).has_value());
    }
  }
  capture::is_proof(input, input.substr(0, 20));
  return 0;
}
