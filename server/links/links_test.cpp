#include "links/links.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "accounts/accounts.hpp"
#include "foundations/db/testing.hpp"
#include "foundations/text/url.hpp"
#include "foundations/time/zone.hpp"
#include "leads/count.hpp"
#include "leads/testing.hpp"
#include "links/link.hpp"
#include "links/links_sql.hpp"
#include "links/placement.hpp"
#include "links/target.hpp"
#include "sources/arrival.hpp"

using namespace sarnakh;
using namespace sarnakh::links;

namespace {

constexpr FormId open_form{77}, closed_form{78};
const std::string person = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile";

rules::CatalogueOf catalogue() {
  return [](db::Work& work) {
    auto all = leads::testing::catalogue_of_leads(work);
    links::add_to_catalogue(work, *all);
    return all;
  };
}

// A workspace with its links, and visitors who follow them.
struct Town : leads::testing::World {
  Instant now = leads::testing::start;

  explicit Town(db::Database& given, WorkspaceId id = WorkspaceId{1}) : World(given, id) {
    settings.base_url = "https://desk.example";
    settings.catalogue = catalogue();
    settings.form = [](db::Work&, FormId form) -> std::optional<FormPlace> {
      if (form == open_form) return FormPlace{"/f/contact", {"تماس با ما", "Contact"}, true};
      if (form == closed_form) return FormPlace{"/f/closed", {"بسته", "Closed"}, false};
      return std::nullopt;
    };
    add_routes(routes, given, settings);
  }

  Link make(const Wish& wish) {
    return write([&](db::Work& work) { return make_link(work, checked(work, wish, settings)); });
  }
  Link get(LinkId id) {
    return read([&](db::Work& work) { return load_link(work, id); });
  }
  Clicks clicks(LinkId id) {
    return read([&](db::Work& work) { return clicks_of(work, id); });
  }

  // What a browser gets that follows the path.
  http::Answer follow(const std::string& token, std::vector<http::Header> headers = {{"user-agent", person}},
                      std::vector<std::pair<std::string, std::string>> query = {}) {
    http::Request request;
    request.path = "/l/" + token;
    request.headers = std::move(headers);
    request.query = std::move(query);
    request.remote = "203.0.113.7";
    request.now = now;
    const auto row =
        std::find_if(routes.begin(), routes.end(), [](const auto& one) { return one.pattern == "/l/{token}"; });
    REQUIRE(row != routes.end());
    return row->handle(http::Call{request, {}, {{"token", token}}});
  }

  // Somebody who came to that address leaves his telephone.
  LeadId arrive(const std::string& landing_page, const char* phone) {
    return write([&](db::Work& work) {
      auto draft = leads::testing::form_draft({{"full_name", "Sara"}, {"phone", phone}});
      draft.touch = sources::touch_of({.landing_page = landing_page, .referrer = "", .own_host = "desk.example"});
      const auto link = recognise(work, *draft.touch);
      const auto lead = leads::upsert(work, draft).lead;
      if (link) brought(work, *link, lead);
      return lead;
    });
  }

  std::int64_t leads_of(LinkId link) {
    return read([&](db::Work& work) {
      leads::Filter filter;
      filter.filter =
          json::from_text<rules::Condition>(R"({"field":"link","is":"any_of","value":[")" + to_string(link) + "\"]}");
      filter.bind(work, settings.catalogue);
      return leads::total(work, filter);
    });
  }

  Settings settings;
  http::RouteTable routes;
};

std::string location_of(const http::Answer& answer) {
  for (const auto& header : answer.headers)
    if (header.name == "Location") return header.value;
  return "";
}

Wish story() {
  Wish wish;
  wish.kind = Kind::story;
  wish.name = "استوری این هفته";
  wish.form = open_form;
  wish.channel = "social_own";
  wish.tags = {"instagram", "story", "نوروز", ""};
  return wish;
}
Wish poster(const std::string& address) {
  Wish wish;
  wish.kind = Kind::poster;
  wish.name = "پوستر راه‌پله";
  wish.address = address;
  return wish;
}

std::vector<FieldFault> faults_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Problem& problem) {
    return problem.faults.empty() ? std::vector<FieldFault>{{problem.code, problem.pointer}} : problem.faults;
  }
  return {};
}

}  // namespace

TEST_CASE("every statement of the links prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("only an https address is led to, in one form that may stand in a header") {
  CHECK(clean_target("https://shop.example/a?b=1&utm_source=own#part") ==
        "https://shop.example/a?b=1&utm_source=own#part");
  CHECK(clean_target("  shop.example ") == "https://shop.example/");
  CHECK(clean_target("https://فروشگاه.example/کالا#نظرها") ==
        "https://xn--mgbtj4c7ad63e.example/%DA%A9%D8%A7%D9%84%D8%A7#%D9%86%D8%B8%D8%B1%D9%87%D8%A7");
  CHECK(clean_target("https://shop.example/?sarnakh_link=stolen&a=1") == "https://shop.example/?a=1");
  for (const auto* refused :
       {"http://shop.example/", "javascript:alert(1)", "//", "ftp://shop.example/", "", "data:text/html,x",
        "https://shop.example/\r\nSet-Cookie: a=b", "https://2130706433/", "/inbox"}) {
    CAPTURE(refused);
    CHECK_FALSE(clean_target(refused).has_value());
  }
  CHECK_FALSE(clean_target("https://shop.example/" + std::string(2000, 'a')).has_value());
}

TEST_CASE("tags go behind the parameters of the target, which keeps its own") {
  const Parameters tags{{"utm_source", "instagram"}, {"utm_campaign", "عید & نوروز"}, {"utm_content", ""}};
  CHECK(with_parameters("https://shop.example/a", tags) ==
        "https://shop.example/"
        "a?utm_source=instagram&utm_campaign=%D8%B9%DB%8C%D8%AF%20%26%20%D9%86%D9%88%D8%B1%D9%88%D8%B2");
  CHECK(with_parameters("https://shop.example/a?q=1&UTM_Source=own#x", {tags[0]}) ==
        "https://shop.example/a?q=1&UTM_Source=own#x");
  CHECK(with_parameters("https://shop.example/a?q=1#x", {tags[0]}) ==
        "https://shop.example/a?q=1&utm_source=instagram#x");
}

TEST_CASE("a link leads to its target and nowhere else; people and robots are counted apart") {
  CHECK(text::is_tracking_parameter(sources::link_parameter));
  db::testing::for_each_database([](db::Database& database) {
    Town town(database);
    const auto link = town.make(story());
    const auto answer =
        town.follow(link.token, {{"user-agent", person}},
                    {{"to", "https://evil.example/"}, {"utm_source", "somebody"}, {"gclid", "AbC"}, {"url", "//evil"}});
    CHECK(answer.status == 302);
    CHECK(location_of(answer) ==
          "https://desk.example/f/"
          "contact?utm_source=instagram&utm_medium=story&utm_campaign=%D9%86%D9%88%D8%B1%D9%88%D8%B2"
          "&sarnakh_link=" +
              link.token + "&gclid=AbC");
    CHECK(town.follow(link.token, {{"user-agent", "TelegramBot (like TwitterBot)"}}).status == 302);
    CHECK(town.follow(link.token, {{"user-agent", person}, {"sec-purpose", "prefetch;prerender"}}).status == 302);
    town.follow(link.token);
    CHECK(town.clicks(link.id).people == 2);
    CHECK(town.clicks(link.id).robots == 2);

    const auto look = town.follow(link.token + "+");
    CHECK(look.status == 200);
    CHECK(look.body.find("desk.example/f/contact") != std::string::npos);
    CHECK(look.body.find("تماس با ما") != std::string::npos);
    CHECK(look.body.find("استوری این هفته") == std::string::npos);  // how we call it is our own business
    CHECK(town.clicks(link.id).people == 2);
    for (const auto* nobody : {"nosuchlink", "nosuchlink+", "+", ""}) CHECK(town.follow(nobody).status == 404);
    CHECK(town.follow(std::string(5000, 'a')).status == 404);
  });
}

TEST_CASE("clicks are counted on the day of the workspace") {
  db::testing::for_each_database([](db::Database& database) {
    Town town(database);
    const auto link = town.make(story());
    const auto today = time::day_at(town.now, "Asia/Tehran");
    const auto midnight = time::start_of_day(today + 1, "Asia/Tehran");
    for (const auto at : {town.now, midnight - time::milliseconds(1), midnight}) {
      town.now = at;
      town.follow(link.token);
    }
    town.follow(link.token, {{"user-agent", "TelegramBot (like TwitterBot)"}});
    const auto days = town.read([&](db::Work& work) { return clicks_by_day(work, link.id, today + 1, 3); });
    REQUIRE(days.size() == 3);
    std::vector<std::int64_t> people, robots;
    for (const auto& day : days) {
      people.push_back(day.second.people);
      robots.push_back(day.second.robots);
    }
    CHECK(people == std::vector<std::int64_t>{0, 2, 1});
    CHECK(robots == std::vector<std::int64_t>{0, 0, 1});
    CHECK(days.front().first < days.back().first);
    CHECK(town.clicks(link.id).people == 3);
  });
}

TEST_CASE("a flood of one network is led on and counted no further") {
  db::testing::for_each_database([](db::Database& database) {
    Town town(database);
    const auto link = town.make(story());
    for (int i = 0; i < 305; ++i) REQUIRE(town.follow(link.token).status == 302);
    CHECK(town.clicks(link.id).people == 300);
  });
}

TEST_CASE("what is printed stays good: an archived link leads and counts, a changed one leads to its new target") {
  db::testing::for_each_database([](db::Database& database) {
    Town town(database);
    const auto link = town.make(poster("https://shop.example/old"));
    town.write([&](db::Work& work) { return archive_link(work, link.id); });
    CHECK(town.follow(link.token).status == 302);
    CHECK(town.clicks(link.id).people == 1);
    town.write([&](db::Work& work) {
      save_link(work, link.id, checked(work, poster("https://shop.example/new"), town.settings));
      return restore_link(work, link.id);
    });
    CHECK(location_of(town.follow(link.token)) == "https://shop.example/new?sarnakh_link=" + link.token);
    CHECK_FALSE(town.get(link.id).archived_at);
    CHECK(town.get(link.id).version == 4);
  });
}

TEST_CASE("whoever came by a link is counted for it once, and his source bears its name") {
  db::testing::for_each_database([](db::Database& database) {
    Town town(database), other(database, WorkspaceId{2});
    const auto link = town.make(story());
    const auto by_link = "https://desk.example/f/contact?utm_source=instagram&sarnakh_link=" + link.token;
    const auto sara = town.arrive(by_link, "09121234567");
    town.arrive(by_link, "09121234567");  // once more
    town.arrive("https://desk.example/f/contact?sarnakh_link=invented", "09351112233");
    town.arrive("https://desk.example/f/contact", "09351112234");
    CHECK(town.leads_of(link.id) == 1);
    const auto source = town.World::get(sara).source;
    CHECK(source.first->label == "استوری این هفته");
    CHECK(source.first->channel == "social_own");
    CHECK(source.count == 2);

    // A token of another workspace says nothing here.
    const auto stranger = other.arrive(by_link, "09121234567");
    CHECK(other.World::get(stranger).source.first->label == "Instagram");
    CHECK(other.leads_of(other.make(story()).id) == 0);

    town.write([&](db::Work& work) {
      for (auto& listener : listeners())
        listener.act(work, {{}, work.workspace(), "lead_erased", sara.value, work.now(), {}});
    });
    CHECK(town.leads_of(link.id) == 0);
  });
}

TEST_CASE("what a link lacks is named, all of it at once") {
  db::testing::for_each_database([](db::Database& database) {
    Town town(database);
    auto wrong = poster("http://shop.example/");
    wrong.name = "  ";
    wrong.channel = "pigeon";
    std::vector<std::string> places;
    for (const auto& fault : faults_of([&] { town.make(wrong); })) places.push_back(fault.pointer + " " + fault.code);
    CHECK(places ==
          std::vector<std::string>{"/name required", "/channel choice_unknown", "/address link_target_refused"});
    auto both = story();
    both.address = "https://shop.example/";
    CHECK(faults_of([&] { town.make(both); }).at(0).code == "link_target_needed");
    both.form.reset();
    both.address.reset();
    CHECK(faults_of([&] { town.make(both); }).at(0).code == "link_target_needed");
    auto lost = story();
    lost.form = FormId{5};
    CHECK(faults_of([&] { town.make(lost); }).at(0).code == "not_found");
  });
}

TEST_CASE("a placement keeps whose page it is, who reads it and how well they fit") {
  db::testing::for_each_database([](db::Database& database) {
    Town town(database);
    const auto link = town.make(poster("https://shop.example/"));
    PlacementFacts facts;
    facts.publisher = "مجلهٔ سلامت";
    facts.page = "Magazine.example/teeth?utm_source=x";
    facts.audience = "مادران ۳۰ تا ۴۵ سالهٔ تهرانی";
    facts.fit = 4;
    facts.fit_note = "بیشترشان در تهران‌اند";
    facts.starts_on = "۱۴۰۵/۰۹/۰۱";
    facts.ends_on = "2026-12-20";
    const auto made = town.write([&](db::Work& work) { return make_placement(work, link.id, checked(facts)); });
    const auto kept = town.read([&](db::Work& work) { return load_placement(work, made.id); });
    CHECK(kept.page == "https://magazine.example/teeth");
    CHECK(kept.starts_on == "2026-11-22");
    CHECK(kept.fit == 4);
    CHECK(kept.link == link.id);
    facts.ends_on = "2026-11-01";
    CHECK(faults_of([&] { checked(facts); }).at(0).code == "time_order");
    facts.page = "mailto:a@b.example";
    facts.starts_on = "tomorrow";
    CHECK(faults_of([&] { checked(facts); }).size() == 2);
  });
}
