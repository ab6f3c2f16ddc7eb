// What people do in the desk: make links, say where they lead, see what came by them; and the placements that use them.

#include <map>
#include <memory>
#include <set>

#include "accounts/accounts.hpp"
#include "foundations/time/zone.hpp"
#include "leads/count.hpp"
#include "links/api.hpp"
#include "links/link.hpp"
#include "links/links_sql.hpp"
#include "links/placement.hpp"

namespace sarnakh::links {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

struct LinkView : Wish {
  LinkId id;
  std::int64_t version = 1;
  std::string url, destination;
  std::optional<json::LocalText> form_title;
  bool works = true;
  std::int64_t clicks = 0, robots = 0, leads = 0;
  Instant made_at;
  std::optional<Instant> archived_at;
  std::optional<std::string> stand_url;
  static constexpr auto fields = json::joined(
      Wish::fields,
      json::fields(json::field("id", &LinkView::id), json::field("version", &LinkView::version),
                   json::field("url", &LinkView::url, "What is handed out; a + behind it shows where it leads"),
                   json::field("destination", &LinkView::destination, "Where it leads, with its tags"),
                   json::field("form_title", &LinkView::form_title, "Of the form that it leads to"),
                   json::field("works", &LinkView::works, "false: the form that it leads to is not published"),
                   json::field("clicks", &LinkView::clicks, "Of people"),
                   json::field("robots", &LinkView::robots, "Clicks of robots and of pages fetched ahead"),
                   json::field("leads", &LinkView::leads, "That came by it, within the reach of whoever asks"),
                   json::field("made_at", &LinkView::made_at), json::field("archived_at", &LinkView::archived_at),
                   json::field("stand_url", &LinkView::stand_url, "What the tablet at the stand is opened with")));
  static constexpr std::string_view schema_name = "Link";
};

struct DaysParameter {
  std::int64_t days = 90;
  static constexpr auto fields = json::fields(
      json::field("days", &DaysParameter::days, json::with_default, json::range{1, 400}, "How many, today included"));
};
struct DayOfClicks {
  std::string day;
  std::int64_t clicks = 0, robots = 0, leads = 0;
  static constexpr auto fields = json::fields(json::field("day", &DayOfClicks::day, "Of the workspace: 2026-11-26"),
                                              json::field("clicks", &DayOfClicks::clicks, "Of people"),
                                              json::field("robots", &DayOfClicks::robots),
                                              json::field("leads", &DayOfClicks::leads,
                                                          "That came by it and are new since that day, which is the "
                                                          "reader's own, as in the list"));
  static constexpr std::string_view schema_name = "LinkDay";
};

struct PlacementWish : PlacementFacts {
  std::optional<LinkId> link_id;
  std::optional<Wish> link;
  static constexpr auto fields =
      json::joined(PlacementFacts::fields,
                   json::fields(json::field("link_id", &PlacementWish::link_id, "A link that is there: this or link"),
                                json::field("link", &PlacementWish::link, "A link that is made for it")));
  static constexpr std::string_view schema_name = "PlacementWish";
};

// Counts leads as their list does, for whoever asks. The catalogue is put together once.
class LeadCounter {
 public:
  LeadCounter(db::Work& work, const rules::CatalogueOf& catalogue) : work_(work), catalogue_(catalogue(work)) {
    for (const auto row : work.query(sql::links_that_brought, {work.workspace()})) some_.insert(row.id<LinkId>(0));
  }

  std::int64_t count(LinkId link) const { return some_.contains(link) ? leads::total(work_, filter_of(link)) : 0; }
  // By the days of whoever asks.
  std::map<time::Day, std::int64_t> by_day(LinkId link, time::Day first) const {
    std::map<time::Day, std::int64_t> all;
    if (!some_.contains(link)) return all;
    const auto& zone = work_.caller().time_zone;
    for (const auto at : leads::came_since(work_, filter_of(link), time::start_of_day(first, zone)))
      ++all[time::day_at(at, zone)];
    return all;
  }

 private:
  leads::Filter filter_of(LinkId link) const {
    leads::Filter filter;
    filter.filter =
        json::from_text<rules::Condition>(R"({"field":"link","is":"any_of","value":[")" + to_string(link) + "\"]}");
    filter.bind(work_, [this](db::Work&) { return catalogue_; });
    return filter;
  }

  db::Work& work_;
  std::shared_ptr<const rules::Catalogue> catalogue_;
  std::set<LinkId> some_;
};

class DeskApi {
 public:
  DeskApi(db::Database& database, Settings settings) : database_(database), settings_(std::move(settings)) {}

  http::List<LinkView> list(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) {
      const LeadCounter leads(work, settings_.catalogue);
      auto clicks = all_clicks(work);
      http::List<LinkView> all;
      for (const auto& link : list_links(work)) all.data.push_back(view_of(work, link, clicks[link.id], leads));
      return all;
    });
  }

  http::Tagged<LinkView> load(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) { return tagged(work, call.id<LinkId>("id")); });
  }

  http::List<DayOfClicks> days(const Call& call, std::int64_t count) {
    return database_.read(call.scope(), [&](db::Work& work) {
      const auto link = load_link(work, call.id<LinkId>("id"));
      const auto today = time::day_at(call.now(), accounts::workspace_of(work).time_zone);
      http::List<DayOfClicks> all;
      auto day = today - (count - 1);
      auto leads = LeadCounter(work, settings_.catalogue).by_day(link.id, day);
      for (const auto& [date, clicks] : clicks_by_day(work, link.id, today, count)) {
        all.data.push_back({date, clicks.people, clicks.robots, leads[day]});
        day = day + 1;
      }
      return all;
    });
  }

  http::Created<LinkView> make(const Call& call, const Wish& wish) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto id = make_audited(work, checked(work, wish, settings_));
      return http::Created<LinkView>{tagged(work, id).body, "/api/v1/links/" + to_string(id)};
    });
  }

  http::Tagged<LinkView> save(const Call& call, const Wish& wish) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto link = load_link(work, call.id<LinkId>("id"));
      http::require_match(call.request, link.version);
      const auto clean = checked(work, wish, settings_);
      save_link(work, link.id, clean);
      accounts::audit(work, "link_changed", "link", link.id.value, json::to_value(clean));
      return tagged(work, link.id);
    });
  }

  http::Tagged<LinkView> archive(const Call& call, bool gone) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto link = load_link(work, call.id<LinkId>("id"));
      if (gone && archive_link(work, link.id))
        accounts::audit(work, "link_archived", "link", link.id.value, json::Object{{"name", link.name}});
      if (!gone && restore_link(work, link.id))
        accounts::audit(work, "link_restored", "link", link.id.value, json::Object{{"name", link.name}});
      return tagged(work, link.id);
    });
  }

  http::Tagged<LinkView> stand(const Call& call, bool open) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto link = load_link(work, call.id<LinkId>("id"));
      set_stand(work, link, open);
      const json::Object detail{{"name", link.name}};
      if (open)
        accounts::audit(work, "stand_opened", "link", link.id.value, detail);
      else
        accounts::audit(work, "stand_closed", "link", link.id.value, detail);
      return tagged(work, link.id);
    });
  }

  http::List<Placement> list_all_placements(const Call& call) {
    return database_.read(call.scope(), [](db::Work& work) { return http::List<Placement>{list_placements(work)}; });
  }

  http::Tagged<Placement> load_one_placement(const Call& call) {
    return database_.read(call.scope(), [&](db::Work& work) { return tagged_placement(work, placement_in(call)); });
  }

  http::Created<Placement> place(const Call& call, const PlacementWish& wish) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto facts = checked(static_cast<const PlacementFacts&>(wish));
      auto placement = make_placement(work, link_for(work, wish), facts);
      accounts::audit(work, "placement_made", "placement", placement.id.value, json::to_value(facts));
      auto location = "/api/v1/placements/" + to_string(placement.id);
      return http::Created<Placement>{std::move(placement), std::move(location)};
    });
  }

  http::Tagged<Placement> replace(const Call& call, const PlacementWish& wish) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto placement = load_placement(work, placement_in(call));
      http::require_match(call.request, placement.version);
      const auto facts = checked(static_cast<const PlacementFacts&>(wish));
      save_placement(work, placement.id, link_for(work, wish), facts);
      accounts::audit(work, "placement_changed", "placement", placement.id.value, json::to_value(facts));
      return tagged_placement(work, placement.id);
    });
  }

  http::Tagged<Placement> archive_one_placement(const Call& call, bool gone) {
    return database_.write(call.scope(), [&](db::Work& work) {
      const auto placement = load_placement(work, placement_in(call));
      const json::Object detail{{"publisher", placement.publisher}};
      if (gone && archive_placement(work, placement.id))
        accounts::audit(work, "placement_archived", "placement", placement.id.value, detail);
      if (!gone && restore_placement(work, placement.id))
        accounts::audit(work, "placement_restored", "placement", placement.id.value, detail);
      return tagged_placement(work, placement.id);
    });
  }

 private:
  static PlacementId placement_in(const Call& call) { return call.id<PlacementId>("id"); }

  static http::Tagged<Placement> tagged_placement(db::Work& work, PlacementId id) {
    auto placement = load_placement(work, id);
    const auto version = placement.version;
    return {std::move(placement), version};
  }

  static LinkId make_audited(db::Work& work, const Wish& wish) {
    const auto link = make_link(work, wish);
    accounts::audit(work, "link_made", "link", link.id.value, json::to_value(wish));
    return link.id;
  }

  // The link that the placement names, or one that is made for it.
  LinkId link_for(db::Work& work, const PlacementWish& wish) const {
    if (wish.link_id.has_value() == wish.link.has_value()) throw Problem{"placement_link_needed", "/link_id"};
    if (wish.link_id) {
      found(work.one(sql::load_link, {work.workspace(), *wish.link_id}), "/link_id");
      return *wish.link_id;
    }
    try {
      return make_audited(work, checked(work, *wish.link, settings_));
    } catch (Problem& problem) {
      for (auto& fault : problem.faults) fault.pointer = "/link" + fault.pointer;
      throw;
    }
  }

  LinkView view_of(db::Work& work, const Link& link, const Clicks& clicks, const LeadCounter& leads) const {
    LinkView view;
    static_cast<Wish&>(view) = link;
    view.id = link.id;
    view.version = link.version;
    view.url = settings_.base_url + "/l/" + link.token;
    view.made_at = link.made_at;
    view.archived_at = link.archived_at;
    if (!link.stand_key.empty()) view.stand_url = settings_.base_url + "/stand/" + link.stand_key;
    view.clicks = clicks.people;
    view.robots = clicks.robots;
    view.leads = leads.count(link.id);
    const auto form = link.form ? settings_.form(work, *link.form) : std::nullopt;
    view.destination = links::destination(link, form, settings_.base_url).value_or("");
    if (form) view.form_title = form->title;
    view.works = !link.form || (form && form->open);
    return view;
  }

  http::Tagged<LinkView> tagged(db::Work& work, LinkId id) const {
    const auto link = load_link(work, id);
    return {view_of(work, link, clicks_of(work, id), LeadCounter(work, settings_.catalogue)), link.version};
  }

  db::Database& database_;
  Settings settings_;
};

void add_link_routes(http::RouteTable& routes, const std::shared_ptr<DeskApi>& api) {
  const std::string all = "/api/v1/links", one = all + "/{id}";
  routes.push_back(http::route<Nothing, http::List<LinkView>>(
      Method::get, all, "forms:read", "The labelled links, newest first, with their clicks and leads.",
      [api](const Call& call, const Nothing&) { return api->list(call); }));
  routes.push_back(http::route<Wish, http::Created<LinkView>>(
      Method::post, all, "forms:write", "Makes a link to a form or to an https address.",
      [api](const Call& call, const Wish& body) { return api->make(call, body); }));
  routes.push_back(http::route<Nothing, http::Tagged<LinkView>>(
      Method::get, one, "forms:read", "One link.",
      [api](const Call& call, const Nothing&) { return api->load(call); }));
  routes.push_back(http::route<DaysParameter, http::List<DayOfClicks>>(
      Method::get, one + "/days", "forms:read",
      "How often a link was followed and whom it brought, day by day, oldest first.",
      [api](const Call& call, const DaysParameter& parameters) { return api->days(call, parameters.days); }));
  routes.push_back(http::route<Wish, http::Tagged<LinkView>>(
      Method::put, one, "forms:write", "Changes a link (If-Match); its address and what is printed stay good.",
      [api](const Call& call, const Wish& body) { return api->save(call, body); }));
  for (const bool gone : {true, false})
    routes.push_back(http::route<Nothing, http::Tagged<LinkView>>(
        Method::post, one + (gone ? "/archive" : "/restoration"), "forms:write",
        gone ? "Takes a link out of the list; who follows it still gets there, and is counted."
             : "Brings an archived link back into the list.",
        [api, gone](const Call& call, const Nothing&) { return api->archive(call, gone); }));
  for (const bool open : {true, false})
    routes.push_back(http::route<Nothing, http::Tagged<LinkView>>(
        open ? Method::post : Method::remove, one + "/stand", "forms:write",
        open ? "Gives the tablet at an exhibition stand an address of its own, in place of the one before."
             : "Ends the tablet's address; what it still holds stays on it.",
        [api, open](const Call& call, const Nothing&) { return api->stand(call, open); }, http::BodyKind::none));
}

void add_placement_routes(http::RouteTable& routes, const std::shared_ptr<DeskApi>& api) {
  const std::string all = "/api/v1/placements", one = all + "/{id}";
  routes.push_back(http::route<Nothing, http::List<Placement>>(
      Method::get, all, "forms:read", "The advertisements on other people's pages, newest first.",
      [api](const Call& call, const Nothing&) { return api->list_all_placements(call); }));
  routes.push_back(http::route<PlacementWish, http::Created<Placement>>(
      Method::post, all, "forms:write", "Keeps a placement, with a link that is there or one that is made for it.",
      [api](const Call& call, const PlacementWish& body) { return api->place(call, body); }));
  routes.push_back(http::route<Nothing, http::Tagged<Placement>>(
      Method::get, one, "forms:read", "One placement.",
      [api](const Call& call, const Nothing&) { return api->load_one_placement(call); }));
  routes.push_back(http::route<PlacementWish, http::Tagged<Placement>>(
      Method::put, one, "forms:write", "Changes a placement (If-Match).",
      [api](const Call& call, const PlacementWish& body) { return api->replace(call, body); }));
  for (const bool gone : {true, false})
    routes.push_back(http::route<Nothing, http::Tagged<Placement>>(
        Method::post, one + (gone ? "/archive" : "/restoration"), "forms:write",
        gone ? "Takes a placement out of the list." : "Brings an archived placement back into the list.",
        [api, gone](const Call& call, const Nothing&) { return api->archive_one_placement(call, gone); }));
}

}  // namespace

void add_desk_routes(http::RouteTable& routes, db::Database& database, const Settings& settings) {
  const auto api = std::make_shared<DeskApi>(database, settings);
  add_link_routes(routes, api);
  add_placement_routes(routes, api);
}

void add_routes(http::RouteTable& routes, db::Database& database, const Settings& settings) {
  add_public_routes(routes, database, settings);
  add_desk_routes(routes, database, settings);
}

}  // namespace sarnakh::links
