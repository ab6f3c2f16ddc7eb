// What follows from the cards, followed once more: for the doctor.

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "leads/leads.hpp"
#include "leads/leads_sql.hpp"
#include "leads/merge_rules.hpp"
#include "leads/search_terms.hpp"
#include "leads/store.hpp"

namespace sarnakh::leads {

namespace {

constexpr std::size_t leads_at_once = 1'000;

// Terms of a lead in any order as one number: forty bytes a lead, not its terms, are held in memory.
std::uint64_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text) | 1; }
std::uint64_t number_of_term(std::string_view text, bool is_lead, std::int64_t shared) {
  return hash_of(text) * (4 * static_cast<std::uint64_t>(shared) + (is_lead ? 3 : 1));
}
bool is_lead(const db::Row& card) { return card.view(2) == json::name_of_enum(Layer::lead); }

// What stands on a card: id, details, layer, custom.
Lead lead_of_card(const db::Row& card) {
  Lead lead;
  static_cast<Details&>(lead) = json::from_text<Details>(card.view(1));
  lead.custom = json::parse(card.view(3));
  return lead;
}
bool are_of(const LeadColumns& columns, const db::Row& card) {
  int place = 4;
  for (const auto* column :
       {&columns.name_key, &columns.phone, &columns.email, &columns.channel, &columns.source_label})
    if (*column != card.maybe_text(place++).value_or("")) return false;
  return json::parse(columns.compared) == json::parse(card.view(place));
}
bool is_erased(const db::Row& card) { return card.view(2) == json::name_of_enum(Layer::erased); }
std::vector<Term> terms_of_card(const db::Row& card, const Lead& lead, const Settings& settings) {
  return is_erased(card) ? std::vector<Term>{} : terms_of(lead, settings);
}

// The leads in pieces, for statements that take a list of them.
void in_pieces(const std::vector<LeadId>& leads, const std::function<void(const std::string& ids)>& take) {
  for (std::size_t start = 0; start < leads.size(); start += leads_at_once) {
    const auto count = std::min(leads_at_once, leads.size() - start);
    const auto begin = leads.begin() + static_cast<std::ptrdiff_t>(start);
    take(db::list_of(std::vector<LeadId>(begin, begin + static_cast<std::ptrdiff_t>(count))));
  }
}

using Numbers = std::unordered_map<std::int64_t, std::uint64_t>;

// By which key one finds whom. A key may stand on several cards and belongs to one of them.
class Identities {
 public:
  explicit Identities(db::Work& work) {
    work.each(sql::each_identity, {work.workspace()}, [&](const db::Row& row) {
      ++keys_[row.integer(1)];
      return belonging_.emplace_back(hash_of(row.view(0)), row.integer(1)), true;
    });
    std::sort(belonging_.begin(), belonging_.end());
  }
  // Each key of the card is somebody's, and none leads to the card that is not on it.
  bool fit(LeadId lead, const std::vector<std::string>& keys) const {
    std::uint64_t own = 0;
    for (const auto& key : keys) {
      const auto at = std::lower_bound(belonging_.begin(), belonging_.end(), std::pair{hash_of(key), std::int64_t{0}});
      if (at == belonging_.end() || at->first != hash_of(key)) return false;
      own += at->second == lead.value ? 1 : 0;
    }
    const auto known = keys_.find(lead.value);
    return own == (known == keys_.end() ? 0 : known->second);
  }

 private:
  std::vector<std::pair<std::uint64_t, std::int64_t>> belonging_;
  Numbers keys_;  // how many belong to a lead
};

}  // namespace

void each_crooked(db::Work& work, const std::function<void(const Crooked&)>& take) {
  const auto settings = settings_of(work);
  Numbers terms;
  work.each(sql::each_term, {work.workspace()}, [&](const db::Row& row) {
    return terms[row.integer(0)] += number_of_term(row.view(1), row.boolean(2), row.integer(3)), true;
  });
  const Identities identities(work);
  work.each(sql::each_card, {work.workspace()}, [&](const db::Row& row) {
    const auto lead = lead_of_card(row);
    std::uint64_t expected = 0;
    for (const auto& term : terms_of_card(row, lead, *settings))
      expected += number_of_term(term.text, is_lead(row), term.shared);
    const auto stored = terms.find(row.integer(0));
    Crooked crooked{row.id<LeadId>(0)};
    crooked.terms = (stored == terms.end() ? 0 : stored->second) != expected;
    crooked.identities = !identities.fit(crooked.lead, keys_of(lead));
    crooked.columns = !is_erased(row) && !are_of(LeadColumns(lead), row);
    if (crooked.columns || crooked.terms || crooked.identities) take(crooked);
    return true;
  });
}

void write_columns_anew(db::Work& work, const std::vector<LeadId>& leads) {
  in_pieces(leads, [&](const std::string& ids) {
    for (const auto row : work.query(sql::cards_of, {work.workspace(), ids})) {
      const LeadColumns columns(lead_of_card(row));
      work.run(sql::write_columns,
               {work.workspace(), row.id<LeadId>(0), columns.name_key, db::text_or_null(columns.phone),
                db::text_or_null(columns.email), db::text_or_null(columns.channel),
                db::text_or_null(columns.source_label), columns.compared});
    }
  });
}

void write_terms_anew(db::Work& work, const std::vector<LeadId>& leads) {
  const auto settings = settings_of(work);
  in_pieces(leads, [&](const std::string& ids) {
    work.run(sql::delete_terms_of, {work.workspace(), ids});
    std::deque<Term> terms;
    std::vector<db::Param> params;
    for (const auto row : work.query(sql::cards_of, {work.workspace(), ids}))
      for (auto& term : terms_of_card(row, lead_of_card(row), *settings)) {
        const auto& kept = terms.emplace_back(std::move(term));
        params.insert(params.end(), {db::Param(work.workspace()), db::Param(kept.text), db::Param(row.id<LeadId>(0)),
                                     db::Param(is_lead(row)), db::Param(kept.shared)});
      }
    if (!params.empty()) work.run_many(sql::add_terms, params);
  });
}

}  // namespace sarnakh::leads
