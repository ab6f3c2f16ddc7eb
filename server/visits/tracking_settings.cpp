#include "visits/tracking_settings.hpp"

#include <algorithm>

#include "foundations/http/networks.hpp"
#include "foundations/text/ascii.hpp"

namespace sarnakh::visits {

void check(const TrackingSettings& settings, const std::vector<rules::Choice>& stages) {
  std::vector<FieldFault> faults;
  for (std::size_t i = 0; i < settings.blocked_networks.size(); ++i)
    if (!http::NetworkRange::parse(settings.blocked_networks[i]))
      faults.push_back({"network_unreadable", "/blocked_networks/" + std::to_string(i)});
  for (std::size_t i = 0; i < settings.excluded_paths.size(); ++i)
    if (!settings.excluded_paths[i].starts_with('/') && !settings.excluded_paths[i].starts_with('*'))
      faults.push_back({"path_unreadable", "/excluded_paths/" + std::to_string(i)});
  for (std::size_t i = 0; i < settings.content.size(); ++i) {
    const auto& rule = settings.content[i];
    const auto place = "/content/" + std::to_string(i);
    if (!rule.path.starts_with('/') && !rule.path.starts_with('*'))
      faults.push_back({"path_unreadable", place + "/path"});
    const auto named = [&](const rules::Choice& stage) { return stage.key == rule.stage; };
    if (rule.stage && std::none_of(stages.begin(), stages.end(), named))
      faults.push_back({"choice_unknown", place + "/stage"});
  }
  if (!faults.empty()) throw Problem{std::move(faults)};
}

// A star that did not fit takes one letter more; only the last star has to be tried again.
bool fits(std::string_view pattern, std::string_view path) {
  std::size_t at = 0, letter = 0, star = std::string_view::npos, taken = 0;
  while (letter < path.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      taken = letter;
    } else if (at < pattern.size() && text::lower_case(pattern[at]) == text::lower_case(path[letter])) {
      ++at;
      ++letter;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      letter = ++taken;
    } else {
      return false;
    }
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

bool is_excluded(const TrackingSettings& settings, std::string_view path) {
  return std::any_of(settings.excluded_paths.begin(), settings.excluded_paths.end(),
                     [&](const std::string& pattern) { return fits(pattern, path); });
}

bool is_blocked(const TrackingSettings& settings, const std::string& address) {
  return std::any_of(settings.blocked_networks.begin(), settings.blocked_networks.end(), [&](const std::string& text) {
    const auto range = http::NetworkRange::parse(text);
    return range && range->holds(address);
  });
}

const ContentRule* content_of(const TrackingSettings& settings, std::string_view path) {
  for (const auto& rule : settings.content)
    if (fits(rule.path, path)) return &rule;
  return nullptr;
}

}  // namespace sarnakh::visits
