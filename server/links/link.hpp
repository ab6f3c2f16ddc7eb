#pragma once

// A link as it is kept, and what a person decides about it.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "foundations/time/calendar.hpp"
#include "links/links.hpp"

namespace sarnakh::links {

// Where the link stands.
enum class Kind { post, story, stand, poster, message, other };

// What the link says of itself to whoever counts visits (utm_source …).
struct Tags {
  std::string source, medium, campaign, content;
  static constexpr auto fields =
      json::fields(json::field("source", &Tags::source, json::with_default, json::length{0, 200}),
                   json::field("medium", &Tags::medium, json::with_default, json::length{0, 200}),
                   json::field("campaign", &Tags::campaign, json::with_default, json::length{0, 200}),
                   json::field("content", &Tags::content, json::with_default, json::length{0, 200}));
  static constexpr std::string_view schema_name = "LinkTags";
};

struct Wish {
  Kind kind = Kind::other;
  std::string name;
  std::optional<FormId> form;
  std::optional<std::string> address;
  std::string channel;
  Tags tags;
  static constexpr auto fields =
      json::fields(json::field("kind", &Wish::kind, "Where the link stands"),
                   json::field("name", &Wish::name, json::length{1, 100}, "What histories and lists call it"),
                   json::field("form_id", &Wish::form, "It leads to this form: this or address"),
                   json::field("address", &Wish::address, json::length{0, 2000}, "It leads there: https"),
                   json::field("channel", &Wish::channel, json::with_default, json::length{0, 40},
                               "Of the leads that it brings; empty: what its tags say"),
                   json::field("tags", &Wish::tags, json::with_default, "Put onto the target as utm_source and so on"));
  static constexpr std::string_view schema_name = "LinkWish";
};

struct Link : Wish {
  LinkId id;
  std::string token;
  std::int64_t version = 1;
  Instant made_at;
  std::optional<Instant> archived_at;
  std::string stand_key = {};  // of the tablet at an exhibition stand, "" for none
};

// The wish as it is kept: address and texts clean. Problem with every fault, or "not_found" for a form that is none.
Wish checked(db::Work& work, const Wish& wish, const Settings& settings);

Link load_link(db::Work& work, LinkId id);  // Problem "not_found"
std::vector<Link> list_links(db::Work& work);
Link make_link(db::Work& work, const Wish& wish);  // Problem "too_many_links"
void save_link(db::Work& work, LinkId id, const Wish& wish);
bool archive_link(db::Work& work, LinkId id);
bool restore_link(db::Work& work, LinkId id);

// Gives the tablet at the stand an address, in place of the one before; "" for none. Problem "stand_needs_form".
void set_stand(db::Work& work, const Link& link, bool open);

struct Place {
  WorkspaceId workspace;
  LinkId link;
};
std::optional<Place> find_place(db::Work& work, std::string_view token);

struct Clicks {
  std::int64_t people = 0, robots = 0;
};
// `day` is that of the workspace.
void count_click(db::Work& work, LinkId link, time::Day day, bool robot);
Clicks clicks_of(db::Work& work, LinkId link);
std::map<LinkId, Clicks> all_clicks(db::Work& work);
// Of so many days up to this one, oldest first, those without a click too.
std::vector<std::pair<std::string, Clicks>> clicks_by_day(db::Work& work, LinkId link, time::Day last,
                                                          std::int64_t days);

// Where it leads now, with its tags; nothing when the form is gone. `more` comes behind them.
std::optional<std::string> destination(const Link& link, const std::optional<FormPlace>& form,
                                       const std::string& base_url,
                                       const std::vector<std::pair<std::string, std::string>>& more = {});

}  // namespace sarnakh::links

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<links::Kind> = std::to_array<std::string_view>({"post", "story", "stand", "poster",
                                                                                     "message", "other"});
}  // namespace sarnakh::json
