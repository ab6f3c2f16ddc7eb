#include "sources/arrival.hpp"

#include <algorithm>
#include <array>

#include "foundations/text/fold.hpp"
#include "foundations/text/url.hpp"
#include "foundations/text/utf8.hpp"
#include "sources/known_sites.hpp"

namespace sarnakh::sources {

namespace {

constexpr std::size_t longest_address = 2000;

struct PaidClick {
  std::string_view parameter;
  std::string_view channel;
  std::string_view label;
};
constexpr std::array<PaidClick, 9> paid_clicks{{
    {"gclid", "search_paid", "Google Ads"},
    {"gbraid", "search_paid", "Google Ads"},
    {"wbraid", "search_paid", "Google Ads"},
    {"msclkid", "search_paid", "Microsoft Ads"},
    {"yclid", "search_paid", "Yandex Direct"},
    {"dclid", "banner", "Google Display"},
    {"fbclid", "social_other", "Facebook"},
    {"ttclid", "social_other", "TikTok"},
    {"li_fat_id", "social_other", "LinkedIn"},
}};

// What marketers write into utm_medium, folded.
constexpr std::array<std::pair<std::string_view, std::string_view>, 28> mediums{{
    {"cpc", "search_paid"},
    {"ppc", "search_paid"},
    {"paidsearch", "search_paid"},
    {"paid search", "search_paid"},
    {"sem", "search_paid"},
    {"organic", "search_organic"},
    {"social", "social_own"},
    {"social media", "social_own"},
    {"story", "social_own"},
    {"post", "social_own"},
    {"bio", "social_own"},
    {"paid social", "social_other"},
    {"influencer", "social_other"},
    {"email", "email"},
    {"e mail", "email"},
    {"newsletter", "email"},
    {"sms", "sms"},
    {"banner", "banner"},
    {"display", "banner"},
    {"retargeting", "retargeting"},
    {"remarketing", "retargeting"},
    {"video", "video"},
    {"affiliate", "cpa"},
    {"cpa", "cpa"},
    {"referral", "referral"},
    {"event", "event"},
    {"qr", "event"},
    {"poster", "event"},
}};

constexpr std::array<std::string_view, 4> analytics_cookies{"_ga", "_fbc", "_fbp", "_ym_uid"};

std::string short_text(std::string_view value) { return text::clean_text(text::cut(value, 300)); }

std::string_view channel_of_medium(std::string_view medium, const OwnSources& own) {
  if (const auto channel = own.channel_named(medium); !channel.empty()) return channel;
  const auto folded = text::search_words(medium);
  std::string words;
  for (const auto& word : folded) words += (words.empty() ? "" : " ") + word;
  for (const auto& [name, channel] : mediums)
    if (words == name) return channel;
  return {};
}

// What the parameters of the landing page tell, kept as they came.
struct Tags {
  leads::Utm utm;
  json::Value click_ids = json::Object{};
  const PaidClick* paid = nullptr;
};

Tags tags_of(const text::Url& landing, const Arrival& arrival) {
  Tags tags;
  for (const auto& [name, value] : landing.tracking) {
    if (value.empty()) continue;
    std::optional<std::string>* place = name == "utm_source"     ? &tags.utm.source
                                        : name == "utm_medium"   ? &tags.utm.medium
                                        : name == "utm_campaign" ? &tags.utm.campaign
                                        : name == "utm_term"     ? &tags.utm.term
                                        : name == "utm_content"  ? &tags.utm.content
                                        : name == "utm_id"       ? &tags.utm.id
                                                                 : nullptr;
    if (place != nullptr) {
      *place = short_text(value);
    } else if (!name.starts_with("utm_")) {
      tags.click_ids.set(name, short_text(value));
      for (const auto& paid : paid_clicks)
        if (paid.parameter == name && tags.paid == nullptr) tags.paid = &paid;
    }
  }
  for (const auto& [name, value] : arrival.cookies)
    if (std::find(analytics_cookies.begin(), analytics_cookies.end(), name) != analytics_cookies.end() &&
        !value.empty())
      tags.click_ids.set(name, short_text(value));
  return tags;
}

void name_channel_by(leads::Touch& touch, const Tags& tags, const std::optional<text::Url>& referrer,
                     const std::string& own_host, const OwnSources& own) {
  const auto take = [&touch](std::string_view channel, std::string_view label) {
    touch.channel = std::string(channel);
    touch.label = std::string(label);
  };
  const auto take_rule = [&take](const SourceRule& rule, const std::string& as_it_came) {
    take(rule.channel, rule.label.value_or(as_it_came));
  };
  const auto* source = tags.utm.source ? known_source(*tags.utm.source) : nullptr;
  const auto medium = tags.utm.medium ? channel_of_medium(*tags.utm.medium, own) : std::string_view{};
  const std::string source_label = source != nullptr ? std::string(source->label) : tags.utm.source.value_or("");
  if (const auto* rule = own.of_tags(tags.utm.source.value_or(""), tags.utm.medium.value_or("")))
    return take_rule(*rule, source_label.empty() ? tags.utm.medium.value_or("") : source_label);
  if (!medium.empty()) return take(medium, source_label.empty() ? *tags.utm.medium : source_label);
  if (tags.paid != nullptr) return take(tags.paid->channel, tags.paid->label);
  if (const auto* rule = own.of_site_named(tags.utm.source.value_or(""))) return take_rule(*rule, source_label);
  if (const auto channel = own.channel_named(tags.utm.source.value_or("")); !channel.empty())
    return take(channel, source_label);
  if (source != nullptr) return take(source->channel, source_label);
  if (!source_label.empty()) return take("referral", source_label);
  // Whoever followed a link of ours did not come by himself.
  if (!referrer) return take(tags.click_ids.has(link_parameter) ? "referral" : "direct", "");
  if (const auto* rule = own.of_host(referrer->host)) return take_rule(*rule, text::display_host(rule->value));
  const auto our_domain = text::registrable_domain(own_host);
  const auto domain = text::registrable_domain(referrer->host);
  if (referrer->host == text::ascii_host(own_host) || (!our_domain.empty() && our_domain == domain))
    return take("own_site", text::display_host(referrer->host));
  if (const auto* site = known_site(referrer->host)) return take(site->channel, site->label);
  take("referral", text::display_host(domain.empty() ? referrer->host : domain));
}

std::optional<text::Url> url_of(const std::string& address) {
  auto read = text::parse_url(address);
  if (address.empty() || !read) return std::nullopt;
  return *read;
}

}  // namespace

leads::Touch touch_of(const Arrival& arrival) {
  leads::Touch touch;
  const auto landing = url_of(arrival.landing_page);
  const auto referrer = url_of(arrival.referrer);
  Tags tags;
  if (landing) {
    tags = tags_of(*landing, arrival);
    touch.landing_page = std::string(text::cut(text::to_string(*landing), longest_address));
  }
  if (referrer) touch.referrer = std::string(text::cut(text::to_string(*referrer), longest_address));
  if (tags.utm != leads::Utm{}) touch.utm = tags.utm;
  if (!tags.click_ids.as_object().empty()) touch.click_ids = tags.click_ids;
  static const OwnSources none;
  name_channel_by(touch, tags, referrer, arrival.own_host, arrival.own ? *arrival.own : none);
  if (touch.label && touch.label->empty()) touch.label.reset();
  return touch;
}

void name_channel(leads::Touch& touch, const OwnSources& own) {
  if (touch.channel || !touch.utm) return;
  const auto& source = touch.utm->source;
  const auto& medium = touch.utm->medium;
  // «Lead source: fair» of another program is no link that somebody followed.
  const bool known = own.of_tags(source.value_or(""), medium.value_or("")) != nullptr ||
                     own.of_site_named(source.value_or("")) != nullptr ||
                     !own.channel_named(source.value_or("")).empty() || (source && known_source(*source) != nullptr) ||
                     (medium && !channel_of_medium(*medium, own).empty());
  if (known) {
    Tags tags;
    tags.utm = *touch.utm;
    name_channel_by(touch, tags, std::nullopt, "", own);
  } else if (!touch.label) {
    touch.label = source;
  }
}

}  // namespace sarnakh::sources
