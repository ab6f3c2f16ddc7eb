#pragma once

// What a lead is found by (docs/decisions/0004). Stored are: the folded words of names and organisation, those with a
// half-space both parted and as one;
// e-mail addresses whole, and their parts but for public mailbox providers; '>' and the national digits of a
// phone (typed from the start); '<' and all its digits backwards (typed from the end); "form:<id>" for each
// form the person came through; «=<field>:<value>» for the stage, the source, the campaign, the product and each choice
// of a custom field (facets.hpp). Words out of e-mails, handles and keys of other programs say at their end what they
// are of, so that a search can leave out those that are kept from whoever searches.
//
// The terms of a lead that begin with a word stand one after another, and only the first of them shares less than the
// word with the one before it. So the leads of a word are counted by its terms with `shared` below its length, each
// lead once, without being told apart. (Common prefixes of neighbours in sorted order: Manber and Myers, «Suffix
// arrays», 1990.)

#include <string>
#include <vector>

#include "leads/hidden_fields.hpp"
#include "leads/lead.hpp"
#include "leads/settings.hpp"

namespace sarnakh::leads {

struct Term {
  std::string text;
  std::int64_t shared = 0;  // characters at its beginning that the lead's term before it has too
};
// Sorted, each once. `custom` are the values of the custom fields.
std::vector<Term> terms_of(const Details& details, const json::Value& custom, const Settings& settings);
inline std::vector<Term> terms_of(const Lead& lead, const Settings& settings) {
  return terms_of(lead, lead.custom, settings);
}

// Whether lead_counts has rows of its own for the term: a facet or a form.
bool is_counted_term(std::string_view term);

// The term under which a phone or an e-mail is found whole.
std::string term_of_phone(std::string_view dialled);
std::string term_of_email(std::string_view key);

// One word of what was typed: a lead fits when one of these ranges of terms holds it.
struct TermRange {
  std::string from;   // first term, with which all of them begin
  std::string until;  // first term after
};
struct SearchWord {
  std::vector<TermRange> ranges;
  bool typed = false;  // and not chosen: finds nothing that is kept from whoever searches
  bool apart = false;  // no lead has terms in two of them
};
// At most 8 words; empty when nothing can be searched for.
std::vector<SearchWord> words_of_search(std::string_view typed);
SearchWord word_of_form(FormId form);
// Of each word of a text, the terms that begin with it.
std::vector<SearchWord> words_near(std::string_view text);
TermRange range_of_facet(std::string_view field, std::string_view value);
// How the terms look (LIKE) that must not find anything for whoever searches.
std::vector<std::string> patterns_of_hidden(const HiddenFields& hidden);

}  // namespace sarnakh::leads
