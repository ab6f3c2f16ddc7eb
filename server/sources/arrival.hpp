#pragma once

// Where a person came from. An arrival is what the browser tells: the address he landed on with its campaign tags
// (utm_*, and the click ids of the advertising networks), the page before it, and first-party cookies of analytics. Out
// of it comes a touch with the channel of the taxonomy (B20) and a label that a person reads in a list.
//
// What the workspace says itself goes before (source_rules.hpp), its own channels by their names too. Order of
// evidence: a click id says who was paid; utm_medium says what the marketer meant; the host of the referrer says where
// the link was. Case is kept for display and ignored for matching.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "leads/touch.hpp"
#include "sources/source_rules.hpp"

namespace sarnakh::sources {

struct Arrival {
  std::string landing_page;  // whole address, as the browser has it
  std::string referrer;      // "" for none
  std::string own_host;      // pages of this host are the owner's own site
  std::vector<std::pair<std::string, std::string>> cookies = {};
  std::shared_ptr<const OwnSources> own = {};  // none: only what the program knows
};

// The parameter in which a labelled link carries its token along (server/links); it comes among the touch's click ids.
inline constexpr std::string_view link_parameter = "sarnakh_link";

// The touch without its time, kind and form. Unreadable addresses are left out, never an error.
leads::Touch touch_of(const Arrival& arrival);

// The channel and the label of campaign tags that came without an address, as the columns of a list do. A source that
// nobody knows gives the label alone; a touch with a channel, or without tags, is left as it is.
void name_channel(leads::Touch& touch, const OwnSources& own);

}  // namespace sarnakh::sources
