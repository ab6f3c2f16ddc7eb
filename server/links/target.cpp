#include "links/target.hpp"

#include <algorithm>

#include "foundations/text/ascii.hpp"
#include "foundations/text/markup.hpp"
#include "foundations/text/url.hpp"
#include "foundations/text/utf8.hpp"
#include "sources/arrival.hpp"

namespace sarnakh::links {

namespace {

constexpr std::size_t longest_target = 2000;
constexpr std::size_t longest_value = 300;
constexpr std::size_t most_click_ids = 5;

// A fragment keeps its letters; what is not ASCII is encoded, for it stands in a header.
std::string ascii_fragment(std::string_view fragment) {
  std::string out;
  for (const char& c : fragment)
    out += static_cast<unsigned char>(c) < 0x80 ? std::string(1, c) : text::percent_encode({&c, 1});
  return out;
}

bool has_parameter(std::string_view address, std::string_view name) {
  const auto question = address.find('?');
  if (question == std::string_view::npos) return false;
  const auto own = text::parse_query(address.substr(question + 1));
  return std::any_of(own.begin(), own.end(),
                     [&](const auto& pair) { return text::same_ignoring_case(pair.first, name); });
}

}  // namespace

std::string with_parameters(std::string_view address, const Parameters& parameters) {
  const auto hash = address.find('#');
  const auto fragment = hash == std::string_view::npos ? std::string_view{} : address.substr(hash);
  std::string out{address.substr(0, hash)};
  for (const auto& [name, value] : parameters) {
    if (value.empty() || has_parameter(out, name)) continue;
    out += (out.find('?') == std::string::npos ? "?" : "&") + name + "=" + text::percent_encode(value);
  }
  return out + std::string(fragment);
}

std::optional<std::string> clean_target(std::string_view typed) {
  const auto url = text::parse_url(typed);
  if (!url || url->scheme != "https") return std::nullopt;
  Parameters tags;
  for (const auto& [name, value] : url->tracking)
    if (name != sources::link_parameter) tags.emplace_back(name, value);
  auto address = with_parameters(text::to_string(*url), tags);
  if (const auto hash = typed.find('#'); hash != std::string_view::npos) {
    const auto end = typed.find_last_not_of(" \t\r\n");
    address += ascii_fragment(typed.substr(hash, end + 1 - hash));
  }
  if (address.size() > longest_target) return std::nullopt;
  return address;
}

Parameters click_ids_of(const Parameters& query) {
  Parameters ids;
  for (const auto& [name, value] : query) {
    if (ids.size() == most_click_ids) break;
    if (!text::is_tracking_parameter(name) || name.starts_with("utm_") || name == sources::link_parameter) continue;
    ids.emplace_back(name, text::cut(value, longest_value));
  }
  return ids;
}

}  // namespace sarnakh::links
