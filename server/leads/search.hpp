#pragma once

// A search as typed, asked of the terms (search_terms.hpp, docs/decisions/0004). The leads of its words are one
// subquery: the rarest word inside, each commoner one reads its terms once and keeps those of the leads found so far.
// The workspace is $1 in every text.

#include <optional>
#include <string>
#include <vector>

#include "leads/leads.hpp"
#include "leads/search_terms.hpp"
#include "rules/to_sql.hpp"

namespace sarnakh::leads {

// Up to so many leads are quicker fetched and sorted than found by walking the list; and up to so many are quicker
// looked up one by one than met while all of a million are counted.
inline constexpr std::int64_t few = 3000, many = 60'000;
// Of several words up to so many are.
inline constexpr std::int64_t fetched = 10'000;
// Of a word that more have, up to so many leads are quicker looked up one by one than all of the word are held at hand.
inline constexpr std::int64_t looked_up = 250'000;

// That an id is one of those that a subquery gives. The databases are to hold these at hand and look each row up as it
// comes: «OR FALSE» keeps PostgreSQL from a join, whose sides it takes for small when it has no numbers about the rows
// yet, and SQLite from taking the ids one by one.
std::string among(const std::string& id, const std::string& leads);

class Search {
 public:
  // Of what was typed, and of the form and the facets, which are words as the others. Asks how common each word is.
  Search(db::Work& work, const Filter& filter, std::vector<SearchWord> facets);
  Search(db::Work& work, std::vector<SearchWord> words);

  bool any() const { return !words_.empty(); }
  // Something was typed that no lead can have.
  bool nothing() const { return nothing_; }
  // No more leads than this have all the words; above `many` it is known of chosen words alone how many.
  std::int64_t at_most() const { return at_most_; }
  // Whether they are best found all at once, for a page of so many leads too: few have all the words, or each way to a
  // page reads all the terms of several typed words, and not too many are likely to have them in common.
  bool best_at_once(std::int64_t leads) const;

  // "SELECT t.lead_id …": the leads that have all the words, some of them twice; of those that the subquery `within`
  // gives when there is one.
  std::string leads(rules::Places& places, const std::string& within = "") const;
  // All of the words were chosen, none was typed: each is a handful of whole terms.
  bool exact() const;
  // That the lead with that id has all the words, each looked up for him alone: of an exact search.
  std::string has_all(rules::Places& places, const std::string& id) const;
  // How many leads of that layer (interests or leads) have all the words; at_most() knows it then. Those found of
  // several words are kept at hand, if they cannot be too many, for whoever asks for the leads afterwards.
  std::int64_t total(db::Work& work, Layer layer);

 private:
  void count(db::Work& work);
  std::string terms(const SearchWord& word, rules::Places& places) const;
  // How many of so many leads have all the words, if these are independent of each other.
  std::int64_t likely(std::int64_t leads) const;

  std::vector<SearchWord> words_;             // the rarest first
  std::vector<std::string> hidden_patterns_;  // of terms that are kept from whoever searches
  bool nothing_ = false;
  std::vector<std::int64_t> counts_;  // of the words
  std::int64_t at_most_ = 0;
  std::optional<std::vector<std::int64_t>> found_;
};

}  // namespace sarnakh::leads
