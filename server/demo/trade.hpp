#pragma once

// What a business is like: who works there, what it sells, by which roads people come, and what is said about them.

#include <array>
#include <string>
#include <vector>

#include "foundations/basics/caller.hpp"

namespace sarnakh::demo {

struct Colleague {
  std::string name, email, role, reach, team;
};
struct Name {
  std::string written, latin;
};
struct Product {
  std::string name, path, title;
  std::int64_t least_budget = 0, most_budget = 0;  // in the workspace's currency
};
struct Page {
  std::string path, title;
};

// Our own link: to a page of the site, or, without one, to the main form; of a stand, to the contact form.
struct LabelledLink {
  std::string kind, name, path;
  std::string channel, source, medium, campaign;
};
// An advertisement on somebody else's page, from day to day of the season.
struct Advertisement {
  std::string publisher, page, audience;
  int fit = 0;
  std::string fit_note;
  std::int64_t first_day = 0, last_day = 89;
  LabelledLink link;
};

// How a person reaches the business.
enum class Way {
  site,        // looks at pages, then sends a form
  newsletter,  // subscribes to it
  call,        // a colleague writes him down
  follow,      // is only a handle on a social network
  list,        // stands on the list of an exhibition
  stand        // talks to a colleague at the stand, who writes him into the tablet
};
struct Road {
  Way way = Way::site;
  double weight = 1;
  double luck = 1;                        // how likely he buys, beside the others
  std::string query = {}, referrer = {};  // of the first visit
  std::string channel = {}, label = {};   // of who is written down by hand
  // By which of the links, and on which days of the season it is followed.
  std::string link = {};
  std::int64_t first_day = 0, last_day = 89;
};

struct Trade {
  Language language = Language::fa;
  std::string name, zone, region, area, currency;
  std::string site;  // "https://labkhand.example"
  std::string email_domain;
  std::vector<Colleague> colleagues;  // the first is the owner; sellers take the leads
  std::vector<Name> first_names, last_names;
  std::vector<std::string> phone_prefixes;
  int phone_digits = 7;  // after the prefix
  std::vector<std::string> places;
  std::vector<Product> products;
  std::vector<Page> articles;
  std::vector<Road> roads;
  std::vector<LabelledLink> links;
  std::vector<Advertisement> advertisements;
  std::array<double, 7> week{};  // from Saturday
  std::string main_form, contact_form, newsletter_form;
  std::vector<std::string> needs, first_notes, later_notes, won_notes;
  std::vector<std::string> lost_reasons, refused_reasons, junk_reasons, timings;
  std::string list_name, list_head;
  std::vector<std::string> spam_names, spam_texts;
  // A field of its own, a choice.
  std::string field_key, field_fa, field_en;
  std::vector<std::array<std::string, 3>> field_choices;  // key, Persian, English
};

Trade clinic();
Trade agency();

}  // namespace sarnakh::demo
