#include "sources/known_sites.hpp"

#include <array>
#include <string>

#include "foundations/text/fold.hpp"
#include "foundations/text/url.hpp"

namespace sarnakh::sources {

namespace {

constexpr std::array<KnownSite, 44> sites{{
    {"google.", "search_organic", "Google"},
    {"bing.com", "search_organic", "Bing"},
    {"duckduckgo.com", "search_organic", "DuckDuckGo"},
    {"yahoo.com", "search_organic", "Yahoo"},
    {"yandex.", "search_organic", "Yandex"},
    {"ecosia.org", "search_organic", "Ecosia"},
    {"baidu.com", "search_organic", "Baidu"},
    {"zarebin.ir", "search_organic", "Zarebin"},
    {"gerdoo.me", "search_organic", "Gerdoo"},
    {"parsijoo.ir", "search_organic", "Parsijoo"},
    {"instagram.com", "social_other", "Instagram"},
    {"facebook.com", "social_other", "Facebook"},
    {"fb.com", "social_other", "Facebook"},
    {"linkedin.com", "social_other", "LinkedIn"},
    {"lnkd.in", "social_other", "LinkedIn"},
    {"twitter.com", "social_other", "X"},
    {"x.com", "social_other", "X"},
    {"t.co", "social_other", "X"},
    {"t.me", "social_other", "Telegram"},
    {"telegram.org", "social_other", "Telegram"},
    {"telegram.me", "social_other", "Telegram"},
    {"whatsapp.com", "social_other", "WhatsApp"},
    {"wa.me", "social_other", "WhatsApp"},
    {"pinterest.", "social_other", "Pinterest"},
    {"reddit.com", "forum", "Reddit"},
    {"tiktok.com", "social_other", "TikTok"},
    {"threads.net", "social_other", "Threads"},
    {"ble.ir", "social_other", "Bale"},
    {"bale.ai", "social_other", "Bale"},
    {"eitaa.com", "social_other", "Eitaa"},
    {"eitaa.ir", "social_other", "Eitaa"},
    {"rubika.ir", "social_other", "Rubika"},
    {"virasty.com", "social_other", "Virasty"},
    {"youtube.com", "video", "YouTube"},
    {"youtu.be", "video", "YouTube"},
    {"aparat.com", "video", "Aparat"},
    {"vimeo.com", "video", "Vimeo"},
    {"divar.ir", "catalogue", "Divar"},
    {"sheypoor.com", "catalogue", "Sheypoor"},
    {"torob.com", "catalogue", "Torob"},
    {"emalls.ir", "catalogue", "Emalls"},
    {"digikala.com", "catalogue", "Digikala"},
    {"balad.ir", "catalogue", "Balad"},
    {"neshan.org", "catalogue", "Neshan"},
}};

// The names people write into utm_source that are not the name of the domain.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> short_names{{
    {"ig", "instagram.com"},
    {"insta", "instagram.com"},
    {"fb", "facebook.com"},
    {"meta", "facebook.com"},
    {"yt", "youtube.com"},
    {"tg", "t.me"},
    {"bale", "ble.ir"},
    {"adwords", "google."},
}};

}  // namespace

std::span<const KnownSite> known_sites() { return sites; }

const KnownSite* known_site(std::string_view host) {
  const auto domain = text::registrable_domain(host);
  if (domain.empty()) return nullptr;
  for (const auto& site : sites)
    if (site.domain.ends_with('.') ? domain.starts_with(site.domain) : domain == site.domain) return &site;
  return nullptr;
}

const KnownSite* known_source(std::string_view utm_source) {
  auto name = text::search_key(utm_source);
  for (const auto& [short_name, domain] : short_names)
    if (name == short_name) name = domain;
  for (const auto& site : sites) {
    const auto stem = site.domain.substr(0, site.domain.find('.'));
    if (name == stem || name == site.domain || name == text::search_key(site.label)) return &site;
  }
  return nullptr;
}

}  // namespace sarnakh::sources
