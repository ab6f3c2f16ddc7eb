#pragma once

// Web addresses of pages and referrers, cleaned so that one page is one text: scheme and host lower-case
// (A-labels), default port, fragment and credentials dropped, dot segments resolved, percent-encoding in one
// form, and the parameters that only say how the visitor came (utm_*, click ids) taken apart from those that
// name the page.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundations/basics/expected.hpp"

namespace sarnakh::text {

enum class UrlFault { empty, malformed_text, scheme_unsupported, host_malformed, port_malformed, too_long };
std::string_view name_of(UrlFault fault);  // "url_empty", …

using QueryParameters = std::vector<std::pair<std::string, std::string>>;

struct Url {
  std::string scheme;        // "http" or "https"
  std::string host;          // "xn--…", "192.0.2.1", "[2001:db8::1]"; lower-case
  int port = 0;              // 0: that of the scheme
  std::string path = "/";    // percent-encoded, begins with "/"
  std::string query;         // percent-encoded, without "?" and without the tracking parameters
  QueryParameters tracking;  // decoded, names lower-case, in the order they came

  bool operator==(const Url&) const = default;
};

// At most 8192 bytes. A text without a scheme ("example.com/a") gets https. Hosts that are numbers in
// disguise (0177.0.0.1, 2130706433) are refused.
Expected<Url, UrlFault> parse_url(std::string_view text);

// The clean address without its tracking parameters. parse_url(to_string(u)) is u with no tracking.
std::string to_string(const Url& url);

// "a=1&b=%20" to decoded pairs ("+" is a space); malformed percent signs stay as they are. At most 200 pairs.
QueryParameters parse_query(std::string_view query);

bool is_tracking_parameter(std::string_view name);  // utm_*, gclid, gbraid, wbraid, dclid, msclkid, fbclid, …

// What one owner registers: "shop.example.co.uk" gives "example.co.uk" (public suffix list). "" for a public
// suffix itself, an address literal or what is no host name. Takes U-labels and A-labels, answers A-labels.
std::string registrable_domain(std::string_view host);

// A host name as the DNS has it: lower-case A-labels, one trailing dot dropped; "" when it is none.
std::string ascii_host(std::string_view host);
// The same for people, in its own script. What is no A-label stays.
std::string display_host(std::string_view host);

}  // namespace sarnakh::text
