#include "leads/search.hpp"

#include <algorithm>

#include "foundations/text/utf8.hpp"
#include "leads/leads_sql.hpp"

namespace sarnakh::leads {

namespace {

// Of what was chosen the counts know it; what was typed is counted as far as it matters.
std::int64_t count_of(db::Work& work, const SearchWord& word) {
  std::int64_t count = 0;
  for (const auto& range : word.ranges)
    count += word.typed
                 ? work.one(sql::count_of_terms, {work.workspace(), range.from, range.until, many + 1})->integer(0)
                 : work.one(sql::count_of_term, {work.workspace(), range.from})->integer(0);
  return count;
}

std::string within_range(const TermRange& range, rules::Places& places) {
  const auto from = places.put_text(range.from);
  return "t.workspace_id = $1 AND t.term >= " + from + " AND t.term < " + places.put_text(range.until);
}

}  // namespace

std::string among(const std::string& id, const std::string& leads) {
  return "(" + id + " IN (" + leads + ") OR FALSE)";
}

Search::Search(db::Work& work, const Filter& filter, std::vector<SearchWord> facets)
    : hidden_patterns_(patterns_of_hidden(HiddenFields(work.caller()))) {
  if (filter.q && filter.q->find_first_not_of(' ') != std::string::npos) {
    words_ = words_of_search(*filter.q);
    for (auto& word : words_) word.typed = true;
    nothing_ = words_.empty();
  }
  if (filter.form) words_.push_back(word_of_form(*filter.form));
  std::move(facets.begin(), facets.end(), std::back_inserter(words_));
  if (!words_.empty()) count(work);
}

Search::Search(db::Work& work, std::vector<SearchWord> words)
    : words_(std::move(words)), hidden_patterns_(patterns_of_hidden(HiddenFields(work.caller()))) {
  count(work);
}

// How common each word is, and the rarest first.
void Search::count(db::Work& work) {
  std::vector<std::pair<std::int64_t, SearchWord>> counted;
  for (auto& word : words_) {
    const auto count = count_of(work, word);
    counted.emplace_back(count, std::move(word));
  }
  std::stable_sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  words_.clear();
  for (auto& [count, word] : counted) {
    counts_.push_back(count);
    words_.push_back(std::move(word));
  }
  at_most_ = counts_.front();
  nothing_ = nothing_ || at_most_ == 0;
}

// The terms of a word, as rows (lead_id, is_lead).
std::string Search::terms(const SearchWord& word, rules::Places& places) const {
  std::string text;
  for (const auto& range : word.ranges) {
    if (!text.empty()) text += " UNION ALL ";
    text += "SELECT t.lead_id, t.is_lead FROM lead_terms t WHERE " + within_range(range, places);
    if (!word.typed) continue;
    for (const auto& pattern : hidden_patterns_) text += " AND t.term NOT LIKE " + places.put_text(pattern);
  }
  return "(" + text + ") AS t";
}

std::int64_t Search::likely(std::int64_t leads) const {
  if (found_ || leads == 0) return at_most_;
  auto likely = static_cast<double>(leads);
  for (const auto count : counts_) likely *= std::min(1.0, static_cast<double>(count) / static_cast<double>(leads));
  return static_cast<std::int64_t>(likely);
}

bool Search::best_at_once(std::int64_t leads) const {
  return at_most_ <= few || (words_.size() > 1 && !exact() && at_most_ <= many && likely(leads) <= fetched);
}

std::string Search::leads(rules::Places& places, const std::string& within) const {
  if (found_ && within.empty())
    return "SELECT f.value AS lead_id FROM {integers " + places.put_text(db::list_of(*found_)) + "} AS f";
  auto found = within;
  for (const auto& word : words_) {
    auto text = "SELECT t.lead_id FROM " + terms(word, places);
    if (!found.empty()) text += " WHERE " + among("t.lead_id", found);
    found = std::move(text);
  }
  return found;
}

bool Search::exact() const {
  return std::none_of(words_.begin(), words_.end(), [](const SearchWord& word) { return word.typed; });
}

std::string Search::has_all(rules::Places& places, const std::string& id) const {
  std::string text;
  for (const auto& word : words_) {
    std::string terms;
    for (const auto& range : word.ranges) terms += (terms.empty() ? "" : ", ") + places.put_text(range.from);
    text += (text.empty() ? "" : " AND ") +
            ("EXISTS (SELECT 1 FROM lead_terms t WHERE t.workspace_id = $1 AND t.term IN (" + terms +
             ") AND t.lead_id = " + id + ")");
  }
  return text;
}

std::int64_t Search::total(db::Work& work, Layer layer) {
  rules::Places places;
  places.put(work.workspace());
  const auto& common = words_.back();
  const bool keep = words_.size() > 1 && at_most_ <= many;
  const auto wanted = [&](const std::string& leads) { return "SELECT " + (keep ? leads : "count(" + leads + ")"); };
  std::string text;
  if (common.ranges.size() == 1 && (hidden_patterns_.empty() || !common.typed)) {
    const auto& range = common.ranges.front();
    text = wanted("t.lead_id") + " FROM lead_terms t WHERE " + within_range(range, places) + " AND t.shared < " +
           places.put(static_cast<std::int64_t>(text::length(range.from)));
  } else {
    text = wanted(common.apart ? "t.lead_id" : "DISTINCT t.lead_id") + " FROM " + terms(common, places) + " WHERE TRUE";
  }
  text += layer == Layer::lead ? " AND t.is_lead" : " AND NOT t.is_lead";
  if (words_.size() > 1) {
    auto others = *this;
    others.words_.pop_back();
    text += " AND " + among("t.lead_id", others.leads(places));
  }
  const auto rows = work.query_text(text, places.params);
  if (keep) {
    found_.emplace();
    for (const auto row : rows) found_->push_back(row.integer(0));
  }
  at_most_ = keep ? static_cast<std::int64_t>(rows.size()) : rows[0].integer(0);
  return at_most_;
}

}  // namespace sarnakh::leads
