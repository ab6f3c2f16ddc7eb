#include "sources/source_rules.hpp"

#include "foundations/text/fold.hpp"
#include "foundations/text/url.hpp"

namespace sarnakh::sources {

namespace {

// What people paste: an address, a host with or without www.
std::string site_of(std::string_view value) {
  const auto url = text::parse_url(value);
  if (!url || text::registrable_domain(url->host).empty()) return {};
  return url->host.starts_with("www.") ? url->host.substr(4) : url->host;
}

}  // namespace

SourceRules checked(const SourceRules& rules, std::span<const Channel> channels) {
  SourceRules clean;
  std::vector<FieldFault> faults;
  for (std::size_t i = 0; i < rules.rules.size(); ++i) {
    const auto at = "/rules/" + std::to_string(i);
    auto rule = rules.rules[i];
    rule.value = rule.by == Evidence::site ? site_of(rule.value) : text::clean_text(rule.value);
    if (rule.value.empty() || (rule.by != Evidence::site && plain_word(rule.value).empty()))
      faults.push_back({rule.by == Evidence::site ? "site_unreadable" : "required", at + "/value"});
    if (find_channel(channels, rule.channel) == nullptr) faults.push_back({"choice_unknown", at + "/channel"});
    if (rule.label) rule.label = text::clean_text(*rule.label);
    if (rule.label && rule.label->empty()) rule.label.reset();
    clean.rules.push_back(std::move(rule));
  }
  if (!faults.empty()) throw Problem{std::move(faults)};
  return clean;
}

OwnSources::OwnSources(const SourceRules& rules, std::span<const Channel> channels) {
  for (const auto& rule : rules.rules) {
    if (rule.by == Evidence::site)
      rules_.push_back({rule, rule.value, plain_word(rule.value.substr(0, rule.value.find('.')))});
    else
      rules_.push_back({rule, plain_word(rule.value), {}});
  }
  for (const auto& channel : channels)
    if (channel.own)
      for (const auto* word : {&channel.key, &channel.label.fa, &channel.label.en})
        if (auto key = plain_word(*word); !key.empty()) channels_.emplace_back(std::move(key), channel.key);
}

const SourceRule* OwnSources::of_tags(std::string_view utm_source, std::string_view utm_medium) const {
  if (rules_.empty()) return nullptr;
  const auto source = plain_word(utm_source), medium = plain_word(utm_medium);
  for (const auto& ready : rules_) {
    if (ready.rule.by == Evidence::utm_source && ready.key == source) return &ready.rule;
    if (ready.rule.by == Evidence::utm_medium && ready.key == medium) return &ready.rule;
  }
  return nullptr;
}

const SourceRule* OwnSources::of_host(std::string_view host) const {
  for (const auto& ready : rules_) {
    if (ready.rule.by != Evidence::site || !host.ends_with(ready.key)) continue;
    if (host.size() == ready.key.size() || host[host.size() - ready.key.size() - 1] == '.') return &ready.rule;
  }
  return nullptr;
}

const SourceRule* OwnSources::of_site_named(std::string_view utm_source) const {
  if (rules_.empty()) return nullptr;
  const auto name = plain_word(utm_source);
  for (const auto& ready : rules_) {
    if (ready.rule.by != Evidence::site) continue;
    if (name == ready.stem || name == plain_word(ready.key) ||
        (ready.rule.label && name == plain_word(*ready.rule.label)))
      return &ready.rule;
  }
  return nullptr;
}

std::string_view OwnSources::channel_named(std::string_view word) const {
  if (channels_.empty()) return {};
  const auto key = plain_word(word);
  for (const auto& [name, channel] : channels_)
    if (name == key) return channel;
  return {};
}

}  // namespace sarnakh::sources
