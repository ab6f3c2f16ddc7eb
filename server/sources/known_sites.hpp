#pragma once

// Sites that a referrer or a campaign tag names, by their registrable domain.

#include <span>
#include <string_view>

namespace sarnakh::sources {

struct KnownSite {
  std::string_view domain;   // "google.com"; any country of a name that ends with "." ("google.")
  std::string_view channel;  // what an unpaid link there is
  std::string_view label;
};

// All of them, for whoever wants to know what is known.
std::span<const KnownSite> known_sites();
// The site of that host, or nullptr.
const KnownSite* known_site(std::string_view host);
// The site that a utm_source names ("google", "Instagram", "ig"), or nullptr.
const KnownSite* known_source(std::string_view utm_source);

}  // namespace sarnakh::sources
