#include "rules/catalogue.hpp"

#include "leads/choices.hpp"
#include "visits/event.hpp"
#include "visits/tracking_settings.hpp"
#include "visits/visits.hpp"

namespace sarnakh::visits {

namespace {

using rules::Column;
using rules::Field;
using rules::Member;
using rules::Missing;
using rules::Type;

// In the order of ContentType.
constexpr std::array<std::pair<std::string_view, std::string_view>, json::names_of<ContentType>.size()> content_labels{
    {{"مقاله", "Article"},
     {"کتاب الکترونیکی", "E-book"},
     {"اینفوگرافیک", "Infographic"},
     {"ویدئو", "Video"},
     {"پادکست", "Podcast"},
     {"وبینار", "Webinar"},
     {"ارائه", "Presentation"},
     {"محصول", "Product"},
     {"قیمت", "Prices"},
     {"دیگر", "Other"}}};

std::vector<rules::Choice> content_types() {
  std::vector<rules::Choice> choices;
  for (std::size_t i = 0; i < content_labels.size(); ++i)
    choices.push_back({std::string(json::names_of<ContentType>[i]),
                       {std::string(content_labels[i].first), std::string(content_labels[i].second)}});
  return choices;
}

// What happened in the visits of a lead.
rules::Rows happenings(EventType type) {
  return {"visits v JOIN visit_events e ON e.workspace_id = v.workspace_id AND e.visit_id = v.id",
          "v.workspace_id = {workspace} AND e.workspace_id = {workspace} AND v.lead_id <> 0 AND e.kind = '" +
              std::string(json::name_of_enum(type)) + "'",
          "v.lead_id", "e.at"};
}

// An address may say behind its question mark what is kept from a role.
void add_page(const db::Work& work, rules::Event& event) {
  if (!work.caller().hidden.empty()) return;
  event.own.push_back({.key = "page",
                       .label = {"نشانی صفحه", "Address of the page"},
                       .type = Type::text,
                       .place = Column{"lower(e.page)", Missing::never}});
}

rules::Event page_viewed(db::Work& work) {
  rules::Event event{.key = "page_viewed",
                     .label = {"صفحه‌ای را دید", "Viewed a page"},
                     .happened = {"صفحه‌ای را دیده است", "viewed a page"},
                     .never = {"صفحه‌ای را ندیده است", "viewed no page"},
                     .rows = happenings(EventType::page)};
  add_page(work, event);
  event.own.push_back({.key = "content",
                       .label = {"نوع محتوا", "Type of the content"},
                       .type = Type::choice,
                       .place = Column{"e.content", Missing::never},
                       .choices = content_types()});
  event.own.push_back({.key = "stage",
                       .label = {"مرحلهٔ محتوا", "Stage of the content"},
                       .type = Type::choice,
                       .place = Column{"e.stage", Missing::never},
                       .choices = leads::buying_stages(work)});
  return event;
}

// What the site's own script or a program reports by a name of its own: "Video Played".
rules::Event tracked(const db::Work& work) {
  rules::Event event{.key = "tracked",
                     .label = {"رویدادی در سایت ثبت شد", "Did something on the site"},
                     .happened = {"رویدادی در سایت داشته است", "did something on the site"},
                     .never = {"رویدادی در سایت نداشته است", "did nothing on the site"},
                     .rows = happenings(EventType::track)};
  event.own.push_back(
      {.key = "name",
       .label = {"نام رویداد", "Name of the event"},
       .type = Type::text,
       .place = Column{"CASE WHEN e.name_key = '' THEN lower(e.name) ELSE e.name_key END", Missing::never}});
  add_page(work, event);
  return event;
}

rules::Event visited(const rules::Catalogue& all) {
  rules::Event event{.key = "visited",
                     .label = {"از سایت بازدید کرد", "Visited the site"},
                     .happened = {"از سایت بازدید کرده است", "visited the site"},
                     .never = {"از سایت بازدید نکرده است", "never visited the site"},
                     .rows = {"visits v", "v.workspace_id = {workspace} AND v.lead_id <> 0 AND NOT v.robot",
                              "v.lead_id", "v.started_at"}};
  event.own.push_back({.key = "seconds",
                       .label = {"زمان در سایت (ثانیه)", "Time on the site (seconds)"},
                       .type = Type::number,
                       .place = Column{"v.seconds", Missing::never}});
  event.own.push_back({.key = "pages",
                       .label = {"شمار صفحه‌ها", "Number of pages"},
                       .type = Type::number,
                       .place = Column{"v.pages", Missing::never}});
  event.own.push_back({.key = "channel",
                       .label = {"کانال", "Channel"},
                       .type = Type::choice,
                       .place = Member{"v.touch", {"channel"}},
                       .choices = all.field("channel")->choices});
  return event;
}

}  // namespace

void add_to_catalogue(db::Work& work, rules::Catalogue& all) {
  all.add(page_viewed(work));
  all.add(tracked(work));
  all.add(visited(all));
}

}  // namespace sarnakh::visits
