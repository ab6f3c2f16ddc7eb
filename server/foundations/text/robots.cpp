#include "foundations/text/robots.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <queue>
#include <span>
#include <vector>

#include "foundations/basics/embedded.hpp"
#include "foundations/text/ascii.hpp"
#include "foundations/text/utf8.hpp"

namespace sarnakh::text {

std::span<const EmbeddedFile> robot_files();  // made by the build

namespace {

constexpr std::size_t longest_agent = 1000;
constexpr std::size_t longest_name = 60;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// One line of the list.
struct Sign {
  std::string text;         // in lower case
  std::string name;         // "" : the word of the agent that holds it
  bool at_start = false;    // ^sign
  bool open_left = false;   // *sign: letters may stand before it
  bool open_right = false;  // sign*: letters may follow
  bool person = false;      // a word of people's browsers that only looks like a sign
};

Sign sign_of(std::string_view line) {
  Sign sign;
  const auto tab = line.find('\t');
  auto text = line.substr(0, tab);
  if (tab != std::string_view::npos) sign.name = line.substr(tab + 1);
  sign.person = sign.name == "(person)";
  if (text.starts_with('^')) sign.at_start = true, text.remove_prefix(1);
  if (text.starts_with('*')) sign.open_left = true, text.remove_prefix(1);
  if (text.ends_with('*')) sign.open_right = true, text.remove_suffix(1);
  sign.text = lower_case(text);
  return sign;
}

std::vector<Sign> read_signs() {
  std::vector<Sign> signs;
  auto rest = find_file(robot_files(), "signs.txt")->bytes;
  while (!rest.empty()) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.empty() && !line.starts_with('#')) signs.push_back(sign_of(line));
  }
  return signs;
}

// Aho and Corasick's automaton: after each letter it knows every sign that ends there.
class Automaton {
 public:
  Automaton() : signs_(read_signs()) {
    nodes_.emplace_back();
    for (std::size_t i = 0; i < signs_.size(); ++i) add(signs_[i].text, static_cast<int>(i));
    link();
  }

  // The sign that says most: among those that end at one place the longest decides, so that «cubot», a telephone, is
  // no «bot»; a sign with a name of its own is told before one that only names the word.
  struct Found {
    const Sign* sign = nullptr;
    std::size_t begin = 0, end = 0;
  };
  Found find(std::string_view agent) const {
    Found best;
    int state = 0;
    for (std::size_t i = 0; i < agent.size(); ++i) {
      state = nodes_[static_cast<std::size_t>(state)].next[letter_of(agent[i])];
      for (int at = state; at != 0; at = nodes_[static_cast<std::size_t>(at)].shorter) {
        const auto* sign = nodes_[static_cast<std::size_t>(at)].sign < 0
                               ? nullptr
                               : &signs_[static_cast<std::size_t>(nodes_[static_cast<std::size_t>(at)].sign)];
        if (sign == nullptr || !stands(*sign, agent, i + 1)) continue;
        if (!sign->person && (best.sign == nullptr || (best.sign->name.empty() && !sign->name.empty())))
          best = {sign, i + 1 - sign->text.size(), i + 1};
        break;
      }
    }
    return best;
  }

 private:
  static constexpr std::size_t letters = 48;
  struct Node {
    std::array<std::int16_t, letters> next{};
    int fall = 0;
    int shorter = 0;  // the next shorter sign that ends here as well
    int sign = -1;
  };

  static std::size_t letter_of(char raw) {
    const char c = lower_case(raw);
    if (c >= 'a' && c <= 'z') return static_cast<std::size_t>(c - 'a' + 1);
    if (is_digit(c)) return static_cast<std::size_t>(c - '0' + 27);
    constexpr std::string_view others = " -_/.;:()+,";
    const auto at = others.find(c);
    return at == std::string_view::npos ? 0 : 37 + at;
  }

  static bool stands(const Sign& sign, std::string_view agent, std::size_t end) {
    const auto begin = end - sign.text.size();
    if (sign.at_start && begin != 0) return false;
    if (!sign.open_left && begin > 0 && is_letter(agent[begin]) && is_letter(agent[begin - 1])) return false;
    return sign.open_right || end == agent.size() || !is_letter(agent[end - 1]) || !is_letter(agent[end]);
  }

  void add(const std::string& text, int sign) {
    int at = 0;
    for (const char c : text) {
      const auto letter = letter_of(c);
      if (nodes_[static_cast<std::size_t>(at)].next[letter] == 0) {
        nodes_[static_cast<std::size_t>(at)].next[letter] = static_cast<std::int16_t>(nodes_.size());
        nodes_.emplace_back();
      }
      at = nodes_[static_cast<std::size_t>(at)].next[letter];
    }
    nodes_[static_cast<std::size_t>(at)].sign = sign;
  }

  void link() {
    std::queue<int> waiting;
    for (const auto child : nodes_[0].next)
      if (child != 0) waiting.push(child);
    while (!waiting.empty()) {
      const auto at = static_cast<std::size_t>(waiting.front());
      waiting.pop();
      const auto fall = static_cast<std::size_t>(nodes_[at].fall);
      nodes_[at].shorter = nodes_[fall].sign >= 0 ? static_cast<int>(fall) : nodes_[fall].shorter;
      for (std::size_t letter = 0; letter < letters; ++letter) {
        const auto child = nodes_[at].next[letter];
        const auto other = nodes_[fall].next[letter];
        if (child == 0) {
          nodes_[at].next[letter] = other;
        } else {
          nodes_[static_cast<std::size_t>(child)].fall = other;
          waiting.push(child);
        }
      }
    }
  }

  std::vector<Sign> signs_;
  std::vector<Node> nodes_;
};

// The whole word around a sign: "my-newsbot" of "my-newsbot/1.2".
std::string word_around(std::string_view agent, std::size_t begin, std::size_t end) {
  const auto in_word = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.'; };
  while (begin > 0 && in_word(agent[begin - 1])) --begin;
  while (end < agent.size() && in_word(agent[end])) ++end;
  auto word = agent.substr(begin, end - begin);
  while (!word.empty() && (word.front() == '.' || word.front() == '-')) word.remove_prefix(1);
  while (!word.empty() && (word.back() == '.' || word.back() == '-')) word.remove_suffix(1);
  return std::string(cut(word, longest_name));
}

// The first word: "Go-http-client" of "Go-http-client/1.1".
std::string first_word(std::string_view agent) {
  const auto end = std::min(agent.find_first_of("/ ;("), agent.size());
  return std::string(cut(agent.substr(0, std::max<std::size_t>(end, 1)), longest_name));
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// What people's browsers begin with.
bool begins_like_a_browser(std::string_view low) {
  for (const std::string_view word :
       {"mozilla/", "opera/", "ucweb/", "jucb", "nokia", "blackberry", "samsung", "sec-", "sonyericsson", "lg-", "lg/",
        "mot-", "htc", "zte", "huawei", "alcatel", "palm", "micromax", "lenovo"})
    if (low.starts_with(word)) return true;
  return false;
}

// What every browser names: the engine that draws, or a machine that has its own.
bool names_an_engine(std::string_view low) {
  return contains_any(
      low, {"applewebkit", "gecko/", "rv:", "msie", "trident", "presto", "khtml", "opera", "netfront", "konqueror",
            "playstation", "nintendo", "ucbrowser", "ucweb", "profile/midp", "obigo", "maui", "webtv", "symbian"});
}

// «info@example.com», and not «android@150.0.0.0».
bool holds_mail_address(std::string_view low) {
  const auto at = low.find('@');
  if (at == std::string_view::npos || at + 1 == low.size() || !is_letter(low[at + 1])) return false;
  const auto point = low.find('.', at);
  return point != std::string_view::npos && point + 1 < low.size() && is_letter(low[point + 1]);
}

// On a computer the name of a browser built on Chrome ends with «Safari/537.36», or with one of a few brands. Another
// word there is a program that borrowed a browser's name and added its own. (Apps on phones add theirs as well, and
// they are people's.)
std::string_view word_after_safari(std::string_view agent, std::string_view low) {
  const auto safari = low.find(" safari/");
  if (safari == std::string_view::npos || contains_any(low, {"mobile", "android", "tv", "iphone", "ipad"})) return {};
  const auto end = low.find_first_not_of("0123456789.+", safari + 8);
  const auto begin = end == std::string_view::npos ? end : low.find_first_not_of(" ;", end);
  if (begin == std::string_view::npos) return {};
  const auto rest = low.substr(begin);
  for (const std::string_view brand :
       {"edg",      "opr/",       "opx/",      "opera",         "vivaldi", "yabrowser", "yowser",       "brave",
        "ddg",      "duckduckgo", "epiphany",  "whale",         "avast",   "avg/",      "ccleaner",     "norton",
        "avira",    "adg/",       "iron",      "qihu",          "360",     "lbbrowser", "qqbrowser",    "metasr",
        "se 2",     "sputnik",    "atom",      "sber",          "maxthon", "puffin",    "ecosia",       "(ecosia",
        "core/",    "sidekick",   "arc/",      "kiwi",          "ulaa",    "nichrome",  "coc_coc",      "ghostery",
        "midori",   "falkon",     "konqueror", "webappmanager", "config/", "unique/",   "viewer/",      "agency/",
        "trailer/", "herring/",   "wave",      "likewise",      "oculus",  "steam",     "gamesbrowser", "tesla"})
    if (rest.starts_with(brand)) return {};
  return agent.substr(begin);
}

Agent robot(std::string name) { return {true, std::move(name), false}; }

Agent by_shape(std::string_view agent, std::string_view low) {
  if (!begins_like_a_browser(low)) return robot(first_word(agent));
  if (contains_any(low, {"http://", "https://", "www."})) {
    const auto at = low.find("compatible;");
    if (at == std::string_view::npos) return robot("");
  } else if (holds_mail_address(low)) {
    return robot("");
  }
  if (const auto at = low.find("compatible;"); at != std::string_view::npos) {
    const bool of_people = contains_any(low, {"msie", "konqueror", "googletoolbar"});
    if (!of_people || contains_any(low, {"+http"})) {
      const auto begin = std::min(agent.find_first_not_of(' ', at + 11), agent.size());
      return robot(begin == agent.size() ? "" : word_around(agent, begin, begin));
    }
  }
  if (!names_an_engine(low)) return robot("");
  if (const auto word = word_after_safari(agent, low); !word.empty()) return robot(first_word(word));
  return {};
}

}  // namespace

Agent recognise_agent(std::string_view user_agent) {
  static const Automaton automaton;
  auto agent = cut(user_agent, longest_agent);
  while (!agent.empty() && (agent.front() == ' ' || agent.front() == '"' || agent.front() == '\''))
    agent.remove_prefix(1);
  if (agent.empty()) return robot("");
  if (const auto found = automaton.find(agent); found.sign != nullptr) {
    if (!found.sign->name.empty()) return {true, found.sign->name, true};
    return robot(word_around(agent, found.begin, found.end));
  }
  return by_shape(agent, lower_case(agent));
}

}  // namespace sarnakh::text
