#pragma once

// A placement: an advertisement on a publisher's page, and how well that page's readers are those whom the workspace
// looks for. What came of it is what came by its link.

#include <optional>
#include <string>
#include <vector>

#include "links/link.hpp"

namespace sarnakh::links {

using PlacementId = Id<struct PlacementTag>;

struct PlacementFacts {
  std::string publisher, page, audience;
  std::int64_t fit = 0;
  std::string fit_note;
  std::string starts_on, ends_on;
  static constexpr auto fields = json::fields(
      json::field("publisher", &PlacementFacts::publisher, json::length{1, 200}, "Whose page it is"),
      json::field("page", &PlacementFacts::page, json::length{1, 2000}, "Address of the page: http or https"),
      json::field("audience", &PlacementFacts::audience, json::with_default, json::length{0, 1000}, "Who reads it"),
      json::field(
          "fit", &PlacementFacts::fit, json::with_default, json::range{0, 5},
          "How well the audience is the persona that the workspace looks for: 1 hardly, 5 exactly; 0 not judged"),
      json::field("fit_note", &PlacementFacts::fit_note, json::with_default, json::length{0, 1000},
                  "Why it was judged so"),
      json::field("starts_on", &PlacementFacts::starts_on, json::with_default, json::length{0, 40}, "A day, or empty"),
      json::field("ends_on", &PlacementFacts::ends_on, json::with_default, json::length{0, 40}, "A day, or empty"));
  static constexpr std::string_view schema_name = "PlacementFacts";
};

struct Placement : PlacementFacts {
  PlacementId id;
  std::int64_t version = 1;
  LinkId link;
  Instant made_at;
  std::optional<Instant> archived_at;
  static constexpr auto fields =
      json::joined(PlacementFacts::fields,
                   json::fields(json::field("id", &Placement::id), json::field("version", &Placement::version),
                                json::field("link_id", &Placement::link), json::field("made_at", &Placement::made_at),
                                json::field("archived_at", &Placement::archived_at)));
  static constexpr std::string_view schema_name = "Placement";
};

// As they are kept: texts and address clean, days as 2026-11-26. Problem with every fault.
PlacementFacts checked(const PlacementFacts& facts);

Placement load_placement(db::Work& work, PlacementId id);  // Problem "not_found"
std::vector<Placement> list_placements(db::Work& work);
Placement make_placement(db::Work& work, LinkId link, const PlacementFacts& facts);  // Problem "too_many_links"
void save_placement(db::Work& work, PlacementId id, LinkId link, const PlacementFacts& facts);
bool archive_placement(db::Work& work, PlacementId id);
bool restore_placement(db::Work& work, PlacementId id);

}  // namespace sarnakh::links
