#include "intake/intake.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "accounts/accounts.hpp"
#include "capture/capture.hpp"
#include "capture/capture_sql.hpp"
#include "consent/consent.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/basics/signing.hpp"
#include "foundations/db/testing.hpp"
#include "foundations/http/server.hpp"
#include "intake/intake_sql.hpp"
#include "intake/meta_fetch.hpp"
#include "intake/receive.hpp"
#include "intake/senders.hpp"
#include "leads/cards.hpp"
#include "leads/erasure.hpp"
#include "leads/leads.hpp"

using namespace sarnakh;
using namespace sarnakh::intake;
using capture::Reason;
using capture::SubmissionState;

namespace {

constexpr Instant start{1'790'000'000'000};

std::string sample(const std::string& name) {
  std::ifstream in(std::string(SARNAKH_SOURCE_DIR) + "/tests/fixtures/intake/" + name + ".json");
  std::stringstream text;
  text << in.rdbuf();
  REQUIRE_FALSE(text.str().empty());
  return text.str();
}

// A workspace with one incoming address, and what programs send to it.
struct World {
  template <class Act>
  auto write(Act act, std::int64_t after_ms = 0) {
    return database.write({start + time::milliseconds(after_ms), Caller::system(WorkspaceId{1})}, act);
  }
  World(db::Database& given, Kind kind, std::string_view channel = "") : database(given) {
    write([](db::Work& work) {
      accounts::make_workspace(work, "کلینیک", "fa");
      leads::seed_workspace(work, work.workspace(), Language::fa);
    });
    address = write([&](db::Work& work) { return make_address(work, kind, "فرم همکار", channel).id; });
  }
  Known known() {
    return write([&](db::Work& work) { return known_address(work, address); });
  }
  void map(const Mapping& mapping) {
    write([&](db::Work& work) {
      auto changed = load_address(work, address);
      changed.mapping = mapping;
      save_address(work, changed);
    });
  }
  http::Request request(std::string body, std::int64_t after_ms = 0) {
    http::Request request;
    request.method = http::Method::post;
    request.headers = {{"content-type", "application/json"}};
    request.body = std::move(body);
    request.remote = "203.0.113.7";
    request.now = start + time::milliseconds(after_ms);
    return request;
  }
  http::Request standard(const std::string& body, const std::string& id, std::int64_t signed_after_ms = 0) {
    auto signed_request = request(body, signed_after_ms);
    const auto timestamp = std::to_string((start.ms + signed_after_ms) / 1000);
    const auto secret = known().address.secret.value;
    signed_request.headers.push_back({"webhook-id", id});
    signed_request.headers.push_back({"webhook-timestamp", timestamp});
    signed_request.headers.push_back({"webhook-signature", standard_signature(secret, id, timestamp, body)});
    return signed_request;
  }
  capture::Outcome take(const http::Request& given) {
    const auto arrival = arrival_of(known(), given);
    return write([&](db::Work& work) { return capture::arrive(work, arrival); }, given.now.ms - start.ms);
  }
  leads::Lead lead(LeadId id) {
    return write([&](db::Work& work) { return leads::load(work, id); });
  }
  std::int64_t rows(const std::string& table) {
    return write([&](db::Work& work) {
      return work.query_text("SELECT count(*) FROM " + table + " WHERE workspace_id = $1", {work.workspace()})[0]
          .integer(0);
    });
  }
  std::map<std::string, std::int64_t> counts() {
    return write([&](db::Work& work) {
      std::map<std::string, std::int64_t> all;
      for (const auto row : work.query(capture::sql::counts_of_form, {work.workspace(), address}))
        all[row.text(0) + " " + row.text(1)] = row.integer(2);
      return all;
    });
  }

  db::Database& database;
  AddressId address;
};

const std::string sara = R"({"contact":{"name":"سارا احمدی","mobile":"۰۹۱۲۱۲۳۴۵۶۷","e-mail":"sara@example.com"}})";

}  // namespace

TEST_CASE("every statement of the intake prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("a signed lead of any program becomes a lead with its source; the same message again is the same one") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook, "referral");
    const auto first = world.take(world.standard(sara, "msg_1"));
    CHECK(first.state == SubmissionState::accepted);
    const auto lead = world.lead(first.lead);
    CHECK(lead.full_name == "سارا احمدی");
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.emails.at(0).value == "sara@example.com");
    CHECK(lead.layer == leads::Layer::lead);
    CHECK(lead.source.first->channel == "referral");
    CHECK(lead.source.first->label == "فرم همکار");
    const auto again = world.take(world.standard(sara, "msg_1", 60'000));
    CHECK(again.repeated);
    CHECK(again.submission == first.submission);
    CHECK(again.lead == first.lead);
    // Another message about the same person: kept, and no second lead.
    const auto second = world.take(world.standard(sara, "msg_2"));
    CHECK_FALSE(second.repeated);
    CHECK(second.lead == first.lead);
    CHECK(world.rows("leads") == 1);
    CHECK(world.rows("submissions") == 2);
    CHECK(world.counts() == std::map<std::string, std::int64_t>{{"state accepted", 2}});
  });
}

TEST_CASE(
    "what is forged, late, unreadable, too large or comes after the end is refused, counted and kept as it came") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    auto forged = world.standard(sara, "msg_1");
    forged.body += " ";
    CHECK(world.take(forged).reason == Reason::signature_wrong);
    CHECK(world.take(world.request(sara)).reason == Reason::signature_wrong);
    auto other_id = world.standard(sara, "msg_1");
    other_id.headers[1].value = "msg_2";
    CHECK(world.take(other_id).reason == Reason::signature_wrong);

    // Five minutes are taken, one second more is not; in both directions.
    auto late = world.standard(sara, "msg_late");
    late.now = start + time::minutes(5);
    CHECK(world.take(late).state == SubmissionState::accepted);
    late = world.standard(sara, "msg_later");
    late.now = start + time::minutes(5) + time::seconds(1);
    CHECK(world.take(late).reason == Reason::clock_off);
    auto early = world.standard(sara, "msg_early", 301'000);
    early.now = start;
    CHECK(world.take(early).reason == Reason::clock_off);

    CHECK(world.take(world.standard(R"({"phone":)", "msg_3")).reason == Reason::unreadable);
    const std::string bytes("\xff\x00{", 3);
    CHECK(world.take(world.standard(bytes, "msg_4")).reason == Reason::unreadable);

    const auto of_size = [&](std::size_t size) {
      std::string body = R"({"mobile":"09121234567","filler":")";
      body += std::string(size - body.size() - 2, 'x') + "\"}";
      return body;
    };
    CHECK(world.take(world.standard(of_size(most_bytes - 1), "msg_5")).state == SubmissionState::accepted);
    CHECK(world.take(world.standard(of_size(most_bytes), "msg_6")).state == SubmissionState::accepted);
    CHECK(world.take(world.standard(of_size(most_bytes + 1), "msg_7")).reason == Reason::too_large);

    world.write([&](db::Work& work) { CHECK(end_address(work, world.address)); });
    CHECK(world.take(world.standard(sara, "msg_8")).reason == Reason::address_ended);

    CHECK(world.counts() == std::map<std::string, std::int64_t>{{"state accepted", 3},
                                                                {"state refused", 9},
                                                                {"reason signature_wrong", 3},
                                                                {"reason clock_off", 2},
                                                                {"reason unreadable", 2},
                                                                {"reason too_large", 1},
                                                                {"reason address_ended", 1}});
    CHECK(world.rows("submissions") == 12);
    CHECK(world.rows("leads") == 1);
    const auto kept = world.write([&](db::Work& work) {
      std::vector<std::string> all;
      for (const auto row :
           work.query_text("SELECT body FROM submissions WHERE workspace_id = $1 AND reason = 'unreadable' ORDER BY id",
                           {work.workspace()}))
        all.push_back(row.text(0));
      return all;
    });
    CHECK(kept == std::vector<std::string>{R"({"phone":)", "base64:/wB7"});
    // What was refused may come again with its id, once the sender has mended it.
    CHECK(world.take(world.standard(sara, "msg_1")).reason == Reason::address_ended);
  });
}

TEST_CASE("after a rotation both secrets are taken for seven days, then the new one alone") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    const auto by_old = [&](std::int64_t after_ms, const std::string& id, const std::string& secret) {
      auto request = world.request(sara, after_ms);
      const auto timestamp = std::to_string(request.now.ms / 1000);
      request.headers.push_back({"webhook-id", id});
      request.headers.push_back({"webhook-timestamp", timestamp});
      // As a sender writes it that rotates by itself: several signatures, of which one is ours.
      request.headers.push_back(
          {"webhook-signature", "v1,AAAA v1a,BBBB " + standard_signature(secret, id, timestamp, sara)});
      return world.take(request);
    };
    const auto old_secret = world.known().address.secret.value;
    world.write([&](db::Work& work) {
      auto address = load_address(work, world.address);
      address.secret.rotate(new_secret(address.kind), work.now());
      save_secret(work, address);
    });
    const auto new_one = world.known().address.secret.value;
    CHECK(new_one != old_secret);
    CHECK(by_old(0, "msg_1", old_secret).state == SubmissionState::accepted);
    CHECK(by_old(0, "msg_2", new_one).state == SubmissionState::accepted);
    const auto end = time::days(7).ms;
    CHECK(by_old(end - 1, "msg_3", old_secret).state == SubmissionState::accepted);
    CHECK(by_old(end, "msg_4", old_secret).reason == Reason::signature_wrong);
    CHECK(by_old(end, "msg_5", new_one).state == SubmissionState::accepted);
  });
}

TEST_CASE("what says nothing of who it is about waits, and becomes a lead once the mapping names its fields") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    const auto first =
        world.take(world.standard(R"({"a":{"b~/c":"(0912) 123 4567"},"w":["blue",3],"ok":"I agree"})", "m"));
    CHECK(first.state == SubmissionState::quarantined);
    CHECK(first.reason == Reason::no_person);
    CHECK(world.rows("leads") == 0);
    world.map({{"/a/b~0~1c", "phone", ""},
               {"/w", "needs", ""},
               {"/ok", "consent:newsletter", "با دریافت خبرنامه موافقم"},
               {"/nowhere", "email", ""}});
    const auto waiting = world.write(
        [&](db::Work& work) { return capture::waiting_at(work, world.address.value, Reason::no_person, {}); });
    REQUIRE(waiting.size() == 1);
    const auto arrival = arrival_again(world.known(), waiting[0].body);
    const auto outcome =
        world.write([&](db::Work& work) { return capture::arrive_again(work, waiting[0].submission, arrival); });
    CHECK(outcome.state == SubmissionState::accepted);
    const auto lead = world.lead(outcome.lead);
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.needs == "blue, 3");
    CHECK(world.rows("consents") == 1);
    CHECK(world.write(
        [&](db::Work& work) { return consent::allows(work, outcome.lead, "newsletter", leads::Channel::mail); }));
    CHECK(world.counts() == std::map<std::string, std::int64_t>{
                                {"state quarantined", 0}, {"state accepted", 1}, {"reason no_person", 1}});
    CHECK(world.write([&](db::Work& work) {
      return capture::waiting_at(work, world.address.value, Reason::no_person, {}).size();
    }) == 0);
  });
}

TEST_CASE("two messages of one person wait: whichever is read first makes the lead, the other finds him") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    const std::string same = R"({"a":{"b~/c":"(0912) 123 4567"},"c":"VALUE"})";
    for (const auto* id : {"m1", "m2"}) {
      auto body = same;
      body.replace(body.find("VALUE"), 5, id);
      CHECK(world.take(world.standard(body, id)).state == SubmissionState::quarantined);
    }
    world.map({{"/a/b~0~1c", "phone", ""}, {"/c", "needs", ""}});
    const auto waiting = [&] {
      return world.write(
          [&](db::Work& work) { return capture::waiting_at(work, world.address.value, Reason::no_person, {}); });
    };
    const auto read = [&](const capture::Waiting& one) {
      const auto arrival = arrival_again(world.known(), one.body);
      return world.write([&](db::Work& work) { return capture::arrive_again(work, one.submission, arrival); });
    };
    const auto twins = waiting();
    REQUIRE(twins.size() == 2);
    const auto second = read(twins[1]);
    CHECK(second.state == SubmissionState::accepted);
    // The twin waits on, and a third message of his is no new lead either.
    REQUIRE(waiting().size() == 1);
    CHECK(waiting()[0].submission == twins[0].submission);
    CHECK(world.take(world.standard(R"({"a":{"b~/c":"+98 912 123 4567"}})", "m3")).lead == second.lead);
    const auto first = read(twins[0]);
    CHECK(first.state == SubmissionState::accepted);
    CHECK(first.lead == second.lead);
    CHECK(waiting().empty());
    CHECK(world.rows("leads") == 1);
    CHECK(world.lead(first.lead).needs == "m2");  // filled by whoever came first, and not overwritten
    CHECK(world.counts() == std::map<std::string, std::int64_t>{
                                {"state quarantined", 0}, {"state accepted", 3}, {"reason no_person", 2}});
  });
}

TEST_CASE("an address takes 600 messages a minute of one network, and counts what it turns away") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    http::RouteTable routes;
    add_routes(routes, database, "https://desk.example");
    const auto row = std::find_if(routes.begin(), routes.end(), [](const http::Route& route) {
      return route.pattern == "/in/" + std::string(sender_of(Kind::webhook).word) + "/{token}";
    });
    REQUIRE(row != routes.end());
    const auto token = world.known().address.token;
    // What the sender is told: nothing when it was taken.
    const auto send = [&](const std::string& network, std::int64_t after_ms, const std::string& id) {
      auto request = world.standard(sara, id, after_ms);
      request.remote = network;
      try {
        row->handle(http::Call{request, {}, {{"token", token}}});
        return std::string();
      } catch (const Problem& problem) {
        CHECK(problem.retry_after_seconds == 60);
        return problem.code;
      }
    };
    for (int i = 0; i < 600; ++i) REQUIRE(send("203.0.113.7", i, "the same").empty());
    CHECK(send("203.0.113.7", 600, "one more") == "throttled");
    CHECK(send("203.0.113.7", 700, "one more") == "throttled");
    CHECK(send("198.51.100.9", 700, "another network").empty());
    CHECK(world.counts().at("reason address_budget") == 2);
    // Nothing of what was turned away is remembered as come: the sender's repetition is taken.
    CHECK(send("203.0.113.7", 61'000, "one more").empty());
    CHECK(world.rows("submissions") == 3);
  });
}

TEST_CASE("a value that cannot be read stays an answer, and the rest becomes a lead") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    world.map({{"/p", "phone", ""}, {"/m", "email", ""}, {"/c", "custom:gone", ""}});
    const auto outcome = world.take(world.standard(R"({"p":"call me","m":"sara@example.com","c":"x"})", "m"));
    CHECK(outcome.state == SubmissionState::accepted);
    const auto lead = world.lead(outcome.lead);
    CHECK(lead.phones.empty());
    CHECK(lead.emails.at(0).value == "sara@example.com");
  });
}

TEST_CASE("Google Ads: key, columns, click id, lead_id once, test leads apart") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::google_ads, "search_paid");
    const auto body = [&](std::string text, const std::string& key) {
      text.replace(text.find("GOOGLE_KEY"), 10, key);
      return text;
    };
    const auto key = world.known().address.secret.value;
    CHECK(world.take(world.request(body(sample("google_ads"), key + "x"))).reason == Reason::signature_wrong);
    const auto taken = world.take(world.request(body(sample("google_ads"), key)));
    REQUIRE(taken.state == SubmissionState::accepted);
    const auto lead = world.lead(taken.lead);
    CHECK(lead.full_name == "Sara Ahmadi");
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.emails.at(0).value == "sara@example.com");
    CHECK(lead.organisation == "Labkhand");
    CHECK(lead.place == "Tehran");
    CHECK(lead.source.first->channel == "search_paid");
    CHECK(lead.source.first->label == "Google Ads");
    CHECK(lead.source.first->utm->id == "123456");
    CHECK(*lead.source.first->click_ids == json::Value{json::Object{{"gclid", "Cj0KCQ-click"}}});
    CHECK_FALSE(lead.source.first->landing_page.has_value());
    CHECK(world.take(world.request(body(sample("google_ads"), key))).repeated);
    auto test = body(sample("google_ads"), key);
    test.replace(test.find("\"is_test\":false"), 15, "\"is_test\":true ");
    test.replace(test.find("TeSter-123"), 10, "TeSter-124");
    CHECK(world.take(world.request(test)).reason == Reason::test_delivery);
    CHECK(world.rows("leads") == 1);
  });
}

TEST_CASE("Typeform: signature over the bytes, answers by their type, hidden fields are the source, a token once") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::typeform);
    const auto signed_by = [&](const std::string& secret) {
      auto request = world.request(sample("typeform"));
      request.headers.push_back({"typeform-signature", "sha256=" + to_base64(hmac_sha256(secret, request.body))});
      return request;
    };
    CHECK(world.take(signed_by("another")).reason == Reason::signature_wrong);
    const auto secret = world.known().address.secret.value;
    const auto taken = world.take(signed_by(secret));
    REQUIRE(taken.state == SubmissionState::accepted);
    const auto lead = world.lead(taken.lead);
    CHECK(lead.full_name == "سارا احمدی");
    CHECK(lead.emails.at(0).value == "sara@example.com");
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.source.first->channel == "social_own");
    CHECK(lead.source.first->utm->campaign == "mehr");
    CHECK(world.take(signed_by(secret)).repeated);
    const auto values = reading_of(world.known().address, sample("typeform")).values;
    REQUIRE(values.size() == 8);
    CHECK(values[3].label == "Which treatments?");
    CHECK(values[3].value == "Implant, Whitening, Braces");
    CHECK(values[4].value == "yes");
  });
}

TEST_CASE("Google Forms: the questions of the form are its words") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::google_forms);
    const auto taken = world.take(world.standard(sample("google_forms"), "msg_1"));
    REQUIRE(taken.state == SubmissionState::accepted);
    const auto lead = world.lead(taken.lead);
    CHECK(lead.full_name == "سارا احمدی");
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.emails.at(0).value == "sara@example.com");
    CHECK(lead.product == "ایمپلنت");
  });
}

TEST_CASE("a form body is read like JSON") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    auto request = world.standard("your-name=Sara&phone=09121234567&utm_source=newsletter&utm_medium=email", "m");
    request.headers[0].value = "application/x-www-form-urlencoded; charset=UTF-8";
    const auto taken = world.take(request);
    REQUIRE(taken.state == SubmissionState::accepted);
    CHECK(world.lead(taken.lead).source.first->channel == "email");
    CHECK(reading_of(world.known().address, request.body).values.size() == 4);
  });
}

TEST_CASE("no call of an erased person waits any more") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    const auto taken = world.take(world.standard(sara, "msg_1"));
    world.write([&](db::Work& work) {
      work.run(sql::insert_missed_call, {work.workspace(), 1, taken.lead, work.now()});
      work.run(sql::insert_missed_call, {work.workspace(), 2, taken.lead.value + 1, work.now()});
    });
    jobs::Event event;
    event.type = "lead_erased";
    event.subject = taken.lead.value;
    world.write([&](db::Work& work) { listeners().front().act(work, event); });
    CHECK(world.rows("missed_calls") == 1);
  });
}

TEST_CASE("erasure blanks what came, also what was refused and cannot be read") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    const auto taken = world.take(world.standard(sara, "msg_1"));
    world.take(world.request(R"({"mobile":"09121234567")"));
    world.take(world.request(R"({"mobile":"09351112233")"));
    world.write([&](db::Work& work) { leads::erase(work, taken.lead, "asked"); }, 1000);
    for (const auto& listener : capture::listeners()) {
      jobs::Event event;
      event.type = "lead_erased";
      event.subject = taken.lead.value;
      world.write([&](db::Work& work) { listener.act(work, event); }, 2000);
    }
    jobs::Job job;
    job.payload = json::parse(R"({"flows":["msg_1"]})");
    for (const auto& handler : capture::job_handlers())
      handler.act(database, {start + time::seconds(3), Caller::system(WorkspaceId{1})}, job);
    const auto bodies = world.write([&](db::Work& work) {
      std::vector<std::string> all;
      for (const auto row :
           work.query_text("SELECT body FROM submissions WHERE workspace_id = $1 ORDER BY id", {work.workspace()}))
        all.push_back(row.text(0));
      return all;
    });
    CHECK(bodies == std::vector<std::string>{"", "", R"({"mobile":"09351112233")"});
  });
}

namespace {

// What stands in for Meta's Graph API: it knows some leads, and who may ask.
struct Graph {
  std::map<std::string, std::string> leads;
  std::string refusal;                // the body of every answer, when it refuses
  bool only_basic = false;            // the token has no rights on the advertisements
  std::vector<std::string> asked_of;  // leads, in the order they were asked for
  std::string last_token, last_proof;
  bool may_subscribe = true;
  int subscriptions = 0;
  time::SystemClock clock;
  std::unique_ptr<http::Server> server;

  Graph() {
    http::ServerSettings settings;
    settings.port = 0;
    settings.workers = 2;
    http::RouteTable routes;
    routes.push_back(http::route<http::Nothing, http::Answer>(
        http::Method::get, "/v23.0/{lead}", "public", "A lead.",
        [this](const http::Call& call, const http::Nothing&) { return answer(call); }));
    routes.push_back(http::route<http::Nothing, http::Answer>(
        http::Method::post, "/v23.0/me/subscribed_apps", "public", "Subscribes.",
        [this](const http::Call& call, const http::Nothing&) {
          ++subscriptions;
          CHECK(http::query_of(call.request)["subscribed_fields"].as_string() == "leadgen");
          return http::text(may_subscribe ? 200 : 403,
                            may_subscribe ? R"({"success":true})" : R"({"error":{"code":200}})");
        }));
    server = std::make_unique<http::Server>(settings, clock, std::move(routes), http::Hooks{});
    server->start();
  }
  ~Graph() { server->stop(); }
  http::Answer answer(const http::Call& call) {
    const auto query = http::query_of(call.request);
    const auto wanted = query["fields"].as_string().value_or("");
    last_token = call.request.header("authorization");
    last_proof = query["appsecret_proof"].as_string().value_or("");
    if (only_basic && wanted.find("campaign_name") != std::string_view::npos)
      return http::text(403, R"({"error":{"message":"(#200) Requires ads_management","code":200}})");
    asked_of.push_back(call.place("lead"));
    if (!refusal.empty()) return http::text(400, refusal);
    const auto known = leads.find(call.place("lead"));
    if (known == leads.end()) return http::text(400, R"({"error":{"code":100,"error_subcode":33}})");
    return http::text(200, known->second);
  }
  MetaPlace place() const {
    return {"http://127.0.0.1:" + std::to_string(server->port()) + "/v23.0", *outbound::Guard::with({"127.0.0.1"})};
  }
};

struct MetaWorld : World {
  explicit MetaWorld(db::Database& given) : World(given, Kind::meta) {
    write([&](db::Work& work) { connect_meta(work, address, "app secret", "page token"); });
  }
  http::Request signed_by(const std::string& secret, const std::string& body) {
    auto told = request(body);
    told.headers.push_back({"x-hub-signature-256", "sha256=" + to_hex(hmac_sha256(secret, body))});
    return told;
  }
  std::vector<capture::Outcome> tell(const http::Request& told) {
    const auto arrivals = notices_of(known(), told);
    return write([&](db::Work& work) {
      std::vector<capture::Outcome> all;
      for (const auto& arrival : arrivals) all.push_back(capture::arrive(work, arrival));
      return all;
    });
  }
  void fetch(const Graph& graph, std::int64_t after_ms = 0) {
    jobs::Job job;
    job.payload = json::Object{{"address", to_string(address)}};
    job_handlers(graph.place())
        .front()
        .act(database, {start + time::milliseconds(after_ms), Caller::system(WorkspaceId{1})}, job);
  }
  MetaConnection connection() {
    return write([&](db::Work& work) { return load_connection(work, address); });
  }
  std::int64_t waiting() {
    return write([&](db::Work& work) { return capture::count_waiting(work, address.value, Reason::not_fetched); });
  }
  // When the address is asked for again; nothing when nobody has put that down.
  std::optional<Instant> next_round() {
    return write([&](db::Work& work) -> std::optional<Instant> {
      const auto rows = work.query_text(
          "SELECT due_at FROM jobs WHERE workspace_id = $1 AND kind = 'fetch_meta_leads' AND state = 'waiting'",
          {work.workspace()});
      if (rows.empty()) return std::nullopt;
      return rows[0].instant(0);
    });
  }
};

}  // namespace

TEST_CASE("Meta tells of two leads: both wait, each once, and become leads when Meta gives them") {
  db::testing::for_each_database([](db::Database& database) {
    MetaWorld world(database);
    Graph graph;
    const auto notice = sample("meta_notice");
    const auto told = world.tell(world.signed_by("app secret", notice));
    REQUIRE(told.size() == 2);  // the third change is of another field
    for (const auto& one : told) CHECK(one.reason == Reason::not_fetched);
    for (const auto& one : world.tell(world.signed_by("app secret", notice))) CHECK(one.repeated);
    CHECK(world.rows("leads") == 0);
    CHECK(world.waiting() == 2);

    graph.leads["123123123123"] = sample("meta_lead");
    world.fetch(graph, 1000);
    CHECK(graph.asked_of == std::vector<std::string>{"444444444444", "123123123123"});  // the newest first
    CHECK(graph.last_token == "Bearer page token");
    CHECK(graph.last_proof == to_hex(hmac_sha256("app secret", "page token")));
    CHECK(world.waiting() == 1);
    CHECK(world.connection().failure == MetaFailure::lead_gone);
    CHECK(world.connection().fetched_at == start + time::milliseconds(1000));
    CHECK_FALSE(world.next_round());
    CHECK(world.connection().subscribed_at == start + time::milliseconds(1000));
    // What a mapping is drawn on is the newest lead, not the newest notice.
    const auto example = world.write([&](db::Work& work) { return capture::last_arrival(work, world.address.value); });
    REQUIRE(example);
    CHECK(reading_of(world.known().address, example->body).values.size() == 14);

    const auto id = LeadId{world.write([](db::Work& work) {
      return work
          .query_text("SELECT lead_id FROM submissions WHERE workspace_id = $1 AND state = 'accepted'",
                      {work.workspace()})[0]
          .integer(0);
    })};
    const auto lead = world.lead(id);
    CHECK(lead.full_name == "سارا احمدی");
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.emails.at(0).value == "sara@example.com");
    CHECK(lead.source.first->channel == "social_other");
    CHECK(lead.source.first->utm->campaign == "پاییز");
    CHECK(lead.source.first->utm->source == "instagram");

    // The other one can be read later; what is a lead already is not asked for again, nor made twice.
    graph.leads["444444444444"] =
        R"({"id":"444444444444","field_data":[{"name":"phone_number","values":["<test lead: dummy data for phone_number>"]}]})";
    graph.asked_of.clear();
    world.fetch(graph, 2000);
    CHECK(graph.asked_of == std::vector<std::string>{"444444444444"});
    CHECK(world.waiting() == 0);
    CHECK_FALSE(world.connection().failure);
    CHECK(world.rows("leads") == 1);  // a lead of the testing tool is none
    CHECK(graph.subscriptions == 1);
    CHECK(world.counts() == std::map<std::string, std::int64_t>{
                                {"state accepted", 1}, {"state quarantined", 1}, {"reason not_fetched", 2}});
  });
}

TEST_CASE("what Meta did not sign is refused and kept, also before anybody has entered the secret") {
  db::testing::for_each_database([](db::Database& database) {
    MetaWorld world(database);
    const auto notice = sample("meta_notice");
    const auto refused = [&](const http::Request& told) {
      const auto all = world.tell(told);
      return all.size() == 1 ? all[0].reason : std::nullopt;
    };
    CHECK(refused(world.request(notice)) == Reason::signature_wrong);
    CHECK(refused(world.signed_by("guess", notice)) == Reason::signature_wrong);
    CHECK(refused(world.signed_by("", notice)) == Reason::signature_wrong);
    auto changed = world.signed_by("app secret", notice);
    changed.body += " ";
    CHECK(refused(changed) == Reason::signature_wrong);
    CHECK(refused(world.signed_by("app secret", "{")) == Reason::unreadable);
    CHECK(refused(world.signed_by("app secret", std::string(most_bytes + 1, ' '))) == Reason::too_large);
    CHECK(world.tell(world.signed_by("app secret", R"({"object":"page","entry":[]})")).empty());
    // A number that is none never reaches an address of Meta's.
    CHECK(world
              .tell(world.signed_by(
                  "app secret",
                  R"({"object":"page","entry":[{"changes":[{"field":"leadgen","value":{"leadgen_id":"1/../me"}}]}]})"))
              .empty());

    world.address = world.write([](db::Work& work) { return make_address(work, Kind::meta, "دیگری", "").id; });
    CHECK(refused(world.signed_by("", notice)) == Reason::signature_wrong);
    CHECK(world.waiting() == 0);
    CHECK(world.rows("leads") == 0);
  });
}

TEST_CASE("when Meta gives no lead, it is known why, nothing is lost, and what passes by itself is tried again") {
  db::testing::for_each_database([](db::Database& database) {
    MetaWorld world(database);
    Graph graph;
    graph.may_subscribe = false;  // and reads leads all the same
    graph.leads["123123123123"] = sample("meta_lead");
    graph.leads["444444444444"] =
        R"({"id":"444444444444","field_data":[{"name":"email","values":["ali@example.com"]}]})";
    world.tell(world.signed_by("app secret", sample("meta_notice")));
    const auto fails_as = [&](const std::string& refusal, MetaFailure failure) {
      graph.refusal = refusal;
      graph.asked_of.clear();
      world.fetch(graph);
      CHECK(world.connection().failure == failure);
      CHECK(world.waiting() == 2);
      CHECK(std::set(graph.asked_of.begin(), graph.asked_of.end()).size() == 1);  // the next one would fare no better
    };
    fails_as(R"({"error":{"code":190,"type":"OAuthException"}})", MetaFailure::token_refused);
    fails_as(R"({"error":{"code":10}})", MetaFailure::permission_missing);
    CHECK_FALSE(world.next_round());  // somebody has to mend it
    fails_as(R"({"error":{"code":32}})", MetaFailure::too_many);
    CHECK(world.next_round() == start + time::minutes(5));
    fails_as("<html>", MetaFailure::answered_oddly);
    const auto somewhere = graph.place();
    MetaPlace nowhere{"http://127.0.0.1:1", somewhere.guard};
    jobs::Job job;
    job.payload = json::Object{{"address", to_string(world.address)}};
    job_handlers(nowhere).front().act(database, {start, Caller::system(WorkspaceId{1})}, job);
    CHECK(world.connection().failure == MetaFailure::unreachable);

    // A token without rights on the advertisements still tells who the person is.
    graph.refusal.clear();
    graph.only_basic = true;
    world.fetch(graph);
    CHECK(world.waiting() == 0);
    CHECK(world.rows("leads") == 2);
    CHECK_FALSE(world.connection().failure);
    CHECK_FALSE(world.connection().subscribed_at);
  });
}

TEST_CASE("a notice that an erasure has blanked is not asked for, and stands in nobody's way") {
  db::testing::for_each_database([](db::Database& database) {
    MetaWorld world(database);
    Graph graph;
    graph.leads["123123123123"] = sample("meta_lead");
    const auto told = world.tell(world.signed_by("app secret", sample("meta_notice")));
    REQUIRE(told.size() == 2);
    world.write([&](db::Work& work) {
      work.query_text("UPDATE submissions SET body = '' WHERE workspace_id = $1 AND id = $2",
                      {work.workspace(), told[1].submission});
    });
    world.fetch(graph);
    CHECK(graph.asked_of == std::vector<std::string>{"123123123123"});
    CHECK(world.rows("leads") == 1);
    CHECK(world.waiting() == 1);
    CHECK(world.connection().failure == MetaFailure::lead_gone);
  });
}
