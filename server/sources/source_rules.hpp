#pragma once

// What a workspace says of sources itself (B20): a site, a word of utm_source or of utm_medium, the channel it belongs
// to and what lists call it. Its rules go before what the program knows; the first that fits counts.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundations/json/describe.hpp"
#include "sources/channels.hpp"

namespace sarnakh::sources {

enum class Evidence { site, utm_source, utm_medium };

struct SourceRule {
  Evidence by = Evidence::site;
  std::string value, channel;
  std::optional<std::string> label;
  static constexpr auto fields = json::fields(
      json::field("by", &SourceRule::by, "By what it is known: the page before, or a campaign tag"),
      json::field("value", &SourceRule::value, json::length{1, 200},
                  "ninisite.com with what stands below it; or a word"),
      json::field("channel", &SourceRule::channel, json::length{1, 40}, "One of the workspace's"),
      json::field("label", &SourceRule::label, json::length{1, 100}, "What lists call it; left out: as it came"));
  static constexpr std::string_view schema_name = "SourceRule";
  bool operator==(const SourceRule&) const = default;
};

struct SourceRules {
  std::vector<SourceRule> rules;
  static constexpr auto fields =
      json::fields(json::field("rules", &SourceRules::rules, json::length{0, 300}, "The first that fits counts"));
  static constexpr std::string_view schema_name = "SourceRules";
};

// As they are kept: sites as the DNS has them, texts without what nobody sees. Problem with every fault, at
// "/rules/0/value" …
SourceRules checked(const SourceRules& rules, std::span<const Channel> channels);

// The rules and the workspace's own channels, ready to be asked for every arrival.
class OwnSources {
 public:
  OwnSources() = default;
  explicit OwnSources(const SourceRules& rules, std::span<const Channel> channels = {});

  // By the tags of a campaign: whichever of both kinds stands first.
  const SourceRule* of_tags(std::string_view utm_source, std::string_view utm_medium) const;
  const SourceRule* of_host(std::string_view host) const;
  // A site that utm_source calls by its name: "ninisite" for ninisite.com.
  const SourceRule* of_site_named(std::string_view utm_source) const;
  // The key of a channel of its own that a campaign tag calls by its key or by a label; "" for none.
  std::string_view channel_named(std::string_view word) const;

 private:
  struct Ready {
    SourceRule rule;
    std::string key, stem;  // folded
  };
  std::vector<Ready> rules_;
  std::vector<std::pair<std::string, std::string>> channels_;  // folded word, key
};

}  // namespace sarnakh::sources

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<sources::Evidence> = std::to_array<std::string_view>({"site", "utm_source",
                                                                                           "utm_medium"});
}  // namespace sarnakh::json
