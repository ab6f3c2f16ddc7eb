#include "leads/named_list.hpp"

#include "foundations/text/fold.hpp"

namespace sarnakh::leads {

std::string key_from(const std::optional<std::string>& wished, const json::LocalText& label) {
  const auto source = wished && !wished->empty() ? *wished : label.en.empty() ? label.fa : label.en;
  std::string key;
  for (const auto& word : text::search_words(source)) key += (key.empty() ? "" : "_") + word;
  return std::string(text::cut(key, 60));
}

void clean_label(json::LocalText& label) {
  label.fa = text::clean_text(label.fa);
  label.en = text::clean_text(label.en);
  if (label.empty()) throw Problem{"label_required", "/label"};
}

void refuse_same_name(const json::LocalText& label, const json::LocalText& other) {
  const auto same = [](const std::string& one, const std::string& another) {
    return !one.empty() && text::search_key(one) == text::search_key(another);
  };
  if (same(label.fa, other.fa)) throw Problem{"name_taken", "/label/fa"};
  if (same(label.en, other.en)) throw Problem{"name_taken", "/label/en"};
}

}  // namespace sarnakh::leads
