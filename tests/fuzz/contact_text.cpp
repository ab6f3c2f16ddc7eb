// Phones, e-mails, names, addresses of pages, folded texts: read or refused, and what is read is stable.

#include "foundations/text/clean.hpp"
#include "foundations/text/email.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/phone.hpp"
#include "foundations/text/url.hpp"
#include "foundations/text/utf8.hpp"
#include "fuzz/input.hpp"

using namespace sarnakh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto input = fuzz::text_of(bytes, size);
  const auto clean = text::clean_text(input);
  fuzz::must(text::valid_utf8(clean));
  fuzz::must(text::clean_text(clean) == clean);
  const auto key = text::search_key(input);
  fuzz::must(text::search_key(key) == key);
  fuzz::must(text::search_key(clean) == key);
  if (const auto phone = text::parse_phone(input)) {
    const auto again = text::parse_phone(phone->e164);
    fuzz::must(again && again->e164 == phone->e164);
  }
  if (const auto email = text::parse_email(input)) {
    const auto again = text::parse_email(email->address);
    fuzz::must(again && again->key == email->key);
  }
  if (const auto url = text::parse_url(input)) {
    const auto again = text::parse_url(text::to_string(*url));
    fuzz::must(again && text::to_string(*again) == text::to_string(*url));
  }
  for (const auto kind : text::clean_kinds()) fuzz::must(text::valid_utf8(text::clean_line(kind, input)));
  return 0;
}
