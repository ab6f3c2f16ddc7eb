#include "foundations/outbound/target.hpp"

#include "foundations/text/host.hpp"
#include "foundations/text/url.hpp"

namespace sarnakh::outbound {

namespace {

constexpr int lowest_free_port = 1024;

bool names_credentials(std::string_view typed) {
  const auto scheme = typed.find("://");
  if (scheme != std::string_view::npos) typed.remove_prefix(scheme + 3);
  return typed.substr(0, typed.find_first_of("/?#\\")).find('@') != std::string_view::npos;
}

bool is_sane(int port) { return port == 0 || port == 80 || port == 443 || port >= lowest_free_port; }

// The number that the host is; "" for a name.
std::string number_of(std::string_view host) {
  if (host == "localhost" || host.ends_with(".localhost")) return "127.0.0.1";
  if (host.starts_with('[') && host.ends_with(']')) return text::canonical_ipv6(host.substr(1, host.size() - 2));
  return text::canonical_ipv4(host);
}

}  // namespace

Expected<std::string, TargetFault> target_of(std::string_view typed, const Guard& guard) {
  if (names_credentials(typed)) return TargetFault::credentials;
  const auto url = text::parse_url(typed);
  if (!url) {
    if (url.error() == text::UrlFault::scheme_unsupported) return TargetFault::scheme;
    return url.error() == text::UrlFault::port_malformed ? TargetFault::port : TargetFault::malformed;
  }
  if (!is_sane(url->port)) return TargetFault::port;
  const auto number = number_of(url->host);
  if (!number.empty() && !guard.allows(number)) return TargetFault::refused;
  return text::to_string(*url);
}

}  // namespace sarnakh::outbound
