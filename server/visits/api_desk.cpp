// What people do in the desk: write keys, settings, what came, and the visits of a lead.

#include <map>

#include "accounts/accounts.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/time/calendar.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/zone.hpp"
#include "leads/leads.hpp"
#include "leads/shown.hpp"
#include "visits/api.hpp"
#include "visits/event.hpp"
#include "visits/join.hpp"
#include "visits/visits_sql.hpp"

namespace sarnakh::visits {

namespace {

using http::Call;
using http::Method;
using http::Nothing;

struct NewWriteKey {
  std::string label;
  static constexpr auto fields = json::fields(
      json::field("label", &NewWriteKey::label, json::length{1, 100}, "The site: what the histories call it"));
  static constexpr std::string_view schema_name = "NewWriteKey";
};
struct WriteKeyView {
  WriteKeyId id;
  std::string key, label, snippet;
  Instant made_at;
  std::optional<Instant> ended_at, last_event_at;
  static constexpr auto fields =
      json::fields(json::field("id", &WriteKeyView::id), json::field("key", &WriteKeyView::key),
                   json::field("label", &WriteKeyView::label),
                   json::field("snippet", &WriteKeyView::snippet, "The line for the page"),
                   json::field("made_at", &WriteKeyView::made_at), json::field("ended_at", &WriteKeyView::ended_at),
                   json::field("last_event_at", &WriteKeyView::last_event_at));
  static constexpr std::string_view schema_name = "WriteKey";
};

struct DaysParameter {
  std::int64_t days = 30;
  static constexpr auto fields =
      json::fields(json::field("days", &DaysParameter::days, json::with_default, json::range{1, 400}));
};
struct NameCount {
  std::string name;
  std::int64_t count = 0;
  static constexpr auto fields =
      json::fields(json::field("name", &NameCount::name), json::field("count", &NameCount::count));
  static constexpr std::string_view schema_name = "NameCount";
};
struct DayOfCounts {
  std::string day;
  std::vector<NameCount> accepted, refused, robots;
  static constexpr auto fields =
      json::fields(json::field("day", &DayOfCounts::day, "Of the workspace's calendar day, as 2026-11-25"),
                   json::field("accepted", &DayOfCounts::accepted, "By type"),
                   json::field("refused", &DayOfCounts::refused, "By reason"),
                   json::field("robots", &DayOfCounts::robots, "Refused, by the robot's name"));
  static constexpr std::string_view schema_name = "TrackingDay";
};

struct PageView {
  Instant at;
  std::string kind, page;
  std::optional<std::string> name, title;
  std::optional<ContentType> content;
  std::optional<std::string> stage;
  std::int64_t seconds = 0;
  static constexpr auto fields = json::fields(
      json::field("at", &PageView::at), json::field("kind", &PageView::kind, "page, track, identify, group or alias"),
      json::field("page", &PageView::page), json::field("name", &PageView::name, "Of a track event"),
      json::field("title", &PageView::title), json::field("content", &PageView::content),
      json::field("stage", &PageView::stage, "Key of a buying stage"),
      json::field("seconds", &PageView::seconds, "Looked at"));
  static constexpr std::string_view schema_name = "VisitPage";
};
struct VisitView {
  VisitId id;
  Instant started_at, last_at;
  std::int64_t page_count = 0, seconds = 0;
  leads::Touch touch;
  std::vector<PageView> pages;
  static constexpr auto fields =
      json::fields(json::field("id", &VisitView::id), json::field("started_at", &VisitView::started_at),
                   json::field("last_at", &VisitView::last_at), json::field("page_count", &VisitView::page_count),
                   json::field("seconds", &VisitView::seconds), json::field("touch", &VisitView::touch),
                   json::field("pages", &VisitView::pages, "What happened, in its order; at most 200"));
  static constexpr std::string_view schema_name = "Visit";
};
struct VisitsParameters {
  std::int64_t limit = 20;
  std::string cursor;
  static constexpr auto fields =
      json::fields(json::field("limit", &VisitsParameters::limit, json::with_default, json::range{1, 100}),
                   json::field("cursor", &VisitsParameters::cursor, json::with_default, json::length{0, 400}));
};

WriteKeyView view_of(const WriteKey& key, const std::string& base_url) {
  return {key.id,           key.key,
          key.label,        "<script src=\"" + base_url + "/t/" + key.key + "/t.js\" async></script>",
          key.made_at,      key.ended_at,
          key.last_event_at};
}

PageView view_of(const SeenPage& seen) {
  PageView view{seen.at, seen.kind, seen.page, {}, {}, {}, {}, seen.seconds};
  if (!seen.name.empty()) view.name = seen.name;
  if (!seen.title.empty()) view.title = seen.title;
  view.content = json::enum_of_name<ContentType>(seen.content);
  if (!seen.stage.empty()) view.stage = seen.stage;
  return view;
}

std::vector<DayOfCounts> counts_of(db::Work& work, std::int64_t days) {
  const auto today = time::day_at(work.now(), accounts::workspace_of(work).time_zone);
  const auto since = time::iso_date(time::Calendar::gregorian, today - (days - 1));
  std::vector<DayOfCounts> all;
  for (const auto row : work.query(sql::counts_since, {work.workspace(), since})) {
    if (all.empty() || all.back().day != row.view(0)) all.push_back({row.text(0), {}, {}, {}});
    auto& day = all.back();
    auto& list = row.view(1) == "accepted" ? day.accepted : row.view(1) == "refused" ? day.refused : day.robots;
    list.push_back({row.text(2), row.integer(3)});
  }
  return all;
}

http::Page<VisitView> visits_page(db::Work& work, LeadId lead, const VisitsParameters& parameters) {
  if (!leads::lead_exists(work, lead)) throw Problem{"not_found"};
  const VisitId before{http::number_of_cursor(parameters.cursor, 0)};
  const auto visits = visits_of_lead(work, lead, before, static_cast<int>(parameters.limit) + 1);
  http::Page<VisitView> page;
  std::vector<VisitId> ids;
  ids.reserve(visits.size());
  for (const auto& visit : visits) ids.push_back(visit.id);
  auto pages = pages_of(work, ids);
  for (const auto& visit : visits) {
    VisitView view{visit.id, visit.started_at, visit.last_at, visit.pages, seconds_of(visit), {}, {}};
    view.touch = leads::shown_touch(work.caller(), visit.touch);
    for (const auto& seen : pages[visit.id]) {
      view.pages.push_back(view_of(seen));
      view.pages.back().page = leads::shown_address(work.caller(), seen.page);
    }
    page.data.push_back(std::move(view));
  }
  http::cut(page, parameters.limit, [](const VisitView& visit) { return visit.id.value; });
  return page;
}

}  // namespace

void add_desk_routes(http::RouteTable& routes, db::Database& database, std::shared_ptr<Sites> sites,
                     const std::string& base_url) {
  routes.push_back(http::route<Nothing, http::List<WriteKeyView>>(
      Method::get, "/api/v1/write-keys", "settings:read", "The sites that may send events, newest first.",
      [&database, base_url](const Call& call, const Nothing&) {
        return database.read(call.scope(), [&](db::Work& work) {
          http::List<WriteKeyView> list;
          for (const auto& key : list_keys(work)) list.data.push_back(view_of(key, base_url));
          return list;
        });
      }));
  routes.push_back(http::route<NewWriteKey, http::Created<WriteKeyView>>(
      Method::post, "/api/v1/write-keys", "settings:write",
      "Lets a site send events. The key stands openly in its pages.",
      [&database, base_url](const Call& call, const NewWriteKey& body) {
        return database.write(call.scope(), [&](db::Work& work) {
          const auto key = make_key(work, text::clean_text(body.label));
          accounts::audit(work, "write_key_made", "write_key", key.id.value, json::Object{{"name", key.label}});
          return http::Created<WriteKeyView>{view_of(key, base_url), {}};
        });
      }));
  routes.push_back(http::route<Nothing, Nothing>(
      Method::remove, "/api/v1/write-keys/{id}", "settings:write", "Ends a key: what is sent with it is refused.",
      [&database, sites](const Call& call, const Nothing&) {
        database.write(call.scope(), [&](db::Work& work) {
          const auto key = call.id<WriteKeyId>("id");
          const auto label = end_key(work, key);
          if (!label) throw Problem{"not_found"};
          accounts::audit(work, "write_key_ended", "write_key", key.value, json::Object{{"name", *label}});
          work.after_commit([sites] { sites->forget(); });
        });
        return Nothing{};
      },
      http::BodyKind::none));
  routes.push_back(http::route<Nothing, http::Tagged<TrackingSettings>>(
      Method::get, "/api/v1/tracking", "settings:read", "What the workspace decided about tracking.",
      [&database](const Call& call, const Nothing&) {
        return database.read(call.scope(), [](db::Work& work) {
          auto kept = load_settings(work);
          return http::Tagged<TrackingSettings>{std::move(kept.settings), kept.version};
        });
      }));
  routes.push_back(http::route<TrackingSettings, http::Tagged<TrackingSettings>>(
      Method::put, "/api/v1/tracking", "settings:write", "Changes it, whole; If-Match names the version that was read.",
      [&database, sites](const Call& call, const TrackingSettings& body) {
        return database.write(call.scope(), [&](db::Work& work) {
          check(body, leads::buying_stages(work));
          auto kept = load_settings(work);
          http::require_match(call.request, kept.version);
          kept = {kept.version + 1, body};
          save_settings(work, kept);
          accounts::audit(work, "tracking_changed", "workspace", work.workspace().value, json::to_value(body));
          work.after_commit([sites] { sites->forget(); });
          return http::Tagged<TrackingSettings>{body, kept.version};
        });
      }));
  routes.push_back(http::route<DaysParameter, http::List<DayOfCounts>>(
      Method::get, "/api/v1/tracking/counts", "settings:read",
      "What came, day by day: accepted by type, refused by reason, robots by name; newest day first.",
      [&database](const Call& call, const DaysParameter& parameters) {
        return database.read(call.scope(),
                             [&](db::Work& work) { return http::List<DayOfCounts>{counts_of(work, parameters.days)}; });
      }));
  routes.push_back(http::route<VisitsParameters, http::Page<VisitView>>(
      Method::get, "/api/v1/leads/{id}/visits", "leads:read", "When the person was on your pages, newest first.",
      [&database](const Call& call, const VisitsParameters& parameters) {
        return database.read(call.scope(),
                             [&](db::Work& work) { return visits_page(work, call.id<LeadId>("id"), parameters); });
      }));
}

}  // namespace sarnakh::visits
