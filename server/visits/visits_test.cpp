#include "visits/visits.hpp"

#include <doctest/doctest.h>

#include <array>
#include <future>
#include <thread>

#include "accounts/accounts.hpp"
#include "foundations/db/testing.hpp"
#include "foundations/http/router.hpp"
#include "foundations/json/rfc3339.hpp"
#include "leads/cards.hpp"
#include "leads/testing.hpp"
#include "visits/api.hpp"
#include "visits/pipeline.hpp"
#include "visits/together.hpp"
#include "visits/visit_rules.hpp"
#include "visits/visits_sql.hpp"

using namespace sarnakh;
using namespace sarnakh::visits;

namespace {

// Each world begins after the one before: ids of one process never go back.
Instant start{1'790'000'000'000};
const std::string chrome =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

// A workspace with a site, and what pages and programs send to it.
struct World {
  template <class Act>
  auto write(Act act, std::int64_t after_ms = 0) {
    return database.write({start + time::milliseconds(after_ms), Caller::system(WorkspaceId{1})}, act);
  }
  explicit World(db::Database& given) : database(given) {
    start = start + time::days(60);
    write([&](db::Work& work) {
      accounts::make_workspace(work, "کلینیک", "fa");
      leads::seed_workspace(work, work.workspace(), Language::fa);
      site.key = make_key(work, "سایت").id;
    });
    site.workspace = WorkspaceId{1};
    site.label = "سایت";
    site.region = "IR";
    site.time_zone = "Asia/Tehran";
  }
  Sender sender(std::int64_t after_ms, Road road = Road::snippet) {
    return {.site = std::make_shared<const Site>(site),
            .road = road,
            .address = "203.0.113.7",
            .agent = chrome,
            .cookie = cookie,
            .names_languages = true,
            .global_privacy_control = privacy,
            .do_not_track = do_not_track,
            .received = start + time::milliseconds(after_ms)};
  }
  Result send(const std::string& body, std::int64_t after_ms = 0, Road road = Road::snippet,
              std::optional<EventType> type = {}) {
    const auto from = sender(after_ms, road);
    return keep_one(judged(from, body, type), after_ms);
  }
  Delivered judged(const Sender& from, const std::string& body, std::optional<EventType> type = {}) {
    Delivered delivered{from, {}, {}};
    delivered.events = judge(from, read_delivery(body, type), budgets, delivered.judged);
    return delivered;
  }
  Result keep_one(Delivered delivered, std::int64_t after_ms) {
    std::array<Delivered*, 1> alone{&delivered};
    write([&](db::Work& work) { keep(work, alone); }, after_ms);
    return delivered.result;
  }
  // A page that a browser looks at.
  Result page(const std::string& visitor, const std::string& url, std::int64_t after_ms,
              const std::string& referrer = "") {
    return send(R"({"batch":[{"type":"page","anonymousId":")" + visitor + R"(","context":{"page":{"url":")" + url +
                    R"(","referrer":")" + referrer + R"("}}}]})",
                after_ms);
  }
  Result identify(const std::string& visitor, const std::string& traits, std::int64_t after_ms) {
    return send(R"({"batch":[{"type":"identify","anonymousId":")" + visitor + R"(","traits":)" + traits + "}]}",
                after_ms);
  }
  std::vector<leads::Lead> leads() {
    std::vector<leads::Lead> all;
    write([&](db::Work& work) {
      all.clear();
      for (const auto layer : {leads::Layer::lead, leads::Layer::interest})
        leads::each_lead(work, {.layer = layer}, {}, 100,
                         [&](const leads::Lead& lead) { return all.push_back(lead), true; });
    });
    return all;
  }
  std::vector<Visit> visits(LeadId lead) {
    return write([&](db::Work& work) { return visits_of_lead(work, lead, {}, 100); });
  }
  std::int64_t rows(const std::string& table) {
    return write([&](db::Work& work) {
      return work.query_text("SELECT count(*) FROM " + table + " WHERE workspace_id = $1", {work.workspace()})[0]
          .integer(0);
    });
  }
  std::map<std::string, std::int64_t> counts() {
    return write([](db::Work& work) {
      std::map<std::string, std::int64_t> all;
      for (const auto row : work.query(sql::counts_since, {work.workspace(), ""}))
        all[row.text(1) + " " + row.text(2)] += row.integer(3);
      return all;
    });
  }

  db::Database& database;
  Site site;
  std::string cookie;
  bool privacy = false, do_not_track = false;
  http::Budgets budgets;
};

constexpr std::int64_t minute = 60'000, hour = 60 * minute, day = 24 * hour;

Refusal only_reason(const Result& result) {
  REQUIRE(result.refused.size() == 1);
  return result.refused.front().reason;
}

}  // namespace

TEST_CASE("every step is timed for /metrics, and every event is counted by what became of it") {
  const auto number_of = [](const std::string& line) {
    const auto text = meter().text();
    const auto at = text.find(line + " ");
    REQUIRE_MESSAGE(at != std::string::npos, line);
    return std::stoll(text.substr(at + line.size()));
  };
  const auto timed = [&] {
    std::map<std::string_view, std::int64_t> all;
    for (const auto step : step_names())
      all[step] = number_of("sarnakh_tracking_step_seconds_count{step=\"" + std::string(step) + "\"}");
    return all;
  };
  auto database = db::testing::migrated(db::Dialect::sqlite);
  World world(*database);
  const auto before = timed();
  CHECK(before.size() == step_names().size());
  world.page("browser-of-negar-1", "https://clinic.example/", 0);
  const auto after = timed();
  for (const auto step : step_names()) {
    CAPTURE(step);
    CHECK(after.at(step) == before.at(step) + 1);
  }
}

TEST_CASE("every statement of the visits prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("anonymous visits join the lead when the visitor says who he is; first, last and every touch are kept") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.page("browser-one", "https://clinic.example/implant?utm_source=ig&utm_medium=story", 0);
    world.page("browser-one", "https://clinic.example/price", 2 * minute, "https://clinic.example/implant");
    world.page("browser-one", "https://clinic.example/", 3 * day, "https://www.google.com/");
    CHECK(world.leads().empty());
    world.identify("browser-one", R"({"email":"Sara@Example.com","phone":"۰۹۱۲۱۲۳۴۵۶۷","name":"سارا احمدی"})",
                   3 * day + minute);
    const auto leads = world.leads();
    REQUIRE(leads.size() == 1);
    CHECK(leads[0].full_name == "سارا احمدی");
    CHECK(leads[0].source.first->channel == "social_own");
    CHECK(leads[0].source.first->at == start);
    CHECK(leads[0].source.last->label == "Google");
    CHECK(leads[0].source.count == 2);
    const auto visits = world.visits(leads[0].id);
    REQUIRE(visits.size() == 2);
    CHECK(visits[1].pages == 2);
    CHECK(visits[0].line);
    // One line a visit, in the place of its time: before the lead was known.
    const auto lines = world.write([&](db::Work& work) { return leads::timeline(work, leads[0].id, {}, 50); });
    std::vector<std::string> kinds;
    for (const auto& line : lines) kinds.push_back(line.kind);
    CHECK(kinds == std::vector<std::string>{"lead_created", "visit", "visit"});
    CHECK(lines[2].at == start);
    CHECK(lines[2].data["page_count"].as_integer() == 2);
    CHECK(lines[2].data["pages"].as_array()[0]["page"].as_string() == "https://clinic.example/implant");
  });
}

TEST_CASE("a visit that goes on is told in its one line; the next one is a new touch") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.page("browser-one", "https://clinic.example/", 0);
    world.identify("browser-one", R"({"email":"a@example.com"})", minute);
    world.page("browser-one", "https://clinic.example/price", 2 * minute);
    world.send(
        R"({"batch":[{"type":"track","event":"sarnakh:time","anonymousId":"browser-one","properties":{"seconds":40},
      "context":{"page":{"url":"https://clinic.example/price"}}}]})",
        3 * minute);
    world.page("browser-one", "https://clinic.example/", 2 * hour);
    const auto lead = world.leads().at(0);
    CHECK(lead.source.count == 2);
    const auto lines = world.write([&](db::Work& work) { return leads::timeline(work, lead.id, {}, 50); });
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].kind == "visit");
    CHECK(lines[2].data["page_count"].as_integer() == 2);
    CHECK(lines[2].data["seconds"].as_integer() == 40);
    const auto first = world.visits(lead.id).at(1).id;
    const auto pages = world.write([&](db::Work& work) { return pages_of(work, {first}); });
    CHECK(pages.begin()->second.at(2).page == "https://clinic.example/price");
    CHECK(pages.begin()->second.at(2).seconds == 40);
  });
}

TEST_CASE("two devices of one account are one visitor, and alias joins what was apart") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.page("at-home", "https://clinic.example/a", 0);
    world.page("at-work", "https://clinic.example/b", hour);
    const auto said = [&](const char* body, std::int64_t at) { world.send(body, at, Road::program); };
    said(R"({"batch":[{"type":"identify","userId":"77","anonymousId":"at-home"}]})", 2 * hour);
    said(R"({"batch":[{"type":"identify","userId":"77","anonymousId":"at-work","traits":{"email":"a@example.com"}}]})",
         3 * hour);
    said(R"({"batch":[{"type":"page","anonymousId":"tablet","properties":{"url":"https://clinic.example/c"}}]})",
         4 * hour);
    const auto lead = world.leads().at(0);
    CHECK(world.visits(lead.id).size() == 2);
    said(R"({"batch":[{"type":"alias","userId":"77","previousId":"tablet"}]})", 4 * hour + minute);
    CHECK(world.visits(lead.id).size() == 3);
    CHECK(world.rows("visitors") == 1);
  });
}

TEST_CASE("a shared browser: what belongs to somebody stays his") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.page("shared", "https://clinic.example/a", 0);
    world.identify("shared", R"({"email":"first@example.com"})", minute);
    world.page("shared", "https://clinic.example/b", hour);
    world.identify("shared", R"({"email":"second@example.com"})", hour + minute);
    world.page("shared", "https://clinic.example/c", hour + 2 * minute);
    std::map<std::string, std::size_t> visits;
    for (const auto& lead : world.leads()) visits[lead.emails.at(0).value] = world.visits(lead.id).size();
    CHECK(visits["first@example.com"] == 2);
    CHECK(visits["second@example.com"] == 1);
  });
}

TEST_CASE("the server's cookie remembers a browser that lost its own memory") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.page("0123456789abcdef-old", "https://clinic.example/a", 0);
    world.cookie = "0123456789abcdef-old";
    world.page("0123456789abcdef-new", "https://clinic.example/b", 10 * day);
    CHECK(world.rows("visitors") == 1);
    world.cookie = "";
    world.identify("0123456789abcdef-new", R"({"email":"a@example.com"})", 10 * day + minute);
    CHECK(world.visits(world.leads().at(0).id).size() == 2);
  });
}

TEST_CASE("the same message is one, within a delivery and over two days") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const std::string event =
        R"({"type":"page","messageId":"m-1","anonymousId":"b","properties":{"url":"https://clinic.example/"}})";
    const auto first = world.send("{\"batch\":[" + event + "," + event + "]}", 0);
    CHECK(first.accepted == 1);
    CHECK(only_reason(first) == Refusal::repeated);
    CHECK(only_reason(world.send("{\"batch\":[" + event + "]}", 20 * hour)) == Refusal::repeated);
    CHECK(world.rows("visit_events") == 1);
    CHECK(world.counts()["refused repeated"] == 2);
  });
}

TEST_CASE("one bad event does not spoil its batch; each is refused for its own reason") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto result = world.send(
        R"({"batch":[
          {"type":"page","anonymousId":"b","properties":{"url":"https://clinic.example/"}},
          7,
          {"type":"screen","anonymousId":"b"},
          {"type":"track","anonymousId":"b"},
          {"type":"track","event":"x"},
          {"type":"track","event":"x","anonymousId":{"a":1}},
          {"type":"alias","userId":"7"},
          {"type":"track","event":"x","anonymousId":"b","timestamp":"2020-01-01T00:00:00Z"},
          {"type":"track","event":"big","anonymousId":"b","properties":{"a":")" +
            std::string(33 * 1024, 'x') + R"("}}]})",
        0, Road::program);
    CHECK(result.accepted == 1);
    std::map<std::size_t, Refusal> reasons;
    for (const auto& fate : result.refused) reasons[fate.place] = fate.reason;
    const std::map<std::size_t, Refusal> expected{
        {1, Refusal::unreadable}, {2, Refusal::unknown_type}, {3, Refusal::no_name}, {4, Refusal::no_identity},
        {5, Refusal::unreadable}, {6, Refusal::no_previous},  {7, Refusal::too_old}, {8, Refusal::too_large}};
    CHECK((reasons == expected));
  });
}

TEST_CASE("a body that is no batch is one refusal, and a word to forget is none") {
  for (const auto* body : {R"({"x":1})", "[1,2]", R"({"batch":7})", "5"}) {
    CAPTURE(body);
    const auto delivery = read_delivery(body, std::nullopt);
    REQUIRE(delivery.items.size() == 1);
    CHECK(delivery.items[0].refusal == Refusal::unreadable);
  }
  CHECK(read_delivery(R"({"batch":[]})", std::nullopt).items.empty());
  CHECK(read_delivery(R"({"forget":true})", std::nullopt).items.empty());
}

TEST_CASE("a batch of 500 kB is taken, one byte more is not; an event of 32 kB is, one byte more is not") {
  const auto padded = [](std::size_t size) {
    std::string body = R"({"batch":[],"x":")";
    return body + std::string(size - body.size() - 2, 'y') + "\"}";
  };
  CHECK(read_delivery(padded(most_bytes), std::nullopt).items.empty());
  CHECK_THROWS_AS(read_delivery(padded(most_bytes + 1), std::nullopt), Problem);
  const auto one = [](std::size_t size) {
    std::string body = R"({"anonymousId":"b","event":"x","y":")";
    return read_delivery(body + std::string(size - body.size() - 2, 'y') + "\"}", EventType::track).items.at(0);
  };
  CHECK(one(most_item_bytes - 1).event.has_value());
  CHECK(one(most_item_bytes).event.has_value());
  CHECK(one(most_item_bytes + 1).refusal == Refusal::too_large);
}

TEST_CASE("a wrong clock is corrected by the time between sending and receiving") {
  const auto at = [](const char* text) { return *json::parse_rfc3339(text); };
  TrackedEvent event;
  CHECK(corrected(event, start) == start);
  // The sender's clock is an hour slow; the event waited ten seconds before it was sent.
  event.at = at("2026-11-25T08:00:00Z");
  event.sent_at = at("2026-11-25T08:00:10Z");
  CHECK(corrected(event, at("2026-11-25T09:00:12Z")) == at("2026-11-25T09:00:02Z"));
  // Two hours fast.
  CHECK(corrected(event, at("2026-11-25T06:00:10Z")) == at("2026-11-25T06:00:00Z"));
  // Never in the future.
  event.sent_at.reset();
  CHECK(corrected(event, at("2026-11-25T07:00:00Z")) == at("2026-11-25T07:00:00Z"));
}

TEST_CASE("signals of privacy and the missing word of consent are obeyed") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.privacy = true;
    CHECK(only_reason(world.page("b", "https://clinic.example/", 0)) == Refusal::privacy_signal);
    world.privacy = false;
    world.do_not_track = true;
    CHECK(only_reason(world.page("b", "https://clinic.example/", 0)) == Refusal::privacy_signal);
    world.site.settings.honour_dnt = false;
    CHECK(world.page("b", "https://clinic.example/", 0).accepted == 1);
    world.do_not_track = false;
    world.site.settings.mode = Mode::ask;
    const auto with = [&](const std::string& consent) {
      return world.send(R"({"batch":[{"type":"page","anonymousId":"b","context":{"consent":)" + consent + "}}]}");
    };
    CHECK(only_reason(world.page("b", "https://clinic.example/", 0)) == Refusal::no_consent);
    CHECK(only_reason(with(R"("no")")) == Refusal::no_consent);
    CHECK(only_reason(with(R"({"categoryPreferences":{"Analytics":false}})")) == Refusal::no_consent);
    CHECK(with(R"("yes")").accepted == 1);
    CHECK(with(R"({"categoryPreferences":{"Analytics":true}})").accepted == 1);
  });
}

TEST_CASE("robots are set apart and counted by name; whoever reads faster than anybody is one") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    auto from = world.sender(0);
    from.agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    const auto robot = world.judged(from, R"({"batch":[{"type":"page","anonymousId":"g"}]})");
    CHECK(robot.events.empty());
    world.keep_one(robot, 0);
    CHECK(world.counts()["robot Googlebot"] == 1);
    CHECK(world.rows("visits") == 0);
    CHECK(only_reason(world.send(R"({"batch":[{"type":"page","anonymousId":"d","context":{"webdriver":true}}]})")) ==
          Refusal::robot_behaviour);
    for (int i = 0; i < 40; ++i) world.page("quick", "https://clinic.example/" + std::to_string(i), i * 200);
    CHECK(world.counts()["refused robot_behaviour"] > 20);
    world.identify("quick", R"({"email":"quick@example.com"})", 9000);
    for (const auto& lead : world.leads()) CHECK(world.visits(lead.id).empty());
  });
}

TEST_CASE("deliveries that come at the same moment are kept together, each with an answer of its own") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    Together together(database);
    constexpr int senders = 48;
    std::vector<Result> results(senders);
    // Every third sends what another sends too, and every fourth says who he is.
    const auto send = [&](int i) {
      const auto who = i % 3 == 2 ? i - 1 : i;
      const auto visitor = std::to_string(who);
      auto body = R"({"batch":[{"type":"page","messageId":"m)" + visitor + R"(","anonymousId":"v)" + visitor +
                  R"(","context":{"page":{"url":"https://clinic.example/"}}})";
      if (i % 4 == 0)
        body += R"(,{"type":"identify","anonymousId":"v)" + visitor + R"(","traits":{"email":"p)" + visitor +
                R"(@example.com"}})";
      const db::Scope scope{start, Caller::system(WorkspaceId{1})};
      std::promise<Result> result;
      together.keep(scope, world.judged(world.sender(0, Road::program), body + "]}"),
                    [&](const std::exception_ptr& failure, Result kept) {
                      CHECK_FALSE(failure);
                      result.set_value(std::move(kept));
                    });
      results[static_cast<std::size_t>(i)] = result.get_future().get();
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < senders; ++i) threads.emplace_back(send, i);
    for (auto& thread : threads) thread.join();
    std::int64_t accepted = 0, repeated = 0;
    for (const auto& result : results) {
      accepted += result.accepted;
      for (const auto& fate : result.refused) repeated += fate.reason == Refusal::repeated ? 1 : 0;
    }
    CHECK(repeated == senders / 3);
    CHECK(accepted == senders - senders / 3 + senders / 4);
    CHECK(world.rows("visitors") == senders - senders / 3);
    CHECK(world.rows("visits") == senders - senders / 3);
    CHECK(world.rows("visit_events") == accepted);
    CHECK(world.counts()["accepted page"] == senders - senders / 3);
    CHECK(world.counts()["refused repeated"] == senders / 3);
    CHECK(world.leads().size() == senders / 4);
  });
}

TEST_CASE("a person who clicks through pages is none") {
  Visit visit;
  visit.started_at = start;
  visit.last_at = start + time::seconds(60);
  visit.pages = 40;
  CHECK(!behaves_like_a_robot(visit));
  visit.pages = 100;
  CHECK(behaves_like_a_robot(visit));
}

TEST_CASE("blocked networks and excluded paths are refused; the pages of a path are what the rules say") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.site.settings.excluded_paths = {"/admin/*"};
    world.site.settings.content = {{"/وبلاگ/*", ContentType::article, "awareness"},
                                   {"/price*", ContentType::price, "decision"}};
    CHECK(only_reason(world.page("b", "https://clinic.example/Admin/users", 0)) == Refusal::excluded_path);
    world.page("b", "https://clinic.example/%D9%88%D8%A8%D9%84%D8%A7%DA%AF/1", 0);
    world.page("b", "https://clinic.example/prices?x=1", minute);
    world.identify("b", R"({"email":"a@example.com"})", 2 * minute);
    const auto visit = world.visits(world.leads().at(0).id).at(0);
    const auto pages = world.write([&](db::Work& work) { return pages_of(work, {visit.id}); })[visit.id];
    CHECK(pages.at(0).content == "article");
    CHECK(pages.at(1).stage == "decision");
    world.site.settings.blocked_networks = {"203.0.113.0/24"};
    CHECK(only_reason(world.page("b", "https://clinic.example/", 0)) == Refusal::blocked_network);
    // A program speaks for somebody: it is his network that counts, not the program's. A page's word for it does not.
    const auto is_refused = [&](Road road, std::string from, const std::string& told) {
      auto sender = world.sender(0, road);
      sender.address = std::move(from);
      const auto came = world.judged(sender, R"({"batch":[{"type":"page","anonymousId":"b","context":{"ip":")" + told +
                                                 R"(","page":{"url":"https://clinic.example/"}}}]})");
      return came.events.empty();
    };
    CHECK(is_refused(Road::program, "198.51.100.7", "203.0.113.9"));
    CHECK_FALSE(is_refused(Road::program, "203.0.113.9", "198.51.100.7"));
    CHECK(is_refused(Road::snippet, "203.0.113.9", "198.51.100.7"));
  });
}

TEST_CASE("paths fit as written, and stars take linear time") {
  CHECK(fits("/blog/*", "/blog/a/b"));
  CHECK(!fits("/blog/*", "/blog"));
  CHECK(fits("*", "/anything"));
  CHECK(fits("/a*c", "/abcabc"));
  CHECK(!fits("/a*c", "/abcab"));
  CHECK(!fits("/a*a*a*a*a*a*a*b", "/" + std::string(4000, 'a')));
}

TEST_CASE("cookieless: one day's hash makes a visit, and no visit gets a name") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.site.settings.mode = Mode::cookieless;
    const std::string page = R"({"batch":[{"type":"page","context":{"page":{"url":"https://clinic.example/"}}}]})";
    world.send(page, 0);
    world.send(page, minute);
    CHECK(world.rows("visits") == 1);
    world.send(R"({"batch":[{"type":"identify","traits":{"email":"a@example.com"}}]})", 2 * minute);
    const auto lead = world.leads().at(0);
    CHECK(world.visits(lead.id).empty());
    world.send(page, 2 * day);
    CHECK(world.rows("visitors") == 2);
    forget_days().act(database, {start + time::days(4), {}});
    CHECK(world.rows("visitor_keys") == 0);
    CHECK(world.rows("visitor_salts") == 0);
    CHECK(world.rows("seen_messages") == 0);
  });
}

TEST_CASE("another campaign is another visit, and what comes late belongs to its own time") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.page("b", "https://clinic.example/", 0, "https://www.google.com/");
    world.page("b", "https://clinic.example/?utm_source=ig&utm_medium=story", minute);
    world.page("b", "https://clinic.example/price", 2 * minute, "https://clinic.example/");
    CHECK(world.rows("visits") == 2);
    world.page("b", "https://clinic.example/", 5 * hour);
    world.send(R"({"batch":[{"type":"track","event":"late","anonymousId":"b","timestamp":")" +
                   json::print_rfc3339(start + time::minutes(10)) + R"("}]})",
               5 * hour + minute, Road::program);
    CHECK(world.rows("visits") == 3);
  });
}

TEST_CASE("an erased person's visits are gone, and his browser is a stranger's") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.page("b", "https://clinic.example/secret", 0);
    world.identify("b", R"({"email":"a@example.com"})", minute);
    const auto lead = world.leads().at(0).id;
    for (const auto& listener : listeners())
      world.write([&](db::Work& work) {
        listener.act(work, {.id = {},
                            .workspace = WorkspaceId{1},
                            .type = "lead_erased",
                            .subject = lead.value,
                            .at = start,
                            .data = {}});
      });
    for (const auto* table : {"visits", "visit_events", "visitor_keys"}) CHECK(world.rows(table) == 0);
  });
}

TEST_CASE("the script stays under 3 kB, and says what the workspace decided") {
  TrackingSettings settings;
  settings.mode = Mode::cookieless;
  const auto script = snippet_of(settings);
  CHECK(script.size() <= 3000);
  CHECK(script.find("'cookieless'") != std::string::npos);
  CHECK(script.find("//") == std::string::npos);
}

TEST_CASE("what analytics call the visitor stands with his touch, unless the workspace is cookieless") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto ids_after = [&](const std::string& browser, std::int64_t after_ms) {
      CHECK(world
                .send(R"({"batch":[{"type":"page","messageId":")" + browser + R"(","anonymousId":")" + browser +
                          R"(","context":{"page":{"url":"https://clinic.example/?gclid=abc"},)"
                          R"("cookies":{"_ga":"GA1.1.7.9","_ym_uid":"165","session":"secret"}}}]})",
                      after_ms)
                .accepted == 1);
      return world.write([](db::Work& work) {
        const auto rows = work.query_text("SELECT touch FROM visits WHERE workspace_id = $1 ORDER BY id DESC LIMIT 1",
                                          {work.workspace()});
        return json::write(json::parse(rows[0].view(0))["click_ids"]);
      });
    };
    CHECK(ids_after("browser-one-000001", 0) == R"({"gclid":"abc","_ga":"GA1.1.7.9","_ym_uid":"165"})");
    world.site.settings.mode = Mode::cookieless;
    CHECK(ids_after("browser-two-000002", 1000) == R"({"gclid":"abc"})");
  });
}

TEST_CASE("control characters in what is sent are dropped, on both databases") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto result = world.send(
        R"({"batch":[{"type":"page","messageId":"m\u0000","anonymousId":"b\u0000","properties":{"title":"a\u0000b","x":"\u0000"}}]})");
    CHECK(result.accepted == 1);
    CHECK(world.rows("visit_events") == 1);
  });
}

TEST_CASE("only what the script or the server gave is a visitor") {
  CHECK(is_visitor_id("m8xk2p9a-1234_ABCD"));
  CHECK(!is_visitor_id("short"));
  CHECK(!is_visitor_id("sixteen letters…"));
  CHECK(!is_visitor_id(std::string(101, 'a')));
}
