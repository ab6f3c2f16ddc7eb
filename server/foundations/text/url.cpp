#include "foundations/text/url.hpp"

#include <libpsl.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "foundations/text/ascii.hpp"
#include "foundations/text/host.hpp"
#include "foundations/text/markup.hpp"
#include "foundations/text/utf8.hpp"

namespace sarnakh::text {

namespace {

constexpr std::size_t most_bytes = 8192;
constexpr std::size_t most_parameters = 200;
// The last is our own: the link that was followed (server/links).
constexpr std::array<std::string_view, 14> click_ids{"gclid",  "gbraid", "wbraid", "dclid",       "msclkid",
                                                     "fbclid", "yclid",  "ttclid", "li_fat_id",   "gclsrc",
                                                     "igshid", "mc_cid", "mc_eid", "sarnakh_link"};

// Bytes that may stand in a path or query as they are; all others are written as %XX.
bool may_stand(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         std::string_view("-._~!$&'()*+,;=:@/?").find(c) != std::string_view::npos;
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// One form: unreserved bytes are not encoded, escapes have capital letters, a lone % is %25.
std::string normal_escapes(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  const auto escape = [&](unsigned char byte) {
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 15];
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2])) {
      const auto byte = static_cast<unsigned char>((*percent_decode(text.substr(at, 3)))[0]);
      const bool unreserved =
          std::isalnum(byte) != 0 || std::string_view("-._~").find(static_cast<char>(byte)) != std::string_view::npos;
      if (byte < 0x80 && unreserved)
        out += static_cast<char>(byte);
      else
        escape(byte);
      at += 2;
    } else if (may_stand(text[at])) {
      out += text[at];
    } else {
      escape(static_cast<unsigned char>(text[at]));
    }
  }
  return out;
}

// RFC 3986 5.2.4 for an absolute path.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> parts;
  bool ends_in_folder = false;
  std::size_t start = 1;
  while (start <= path.size()) {
    const auto end = std::min(path.find('/', start), path.size());
    const auto part = path.substr(start, end - start);
    ends_in_folder = part == "." || part == "..";
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (part != ".") {
      parts.push_back(part);
    }
    start = end + 1;
  }
  std::string out;
  for (const auto part : parts) out += "/" + std::string(part);
  if (ends_in_folder && !out.ends_with('/')) out += '/';
  return out.empty() ? "/" : out;
}

// "+" is a space; an escape that is none stays as it stands.
std::string form_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+') {
      out += ' ';
    } else if (text[at] == '%' && at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2])) {
      out += *percent_decode(text.substr(at, 3));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

// Parts between & of a query, and whether each names the page or only the way to it.
void split_query(std::string_view query, Url& url) {
  std::size_t count = 0;
  while (!query.empty() && count++ < most_parameters) {
    const auto end = std::min(query.find('&'), query.size());
    const auto part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (part.empty()) continue;
    const auto equals = part.find('=');
    const auto name = lower_case(form_decoded(part.substr(0, equals)));
    if (is_tracking_parameter(name)) {
      url.tracking.emplace_back(name, equals == std::string_view::npos ? "" : form_decoded(part.substr(equals + 1)));
    } else {
      if (!url.query.empty()) url.query += '&';
      url.query += normal_escapes(part);
    }
  }
}

// In a text without "://" a colon before the path begins a port ("example.com:8080/a"), or else ends a scheme.
bool port_follows_colon(std::string_view text) {
  const auto authority = text.substr(0, text.find_first_of("/?#"));
  const auto colon = authority.rfind(':');
  return colon == std::string_view::npos || authority.starts_with('[') ||
         authority.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
}

}  // namespace

std::string_view name_of(UrlFault fault) {
  switch (fault) {
    case UrlFault::empty:
      return "url_empty";
    case UrlFault::malformed_text:
      return "url_malformed_text";
    case UrlFault::scheme_unsupported:
      return "url_scheme_unsupported";
    case UrlFault::host_malformed:
      return "url_host_malformed";
    case UrlFault::port_malformed:
      return "url_port_malformed";
    case UrlFault::too_long:
      return "url_too_long";
  }
  return "url_malformed_text";
}

bool is_tracking_parameter(std::string_view name) {
  const auto lowered = lower_case(name);
  return lowered.starts_with("utm_") || std::find(click_ids.begin(), click_ids.end(), lowered) != click_ids.end();
}

Expected<Url, UrlFault> parse_url(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return UrlFault::empty;
  if (text.size() > most_bytes) return UrlFault::too_long;
  if (!valid_utf8(text)) return UrlFault::malformed_text;
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x21 || c == 0x7F || c == '\\' || c == '<' || c == '>' || c == '"')
      return UrlFault::malformed_text;

  Url url;
  url.scheme = "https";
  if (const auto scheme_end = text.find("://");
      scheme_end != std::string_view::npos && scheme_end < text.find_first_of("/?#")) {
    url.scheme = lower_case(text.substr(0, scheme_end));
    text.remove_prefix(scheme_end + 3);
  } else if (text.starts_with("//")) {
    text.remove_prefix(2);
  } else if (!port_follows_colon(text)) {
    return UrlFault::scheme_unsupported;  // "mailto:", "javascript:"
  }
  if (url.scheme != "http" && url.scheme != "https") return UrlFault::scheme_unsupported;

  text = text.substr(0, text.find('#'));
  const auto authority_end = std::min(text.find_first_of("/?"), text.size());
  auto authority = text.substr(0, authority_end);
  auto rest = text.substr(authority_end);
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);

  auto host = authority;
  std::string_view port;
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == std::string_view::npos) return UrlFault::host_malformed;
    const auto literal = canonical_ipv6(authority.substr(1, close - 1));
    if (literal.empty()) return UrlFault::host_malformed;
    url.host = "[" + literal + "]";
    port = authority.substr(close + 1);
    if (!port.empty() && port.front() != ':') return UrlFault::host_malformed;
    if (!port.empty()) port.remove_prefix(1);
  } else {
    if (const auto colon = authority.rfind(':'); colon != std::string_view::npos) {
      host = authority.substr(0, colon);
      port = authority.substr(colon + 1);
    }
    url.host = canonical_ipv4(host);
    HostFault fault = HostFault::none;
    if (url.host.empty()) url.host = ascii_host_name(host, HostAlphabet::with_underscore, fault);
    if (url.host.empty() || fault != HostFault::none) return UrlFault::host_malformed;
    // The last label decides: a number there is an address in disguise (0177.0.0.1, 2130706433).
    const auto last = url.host.substr(url.host.rfind('.') + 1);
    const bool numeric = last.find_first_not_of("0123456789") == std::string::npos || last.starts_with("0x");
    if (numeric && canonical_ipv4(url.host).empty()) return UrlFault::host_malformed;
  }
  if (!port.empty()) {
    int number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (error != std::errc{} || end != port.data() + port.size() || number < 1 || number > 65535)
      return UrlFault::port_malformed;
    if (number != (url.scheme == "http" ? 80 : 443)) url.port = number;
  }

  const auto question = rest.find('?');
  const auto path = rest.substr(0, question);
  url.path = path.empty() ? "/" : without_dots(normal_escapes(path));
  if (question != std::string_view::npos) split_query(rest.substr(question + 1), url);
  return url;
}

std::string to_string(const Url& url) {
  return url.scheme + "://" + url.host + (url.port != 0 ? ":" + std::to_string(url.port) : "") + url.path +
         (url.query.empty() ? "" : "?" + url.query);
}

QueryParameters parse_query(std::string_view query) {
  QueryParameters pairs;
  while (!query.empty() && pairs.size() < most_parameters) {
    const auto end = std::min(query.find('&'), query.size());
    const auto part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (part.empty()) continue;
    const auto equals = part.find('=');
    pairs.emplace_back(form_decoded(part.substr(0, equals)),
                       equals == std::string_view::npos ? "" : form_decoded(part.substr(equals + 1)));
  }
  return pairs;
}

std::string ascii_host(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  HostFault fault = HostFault::none;
  auto name = ascii_host_name(host, HostAlphabet::with_underscore, fault);
  return fault == HostFault::none ? name : std::string();
}

std::string registrable_domain(std::string_view host) {
  const auto name = ascii_host(host);
  if (name.empty() || !canonical_ipv4(name).empty()) return {};
  const auto* domain = psl_registrable_domain(psl_builtin(), name.c_str());
  return domain != nullptr ? domain : "";
}

}  // namespace sarnakh::text
