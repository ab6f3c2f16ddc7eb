#include "links/placement.hpp"

#include "foundations/text/fold.hpp"
#include "foundations/text/url.hpp"
#include "foundations/time/calendar.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/parse.hpp"
#include "links/links_sql.hpp"

namespace sarnakh::links {

namespace {

constexpr std::int64_t most_placements = 1000;

Placement placement_of(const db::Row& row) {
  Placement placement;
  placement.id = row.id<PlacementId>(0);
  placement.version = row.integer(1);
  placement.link = row.id<LinkId>(2);
  placement.publisher = row.text(3);
  placement.page = row.text(4);
  placement.audience = row.text(5);
  placement.fit = row.integer(6);
  placement.fit_note = row.text(7);
  placement.starts_on = row.text(8);
  placement.ends_on = row.text(9);
  placement.made_at = row.instant(10);
  placement.archived_at = row.maybe_instant(11);
  return placement;
}

void clean_day(std::string& day, const char* pointer, std::vector<FieldFault>& faults) {
  if (day.empty()) return;
  const auto read = time::parse_date(day);
  if (read)
    day = time::iso_date(time::Calendar::gregorian, read->day);
  else
    faults.push_back({"date_invalid", pointer});
}

}  // namespace

PlacementFacts checked(const PlacementFacts& facts) {
  auto clean = facts;
  std::vector<FieldFault> faults;
  clean.publisher = text::clean_text(facts.publisher);
  if (clean.publisher.empty()) faults.push_back({"required", "/publisher"});
  clean.audience = text::clean_lines(facts.audience);
  clean.fit_note = text::clean_lines(facts.fit_note);
  const auto page = text::parse_url(facts.page);
  if (page)
    clean.page = text::to_string(*page);
  else
    faults.push_back({"page_invalid", "/page"});
  clean_day(clean.starts_on, "/starts_on", faults);
  clean_day(clean.ends_on, "/ends_on", faults);
  if (faults.empty() && !clean.starts_on.empty() && !clean.ends_on.empty() && clean.ends_on < clean.starts_on)
    faults.push_back({"time_order", "/ends_on"});
  if (!faults.empty()) throw Problem{std::move(faults)};
  return clean;
}

Placement load_placement(db::Work& work, PlacementId id) {
  return placement_of(*found(work.one(sql::load_placement, {work.workspace(), id})));
}

std::vector<Placement> list_placements(db::Work& work) {
  std::vector<Placement> all;
  for (const auto row : work.query(sql::list_placements, {work.workspace()})) all.push_back(placement_of(row));
  return all;
}

Placement make_placement(db::Work& work, LinkId link, const PlacementFacts& facts) {
  if (work.one(sql::count_placements, {work.workspace()})->integer(0) >= most_placements)
    throw Problem{"too_many_links", "", {{"most", std::to_string(most_placements)}}};
  Placement placement;
  static_cast<PlacementFacts&>(placement) = facts;
  placement.id = work.new_id<PlacementId>();
  placement.link = link;
  placement.made_at = work.now();
  work.run(sql::insert_placement, {work.workspace(), placement.id, link, facts.publisher, facts.page, facts.audience,
                                   facts.fit, facts.fit_note, facts.starts_on, facts.ends_on, placement.made_at});
  return placement;
}

void save_placement(db::Work& work, PlacementId id, LinkId link, const PlacementFacts& facts) {
  work.run(sql::save_placement, {work.workspace(), id, link, facts.publisher, facts.page, facts.audience, facts.fit,
                                 facts.fit_note, facts.starts_on, facts.ends_on});
}

bool archive_placement(db::Work& work, PlacementId id) {
  return work.run(sql::archive_placement, {work.workspace(), id, work.now()}) != 0;
}

bool restore_placement(db::Work& work, PlacementId id) {
  return work.run(sql::restore_placement, {work.workspace(), id}) != 0;
}

}  // namespace sarnakh::links
