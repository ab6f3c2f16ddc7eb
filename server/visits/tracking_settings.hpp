#pragma once

// What a workspace decides about tracking, as values: whether to ask, whom not to look at, and what its pages are.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/json/describe.hpp"
#include "leads/choices.hpp"
#include "leads/words.hpp"

namespace sarnakh::visits {

// cookie: visitors are known again by a first-party cookie. ask: the same, once the page says that they agreed.
// cookieless: nothing is kept in the browser; a visitor is known for one day, and never by name.
enum class Mode { cookie, ask, cookieless };
enum class ContentType { article, ebook, infographic, video, podcast, webinar, presentation, product, price, other };

// What the pages of an address are (D24).
struct ContentRule {
  std::string path;  // "/blog/*"
  ContentType type = ContentType::article;
  std::optional<std::string> stage;
  static constexpr auto fields = json::fields(
      json::field("path", &ContentRule::path, json::length{1, 300}, "Path of the page; * stands for anything"),
      json::field("type", &ContentRule::type),
      json::field("stage", &ContentRule::stage, json::length{0, 60}, "Key of one of GET /api/v1/stages"));
  static constexpr std::string_view schema_name = "ContentRule";
};

struct TrackingSettings {
  Mode mode = Mode::cookie;
  bool honour_dnt = true;  // Sec-GPC is always honoured
  std::vector<std::string> blocked_networks;
  std::vector<std::string> excluded_paths;
  std::vector<ContentRule> content;
  static constexpr auto fields = json::fields(
      json::field("mode", &TrackingSettings::mode), json::field("honour_dnt", &TrackingSettings::honour_dnt),
      json::field("blocked_networks", &TrackingSettings::blocked_networks, json::length{0, 200},
                  "192.0.2.0/24, 2001:db8::/32, or single addresses"),
      json::field("excluded_paths", &TrackingSettings::excluded_paths, json::length{0, 200}, "/admin/*"),
      json::field("content", &TrackingSettings::content, json::length{0, 200}, "The first rule that fits counts"));
  static constexpr std::string_view schema_name = "TrackingSettings";
};

// Problem with every fault, at "/blocked_networks/0" …
void check(const TrackingSettings& settings, const std::vector<rules::Choice>& stages);

// Whether the path fits: * stands for anything, everything else for itself, whatever its case.
bool fits(std::string_view pattern, std::string_view path);
bool is_excluded(const TrackingSettings& settings, std::string_view path);
bool is_blocked(const TrackingSettings& settings, const std::string& address);
const ContentRule* content_of(const TrackingSettings& settings, std::string_view path);

}  // namespace sarnakh::visits

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<visits::Mode> = std::to_array<std::string_view>({"cookie", "ask", "cookieless"});
template <>
inline constexpr std::array names_of<visits::ContentType> = std::to_array<std::string_view>(
    {"article", "ebook", "infographic", "video", "podcast", "webinar", "presentation", "product", "price", "other"});
}  // namespace sarnakh::json
