#include "foundations/text/name.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "foundations/text/fold.hpp"

namespace sarnakh::text {

namespace {

constexpr std::string_view half_space_bytes = "\xE2\x80\x8C";

// Titles before a name. «سید» is part of the name.
constexpr std::array<std::string_view, 40> titles{
    "جناب اقای",   "سرکار خانم", "جناب",   "سرکار",   "اقای",      "اقا", "خانم",     "دوشیزه", "بانو",    "مهندس",
    "دکتر",        "پروفسور",    "استاد",  "حاج اقا", "حاج خانم",  "حاج", "حاجی",     "حاجیه",  "کربلایی", "مشهدی",
    "حجت الاسلام", "ایت الله",   "سرهنگ",  "سردار",   "mister",    "mr",  "mrs",      "ms",     "miss",    "madam",
    "sir",         "dr",         "doctor", "prof",    "professor", "eng", "engineer", "ing",    "rev",     "hon"};

// Second parts of compound family names, which a half-space joins to the part before. Only those that seldom are a
// family name by themselves: «فر», «راد» and «نیا» after a given name of two words («علی رضا راد») stand alone.
constexpr std::array<std::string_view, 3> second_parts{"زاده", "پور", "نژاد"};

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::size_t start = 0;
  while (start < text.size()) {
    const auto end = std::min(text.find(' ', start), text.size());
    if (end > start) words.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) out += (i == from ? "" : " ") + words[i];
  return out;
}

std::string title_key(std::string_view text) {
  auto key = search_key(text);
  std::erase(key, '.');
  while (key.ends_with(' ')) key.pop_back();
  return key;
}

// The keys of the titles, made once: an import asks for every word of a million names.
const std::set<std::string>& title_keys() {
  static const auto keys = [] {
    std::set<std::string> made;
    for (const auto title : titles) made.insert(title_key(title));
    return made;
  }();
  return keys;
}

bool is_second_part(const std::string& word) {
  return std::find(second_parts.begin(), second_parts.end(), word) != second_parts.end();
}

// «حاجی زاده» and «مشهدی زاده» are family names; «خانم زاده» is a lady called Zadeh.
bool begins_family_name(const std::string& word) { return word == "حاجی" || word == "مشهدی"; }

// How many words at `from` are one title; 0 when there is none.
std::size_t title_at(const std::vector<std::string>& words, std::size_t from) {
  for (const std::size_t length : {std::size_t{2}, std::size_t{1}}) {
    if (from + length > words.size()) continue;
    const auto next = from + length;
    if (next < words.size() && is_second_part(words[next]) && begins_family_name(words[next - 1])) continue;
    if (title_keys().contains(title_key(joined(words, from, from + length)))) return length;
  }
  return 0;
}

// «مهندس‌علی», «دکتر.علی» and "Dr.Ali" are a title and a name. Not «حاج‌حسینی»: that
// is a family name.
std::vector<std::string> apart(std::vector<std::string> words) {
  static constexpr std::array<std::string_view, 10> glued{"جناب",  "سرکار", "اقای",  "اقا", "خانم",
                                                          "مهندس", "دکتر",  "استاد", "dr",  "mr"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const std::string_view mark : {half_space_bytes, std::string_view(".")}) {
      const auto at = words[i].find(mark);
      if (at == std::string::npos || at + mark.size() == words[i].size()) continue;
      const auto first = words[i].substr(0, at + (mark == "." ? 1 : 0));
      if (std::find(glued.begin(), glued.end(), title_key(first)) == glued.end()) continue;
      auto rest = words[i].substr(at + mark.size());
      words[i] = first;
      words.insert(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(rest));
      break;
    }
    if (!title_keys().contains(title_key(words[i]))) break;
  }
  return words;
}

}  // namespace

PersonName parse_name(std::string_view text) {
  PersonName name;
  auto plain = clean_text(without_emoji(text));
  if (plain.empty()) plain = clean_text(text);  // who calls himself a flower is called so
  const auto words = apart(words_of(plain));
  std::size_t first = 0;
  while (first < words.size()) {
    const auto length = title_at(words, first);
    if (length == 0) break;
    first += length;
  }
  if (first == words.size()) first = 0;  // titles alone are the name
  name.title = joined(words, 0, first);
  for (std::size_t i = first; i < words.size(); ++i) {
    // «حسین زاده» after a first name is one family name; «زاده» right after it is the whole of it.
    const bool compound =
        is_second_part(words[i]) && (i >= first + 2 || (i > first && begins_family_name(words[first])));
    if (i > first) name.display += compound ? std::string(half_space_bytes) : " ";
    name.display += words[i];
  }
  // A separate ezafe ye («یگانه ی کریمی») is no part of the name.
  for (const auto& word : words_of(search_key(name.display)))
    if (word != "ی") name.key += (name.key.empty() ? "" : " ") + word;
  return name;
}

}  // namespace sarnakh::text
