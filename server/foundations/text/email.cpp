#include "foundations/text/email.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <optional>

#include "foundations/text/fold.hpp"
#include "foundations/text/host.hpp"
#include "foundations/text/letters.hpp"
#include "foundations/text/url.hpp"

namespace sarnakh::text {
namespace {

// White space and marks that come along when an address is copied.
std::string_view without_edges(std::string_view text) {
  const auto ignorable = [](char32_t c) {
    return is_space(c) || is_bidi_control(c) || is_invisible(c) || c == half_space;
  };
  while (!text.empty()) {
    std::size_t position = 0;
    if (!ignorable(next_code_point(text, position))) break;
    text.remove_prefix(position);
  }
  while (!text.empty()) {
    auto start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    std::size_t position = start;
    if (!ignorable(next_code_point(text, position))) break;
    text.remove_suffix(text.size() - start);
  }
  return text;
}

// RFC 5322 atext, and with RFC 6531 everything beyond ASCII that can be seen.
bool is_atom_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool is_dot_atom(std::string_view local) {
  if (local.empty() || local.front() == '.' || local.back() == '.' || local.find("..") != local.npos) return false;
  for (const char c : local) {
    if (c != '.' && !is_atom_byte(c)) return false;
  }
  return true;
}

bool has_unseen(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    const auto c = next_code_point(text, position);
    if (is_control(c) || is_bidi_control(c) || is_invisible(c) || (c != ' ' && c != '\t' && is_space(c))) return true;
    if (c == half_space || c == 0x200D) return true;
    if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || c == 0xFFFD) return true;
  }
  return false;
}

// Moves past spaces and comments ("(…)", nested, with quoted pairs); false when a comment is not closed.
bool skip_comments(std::string_view text, std::size_t& position) {
  int depth = 0;
  for (; position < text.size(); ++position) {
    const char c = text[position];
    if (c == '(') {
      ++depth;
    } else if (c == ')' && depth > 0) {
      --depth;
    } else if (c == '\\' && depth > 0) {
      if (++position >= text.size()) return false;
    } else if (depth == 0 && c != ' ' && c != '\t') {
      break;
    }
  }
  return depth == 0;
}

// A quoted string from its opening quote; its content without quotes and backslashes.
std::optional<std::string> read_quoted(std::string_view text, std::size_t& position) {
  std::string content;
  for (++position; position < text.size(); ++position) {
    char c = text[position];
    if (c == '"') {
      ++position;
      return content;
    }
    if (c == '\\') {
      if (++position >= text.size()) return std::nullopt;
      c = text[position];
    }
    if (c == '\t') return std::nullopt;  // RFC 5321: printable characters and space
    content += c;
  }
  return std::nullopt;
}

std::string quoted(std::string_view content) {
  std::string result = "\"";
  for (const char c : content) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

// The local part in its shortest form (RFC 5321 4.1.2: quotes only where needed), and the position behind it.
Expected<std::string, EmailFault> read_local(std::string_view text, std::size_t& position) {
  if (!skip_comments(text, position)) return EmailFault::local_malformed;
  std::string local;
  if (position < text.size() && text[position] == '"') {
    const auto content = read_quoted(text, position);
    if (!content) return EmailFault::local_malformed;
    local = is_dot_atom(*content) ? *content : quoted(*content);
  } else {
    const auto start = position;
    while (position < text.size() && (is_atom_byte(text[position]) || text[position] == '.')) ++position;
    local = std::string(text.substr(start, position - start));
    if (local.empty())
      return position < text.size() && text[position] == '@' ? EmailFault::local_empty : EmailFault::local_malformed;
    if (!is_dot_atom(local)) return EmailFault::local_malformed;
  }
  if (!skip_comments(text, position)) return EmailFault::local_malformed;
  if (position >= text.size()) return EmailFault::no_at;
  if (text[position] != '@') return EmailFault::local_malformed;
  if (local.size() > 64) return EmailFault::local_too_long;
  ++position;
  return local;
}

// "[192.0.2.1]" or "[IPv6:2001:db8::1]" in one form.
Expected<std::string, EmailFault> read_literal(std::string_view literal) {
  if (literal.size() < 3 || literal.back() != ']') return EmailFault::literal_malformed;
  const auto inside = literal.substr(1, literal.size() - 2);
  if (const auto address = canonical_ipv4(inside); !address.empty()) return "[" + address + "]";
  constexpr std::string_view tag = "ipv6:";
  if (inside.size() > tag.size() && search_key(inside.substr(0, tag.size())) == tag) {
    const auto address = canonical_ipv6(inside.substr(tag.size()));
    if (!address.empty()) return "[IPv6:" + address + "]";
  }
  return EmailFault::literal_malformed;
}

// Top-level domains are letters (two at least) or A-labels; this also refuses bare addresses.
bool is_top_level(std::string_view label) {
  if (label.starts_with("xn--")) return true;
  if (label.size() < 2) return false;
  for (const char c : label) {
    if (c < 'a' || c > 'z') return false;
  }
  return true;
}

Expected<std::string, EmailFault> read_domain(std::string_view text, std::size_t position) {
  if (!skip_comments(text, position)) return EmailFault::domain_malformed;
  const auto start = position;
  if (position < text.size() && text[position] == '[') {
    position = std::min(text.find(']', position), text.size() - 1) + 1;
  } else {
    while (position < text.size() && text[position] != ' ' && text[position] != '\t' && text[position] != '(')
      ++position;
  }
  const auto domain = text.substr(start, position - start);
  if (!skip_comments(text, position) || position < text.size()) return EmailFault::domain_malformed;
  if (domain.empty()) return EmailFault::domain_empty;
  if (domain.front() == '[') return read_literal(domain);

  HostFault fault{};
  auto host = ascii_host_name(domain, HostAlphabet::strict, fault);
  if (fault == HostFault::label_too_long) return EmailFault::label_too_long;
  if (fault == HostFault::too_long) return EmailFault::too_long;
  if (fault != HostFault::none) return EmailFault::domain_malformed;
  const auto dot = host.rfind('.');
  if (dot == host.npos || !is_top_level(std::string_view(host).substr(dot + 1)))
    return EmailFault::domain_not_qualified;
  return host;
}

// Case folded and composed, so that "Ünal" and "ünal" typed on any system are one.
std::string folded(std::string_view local) {
  UErrorCode status = U_ZERO_ERROR;
  auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(local.data(), static_cast<std::int32_t>(local.size())));
  text.foldCase();
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_SUCCESS(status)) {
    const auto composed = nfc->normalize(text, status);
    if (U_SUCCESS(status)) text = composed;
  }
  std::string result;
  text.toUTF8String(result);
  return result;
}

}  // namespace

std::string_view name_of(EmailFault fault) {
  switch (fault) {
    case EmailFault::empty:
      return "email_empty";
    case EmailFault::malformed_text:
      return "email_malformed_text";
    case EmailFault::no_at:
      return "email_no_at";
    case EmailFault::local_empty:
      return "email_local_empty";
    case EmailFault::local_malformed:
      return "email_local_malformed";
    case EmailFault::local_too_long:
      return "email_local_too_long";
    case EmailFault::domain_empty:
      return "email_domain_empty";
    case EmailFault::domain_malformed:
      return "email_domain_malformed";
    case EmailFault::domain_not_qualified:
      return "email_domain_not_qualified";
    case EmailFault::label_too_long:
      return "email_label_too_long";
    case EmailFault::literal_malformed:
      return "email_literal_malformed";
    case EmailFault::too_long:
      break;
  }
  return "email_too_long";
}

Expected<Email, EmailFault> parse_email(std::string_view text) {
  // With comments an address may be longer than what is sent, but not endless.
  if (text.size() > 2000) return EmailFault::too_long;
  text = without_edges(text);
  if (text.empty()) return EmailFault::empty;
  if (!valid_utf8(text) || has_unseen(text)) return EmailFault::malformed_text;

  std::size_t position = 0;
  auto local = read_local(text, position);
  if (!local) return local.error();
  auto domain = read_domain(text, position);
  if (!domain) return domain.error();

  Email email;
  email.address = *local + '@' + *domain;
  // RFC 5321: a path has 256 octets, its brackets included.
  if (email.address.size() > 254) return EmailFault::too_long;
  email.key = folded(*local) + '@' + (domain->front() == '[' ? folded(*domain) : *domain);
  email.display = *local + '@' + (domain->front() == '[' ? *domain : display_host(*domain));
  return email;
}

}  // namespace sarnakh::text
