#pragma once

// E-mail addresses. Accepted is every address that mail can be sent to: dot-atoms, quoted local parts, plus
// and the rest of the specials, internationalised local parts (RFC 6531) and domains (IDNA 2008 as UTS 46
// maps it), address literals, and comments around the parts (RFC 5322), which are dropped. Refused is every
// syntax that no mail server takes. Whether the mailbox exists is not this header's business.

#include <string>
#include <string_view>

#include "foundations/basics/expected.hpp"

namespace sarnakh::text {

enum class EmailFault {
  empty,
  malformed_text,  // not UTF-8, or control and invisible characters
  no_at,           // no @ between two parts
  local_empty,
  local_malformed,  // two dots in a row, a dot at an end, a character that needs quotes, quotes not closed
  local_too_long,   // over 64 octets
  domain_empty,
  domain_malformed,      // characters, hyphens or labels that no host name has
  domain_not_qualified,  // one label, or a last label that is no top-level domain ("a@localhost",
                         // "a@1.2.3.4")
  label_too_long,        // over 63 octets
  literal_malformed,     // "[…]" that is neither IPv4 nor "IPv6:" and an address
  too_long,              // over 254 octets in all
};
std::string_view name_of(EmailFault fault);  // "email_empty", "email_no_at", …

struct Email {
  std::string address;  // to send to: local part as given (quotes only where needed), domain lower-case A-labels
  std::string key;      // to match with: address with a case-folded local part; two with the same key are one person
  std::string display;  // to show: domain in its own script

  bool operator==(const Email&) const = default;
};

// White space and invisible marks around the address are forgiven; nothing else is guessed or mended.
Expected<Email, EmailFault> parse_email(std::string_view text);

}  // namespace sarnakh::text
