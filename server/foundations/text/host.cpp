#include "foundations/text/host.hpp"

#include <arpa/inet.h>
#include <idn2.h>

#include <algorithm>
#include <memory>

#include "foundations/text/ascii.hpp"
#include "foundations/text/letters.hpp"
#include "foundations/text/url.hpp"
#include "foundations/text/utf8.hpp"

namespace sarnakh::text {
namespace {

struct Free {
  void operator()(void* memory) const { idn2_free(memory); }
};

// The checks that IDNA does not make for plain ASCII: the alphabet and the lengths of the DNS.
HostFault check_labels(std::string_view host, HostAlphabet alphabet) {
  if (host.size() > 253) return HostFault::too_long;
  for (std::size_t start = 0; start <= host.size();) {
    const auto end = std::min(host.find('.', start), host.size());
    const auto label = host.substr(start, end - start);
    start = end + 1;
    if (label.size() > 63) return HostFault::label_too_long;
    if (label.empty() || label.front() == '-' || label.back() == '-') return HostFault::malformed;
    for (const char c : label) {
      const bool known = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                         (c == '_' && alphabet == HostAlphabet::with_underscore);
      if (!known) return HostFault::malformed;
    }
  }
  return HostFault::none;
}

bool has_a_label(std::string_view host) { return host.starts_with("xn--") || host.find(".xn--") != host.npos; }

}  // namespace

std::string ascii_host_name(std::string_view host, HostAlphabet alphabet, HostFault& fault) {
  fault = HostFault::malformed;
  if (host.empty() || host.size() > 1024 || host.find('\0') != host.npos || !valid_utf8(host)) return {};
  auto name = lower_case(host);
  if (!is_ascii(name)) {
    for (std::size_t position = 0; position < name.size();) {
      const auto c = next_code_point(name, position);
      if (is_bidi_control(c) || is_control(c) || is_space(c) || is_invisible(c)) return {};
    }
    std::uint8_t* output = nullptr;
    const int flags = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL;
    const int result = idn2_lookup_u8(reinterpret_cast<const std::uint8_t*>(name.c_str()), &output, flags);
    const std::unique_ptr<std::uint8_t, Free> owner(output);
    if (result == IDN2_TOO_BIG_LABEL) fault = HostFault::label_too_long;
    if (result == IDN2_TOO_BIG_DOMAIN) fault = HostFault::too_long;
    if (result != IDN2_OK) return {};
    name = lower_case(reinterpret_cast<const char*>(output));
  } else if (has_a_label(name)) {
    // An A-label that decodes to nothing, or to what it should not, is no name that any resolver accepts.
    std::uint8_t* output = nullptr;
    const int flags = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL;
    const auto unicode = display_host(name);
    if (unicode == name) return {};
    const int result = idn2_lookup_u8(reinterpret_cast<const std::uint8_t*>(unicode.c_str()), &output, flags);
    const std::unique_ptr<std::uint8_t, Free> owner(output);
    if (result != IDN2_OK || name != reinterpret_cast<const char*>(output)) return {};
  }
  fault = check_labels(name, alphabet);
  return fault == HostFault::none ? name : std::string{};
}

std::string canonical_ipv4(std::string_view text) {
  // inet_pton takes dotted decimals only, and no leading zeros.
  in_addr address{};
  char shown[INET_ADDRSTRLEN];
  if (text.size() >= INET_ADDRSTRLEN || text.find('\0') != text.npos) return {};
  if (inet_pton(AF_INET, std::string(text).c_str(), &address) != 1) return {};
  return inet_ntop(AF_INET, &address, shown, sizeof shown);
}

std::string canonical_ipv6(std::string_view text) {
  in6_addr address{};
  char shown[INET6_ADDRSTRLEN];
  if (text.size() >= INET6_ADDRSTRLEN || text.find('\0') != text.npos) return {};
  if (inet_pton(AF_INET6, std::string(text).c_str(), &address) != 1) return {};
  return inet_ntop(AF_INET6, &address, shown, sizeof shown);
}

std::string display_host(std::string_view host) {
  if (!is_ascii(host) || !has_a_label(host) || host.find('\0') != host.npos) return std::string(host);
  char* output = nullptr;
  const int result = idn2_to_unicode_8z8z(std::string(host).c_str(), &output, IDN2_NONTRANSITIONAL);
  const std::unique_ptr<char, Free> owner(output);
  return result == IDN2_OK ? std::string(output) : std::string(host);
}

}  // namespace sarnakh::text
