#include "links/link.hpp"

#include <algorithm>

#include "foundations/basics/random.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/time/format.hpp"
#include "links/links_sql.hpp"
#include "links/target.hpp"
#include "sources/arrival.hpp"
#include "sources/channels.hpp"

namespace sarnakh::links {

namespace {

constexpr std::int64_t most_links = 1000;

// Read from a poster and typed by hand: no letter that looks like another. 31^10 is about 2^49.
std::string new_token() {
  constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string token;
  for (int i = 0; i < 10; ++i) token += letters[random_below(letters.size())];
  return token;
}

Link link_of(const db::Row& row) {
  Link link;
  link.id = row.id<LinkId>(0);
  link.token = row.text(1);
  link.version = row.integer(2);
  link.kind = json::enum_of_name<Kind>(row.view(3)).value_or(Kind::other);
  link.name = row.text(4);
  if (const auto form = row.id<FormId>(5)) link.form = form;
  if (!row.view(6).empty()) link.address = row.text(6);
  link.channel = row.text(7);
  link.tags = json::from_text<Tags>(row.view(8));
  link.made_at = row.instant(9);
  link.archived_at = row.maybe_instant(10);
  link.stand_key = row.text(11);
  return link;
}

std::string date_of(time::Day day) { return time::iso_date(time::Calendar::gregorian, day); }

void add_clicks(Clicks& clicks, const db::Row& row) {
  (row.view(1) == "robots" ? clicks.robots : clicks.people) += row.integer(2);
}

}  // namespace

Wish checked(db::Work& work, const Wish& wish, const Settings& settings) {
  auto clean = wish;
  std::vector<FieldFault> faults;
  clean.name = text::clean_text(wish.name);
  if (clean.name.empty()) faults.push_back({"required", "/name"});
  if (!wish.channel.empty() && !sources::is_channel(work, wish.channel))
    faults.push_back({"choice_unknown", "/channel"});
  if (clean.address && clean.address->empty()) clean.address.reset();
  if (clean.form.has_value() == clean.address.has_value()) {
    faults.push_back({"link_target_needed", "/address"});
  } else if (clean.address) {
    clean.address = clean_target(*clean.address);
    if (!clean.address) faults.push_back({"link_target_refused", "/address"});
  }
  for (auto* tag : {&clean.tags.source, &clean.tags.medium, &clean.tags.campaign, &clean.tags.content})
    *tag = text::clean_text(*tag);
  if (!faults.empty()) throw Problem{std::move(faults)};
  if (clean.form) found(settings.form(work, *clean.form), "/form_id");
  return clean;
}

Link load_link(db::Work& work, LinkId id) { return link_of(*found(work.one(sql::load_link, {work.workspace(), id}))); }

std::vector<Link> list_links(db::Work& work) {
  std::vector<Link> all;
  for (const auto row : work.query(sql::list_links, {work.workspace()})) all.push_back(link_of(row));
  return all;
}

Link make_link(db::Work& work, const Wish& wish) {
  if (work.one(sql::count_links, {work.workspace()})->integer(0) >= most_links)
    throw Problem{"too_many_links", "", {{"most", std::to_string(most_links)}}};
  Link link;
  static_cast<Wish&>(link) = wish;
  link.id = work.new_id<LinkId>();
  link.token = new_token();
  link.made_at = work.now();
  const auto tags = json::to_text(wish.tags);
  work.run(sql::insert_link, {work.workspace(), link.id, link.token, json::name_of_enum(wish.kind), wish.name,
                              wish.form.value_or(FormId{}), wish.address ? *wish.address : std::string_view{},
                              wish.channel, tags, link.made_at});
  work.run(sql::insert_token, {link.token, work.workspace(), link.id});
  return link;
}

void save_link(db::Work& work, LinkId id, const Wish& wish) {
  const auto tags = json::to_text(wish.tags);
  work.run(sql::save_link,
           {work.workspace(), id, json::name_of_enum(wish.kind), wish.name, wish.form.value_or(FormId{}),
            wish.address ? *wish.address : std::string_view{}, wish.channel, tags});
}

bool archive_link(db::Work& work, LinkId id) {
  return work.run(sql::archive_link, {work.workspace(), id, work.now()}) != 0;
}

bool restore_link(db::Work& work, LinkId id) { return work.run(sql::restore_link, {work.workspace(), id}) != 0; }

void set_stand(db::Work& work, const Link& link, bool open) {
  if (open && !link.form) throw Problem{"stand_needs_form"};
  const auto key = open ? random_token(18) : std::string();
  // The key before stays known: what a tablet still sends to it is counted.
  work.run(sql::set_stand_key, {work.workspace(), link.id, key});
  if (open) work.run(sql::insert_token, {key, work.workspace(), link.id});
}

std::optional<Place> find_place(db::Work& work, std::string_view token) {
  const auto row = work.one(sql::find_token, {token});
  if (!row) return std::nullopt;
  return Place{row->id<WorkspaceId>(0), row->id<LinkId>(1)};
}

void count_click(db::Work& work, LinkId link, time::Day day, bool robot) {
  const auto date = date_of(day);
  work.add_later(sql::count_click, {work.workspace(), link, date, robot ? "robots" : "people"}, 1);
}

Clicks clicks_of(db::Work& work, LinkId link) {
  Clicks clicks;
  for (const auto row : work.query(sql::clicks_of_link, {work.workspace(), link})) add_clicks(clicks, row);
  return clicks;
}

std::map<LinkId, Clicks> all_clicks(db::Work& work) {
  std::map<LinkId, Clicks> all;
  for (const auto row : work.query(sql::list_clicks, {work.workspace()})) add_clicks(all[row.id<LinkId>(0)], row);
  return all;
}

std::vector<std::pair<std::string, Clicks>> clicks_by_day(db::Work& work, LinkId link, time::Day last,
                                                          std::int64_t days) {
  std::vector<std::pair<std::string, Clicks>> all;
  for (auto day = last - (days - 1); day <= last; day = day + 1) all.emplace_back(date_of(day), Clicks{});
  for (const auto row : work.query(sql::clicks_by_day, {work.workspace(), link, all.front().first, all.back().first})) {
    const auto day = std::lower_bound(all.begin(), all.end(), row.view(0),
                                      [](const auto& one, auto date) { return one.first < date; });
    add_clicks(day->second, row);
  }
  return all;
}

std::optional<std::string> destination(const Link& link, const std::optional<FormPlace>& form,
                                       const std::string& base_url,
                                       const std::vector<std::pair<std::string, std::string>>& more) {
  if (!link.address && !form) return std::nullopt;
  Parameters parameters{{"utm_source", link.tags.source},
                        {"utm_medium", link.tags.medium},
                        {"utm_campaign", link.tags.campaign},
                        {"utm_content", link.tags.content},
                        {std::string(sources::link_parameter), link.token}};
  parameters.insert(parameters.end(), more.begin(), more.end());
  return with_parameters(link.address ? *link.address : base_url + form->path, parameters);
}

}  // namespace sarnakh::links
