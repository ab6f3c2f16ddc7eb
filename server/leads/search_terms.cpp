#include "leads/search_terms.hpp"

#include <algorithm>
#include <set>

#include "foundations/text/email.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/phone.hpp"
#include "foundations/text/utf8.hpp"
#include "leads/compared.hpp"
#include "leads/custom_names.hpp"
#include "leads/grade_rules.hpp"

namespace sarnakh::leads {

namespace {

constexpr std::size_t longest_term = 64;
constexpr char word_sign = '\x1f';
constexpr char of_email = 'e', of_handle = 'h', of_key = 'k';

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char byte : text)
    if (byte >= '0' && byte <= '9') digits += byte;
  return digits;
}

// The digits after the country code of Iran; others keep theirs, as everybody writes them.
std::string national(std::string_view digits) {
  return std::string(digits.starts_with("98") && digits.size() > 10 ? digits.substr(2) : digits);
}

bool only_digits_and_marks(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char byte) {
    return (byte >= '0' && byte <= '9') || byte == '+' || byte == '-' || byte == '(' || byte == ')' || byte == ' ';
  });
}

TermRange prefix(std::string term) {
  auto until = term + "\xF4\x8F\xBF\xBF";  // U+10FFFF: after every continuation
  return {std::move(term), std::move(until)};
}
// With the same word of a contact: nothing else that a term holds comes before a space.
TermRange whole(const std::string& term) { return {term, term + ' '}; }

std::string cut(std::string term) {
  term.resize(text::cut(term, longest_term).size());
  return term;
}

std::int64_t common_beginning(std::string_view a, std::string_view b) {
  const auto [at, _] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  auto bytes = static_cast<std::size_t>(at - a.begin());
  // Not half of a character: what follows the last whole one is a continuation in one of them.
  const auto inside = [&](std::string_view text) {
    return bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80;
  };
  while (bytes > 0 && (inside(a) || inside(b))) --bytes;
  return static_cast<std::int64_t>(text::length(a.substr(0, bytes)));
}

std::vector<Term> in_order(const std::set<std::string>& texts) {
  std::vector<Term> terms;
  terms.reserve(texts.size());
  for (const auto& text : texts) terms.push_back({text, terms.empty() ? 0 : common_beginning(terms.back().text, text)});
  return terms;
}

std::string facet(std::string_view field, std::string_view value) {
  return "=" + std::string(field) + ":" + std::string(value);
}

// Nobody searches for their beginnings, so they share nothing with what stands before them, nor does anything with
// them: no other term begins with that sign.
void add_facets(std::vector<Term>& terms, const Details& details, const json::Value& custom, const Settings& settings) {
  const auto before = terms.size();
  for (const auto& [field, value] : facet_values(details)) terms.push_back({facet(field, value)});
  for (const auto& [key, value] : custom.as_object()) {
    const auto* field = settings.custom_field(key);
    const auto name = custom_field_name(key);
    if (field == nullptr) continue;
    if (field->type == FieldType::choice)
      terms.push_back({facet(name, value.as_string().value_or(""))});
    else if (field->type == FieldType::yes_no)
      terms.push_back({facet(name, value.as_bool().value_or(false) ? "yes" : "no")});
    else if (field->type == FieldType::multi_choice)
      for (const auto& one : value.as_array()) terms.push_back({facet(name, one.as_string().value_or(""))});
  }
  if (terms.size() == before) return;
  const auto by_text = [](const Term& a, const Term& b) { return a.text < b.text; };
  std::sort(terms.begin(), terms.end(), by_text);
  const auto same = [](const Term& a, const Term& b) { return a.text == b.text; };
  terms.erase(std::unique(terms.begin(), terms.end(), same), terms.end());
}

constexpr std::string_view half_space = "\u200c";

// «علی‌رضا» is typed «علیرضا» as often: the text with nothing where a half-space is.
std::string without_half_spaces(std::string_view text) {
  std::string joined;
  for (std::size_t at = 0; at < text.size();) {
    const auto next = std::min(text.find(half_space, at), text.size());
    joined += text.substr(at, next - at);
    at = next + half_space.size();
  }
  return joined;
}

// What was typed with a half-space may stand as one word: the later parts with the word that all of them are together.
// The first part is a beginning of that word in any case.
std::vector<std::pair<std::string, std::string>> parts_of_joined(std::string_view typed) {
  std::vector<std::pair<std::string, std::string>> parts;
  for (std::size_t at = 0; at < typed.size();) {
    const auto end = std::min(typed.find(' ', at), typed.size());
    const auto piece = typed.substr(at, end - at);
    at = end + 1;
    if (piece.find(half_space) == std::string::npos) continue;
    auto words = text::search_words(piece);
    const auto joined = text::search_words(without_half_spaces(piece));
    if (joined.size() != 1) continue;
    for (std::size_t i = 1; i < words.size(); ++i) parts.emplace_back(std::move(words[i]), joined.front());
  }
  return parts;
}

// A word of a contact says behind a sign that no text has what it is of; a search for its beginning does not mind.
std::string word_of(char family, std::string word) { return cut(std::move(word)) + word_sign + family; }

}  // namespace

bool is_counted_term(std::string_view term) { return term.starts_with('=') || term.starts_with("form:"); }

std::string term_of_phone(std::string_view dialled) { return ">" + national(digits_of(text::number_of(dialled))); }
std::string term_of_email(std::string_view key) { return cut(std::string(key)); }

std::vector<Term> terms_of(const Details& details, const json::Value& custom, const Settings& settings) {
  std::set<std::string> terms;
  for (const auto* text : {&details.first_name, &details.last_name, &details.full_name, &details.organisation})
    if (*text) {
      for (auto& word : text::search_words(**text)) terms.insert(cut(std::move(word)));
      if ((*text)->find(half_space) != std::string::npos)
        for (auto& word : text::search_words(without_half_spaces(**text))) terms.insert(cut(std::move(word)));
    }
  if (details.external_id)
    for (auto& word : text::search_words(*details.external_id)) terms.insert(word_of(of_key, std::move(word)));
  for (const auto& phone : details.phones) {
    auto digits = digits_of(text::number_of(phone.value));
    terms.insert(term_of_phone(phone.value));
    std::reverse(digits.begin(), digits.end());
    terms.insert("<" + digits);
  }
  for (const auto& email : details.emails) {
    const auto parsed = text::parse_email(email.value);
    if (!parsed) continue;
    const auto& key = parsed->key;
    terms.insert(term_of_email(key));
    const auto at = key.rfind('@');
    const auto domain = std::string_view(key).substr(at + 1);
    // The first part needs no term of its own: the whole address begins with it.
    auto parts = text::search_words(std::string_view(key).substr(0, at));
    for (std::size_t i = 1; i < parts.size(); ++i) terms.insert(word_of(of_email, std::move(parts[i])));
    if (!is_public_mailbox(domain)) terms.insert(word_of(of_email, std::string(domain)));
  }
  for (const auto& handle : details.handles)
    for (auto& word : text::search_words(handle.value)) terms.insert(word_of(of_handle, std::move(word)));
  for (const auto form : details.forms) terms.insert("form:" + to_string(form));
  auto all = in_order(terms);
  add_facets(all, details, custom, settings);
  return all;
}

std::vector<std::string> patterns_of_hidden(const HiddenFields& hidden) {
  const auto words = [](char family) { return std::string("%") + word_sign + family; };
  std::vector<std::string> patterns;
  if (hidden.holds("phones")) patterns.insert(patterns.end(), {">%", "<%"});
  if (hidden.holds("emails")) patterns.insert(patterns.end(), {"%@%", words(of_email)});
  if (hidden.holds("handles")) patterns.push_back(words(of_handle));
  if (hidden.holds("external_id")) patterns.push_back(words(of_key));
  return patterns;
}

TermRange range_of_facet(std::string_view field, std::string_view value) { return whole(facet(field, value)); }

std::vector<SearchWord> words_near(std::string_view text) {
  std::vector<SearchWord> words;
  for (auto& word : text::search_words(text)) words.push_back({{prefix(cut(std::move(word)))}, true});
  return words;
}

SearchWord word_of_form(FormId form) { return {{whole("form:" + to_string(form))}}; }

std::vector<SearchWord> words_of_search(std::string_view typed) {
  const auto key = text::search_key(typed);
  const auto joined = parts_of_joined(typed);
  std::vector<SearchWord> words;
  // A number with spaces in it is one number.
  if (only_digits_and_marks(key)) {
    auto digits = digits_of(key);
    if (digits.empty()) return {};
    SearchWord word;
    word.ranges.push_back(prefix(digits));
    if (digits.size() >= 3) {
      auto backwards = digits;
      std::reverse(backwards.begin(), backwards.end());
      // A whole number ends, turned round, with what the trunk prefix stands for: compare without it.
      word.ranges.push_back(prefix("<" + backwards));
      auto forward = std::string_view(digits);
      if (forward.starts_with("00")) forward.remove_prefix(2);
      const auto from_start = [&](std::string_view head) {
        if (!head.empty()) word.ranges.push_back(prefix(">" + std::string(head)));
      };
      from_start(forward.substr(forward.starts_with('0') ? 1 : 0));
      if (forward.starts_with("98")) from_start(forward.substr(2));
    }
    return {word};
  }
  // A number as the card writes it, with its extension, finds whoever is behind that number.
  if (const auto parsed = text::parse_phone(typed); parsed && !parsed->extension.empty())
    return words_of_search(parsed->e164);
  std::size_t start = 0;
  while (start < key.size() && words.size() < 8) {
    const auto end = std::min(key.find(' ', start), key.size());
    const auto token = key.substr(start, end - start);
    start = end + 1;
    if (token.empty()) continue;
    if (token.find('@') != std::string::npos && token.front() != '@') {
      words.push_back({{prefix(cut(token))}});
      continue;
    }
    if (only_digits_and_marks(token)) {
      for (auto& word : words_of_search(token)) words.push_back(std::move(word));
      continue;
    }
    // "example.com" is the domain of an address as well as two words.
    const auto dot = token.rfind('.');
    if (dot != std::string::npos && dot >= 2 && token.size() - dot > 2 && token.find('@') == std::string::npos) {
      words.push_back({{prefix(cut(token))}});
      continue;
    }
    for (auto& part : text::search_words(token)) {
      // One letter alone begins too many words to be meant.
      const bool one_letter = text::length(part) < 2;
      SearchWord word{{one_letter ? whole(part) : prefix(cut(part))}};
      for (const auto& [later, one] : joined)
        if (later == part) word.ranges.push_back(prefix(cut(one)));
      words.push_back(std::move(word));
    }
  }
  if (words.size() > 8) words.resize(8);
  return words;
}

}  // namespace sarnakh::leads
