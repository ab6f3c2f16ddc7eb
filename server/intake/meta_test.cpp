// Meta's lead ads, with a Graph API of our own beside them.

#include "intake/meta.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "capture/roads.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/http/server.hpp"
#include "intake/intake.hpp"
#include "intake/meta_fetch.hpp"
#include "intake/world_test.hpp"

using namespace sarnakh;
using namespace sarnakh::intake;
using namespace sarnakh::intake::testing;
using capture::Reason;

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
  // By the address itself: how many leads it says that it has taken.
  std::int64_t post(const http::Request& told) {
    http::RouteTable routes;
    add_routes(routes, database, "https://desk.example");
    const auto row = std::find_if(routes.begin(), routes.end(), [&](const http::Route& route) {
      return route.method == told.method && route.pattern == "/in/meta/{token}";
    });
    REQUIRE(row != routes.end());
    const auto answer = row->handle(http::Call{told, {}, {{"token", known().address.token}}});
    return json::parse(answer.body)["leads"].as_integer().value_or(-1);
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
    CHECK(lead.source.first->at == Instant{1'790'000'000'000});  // when she answered, not when we asked

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

TEST_CASE("every lead that one message of Meta's tells of waits to be fetched, and the same message again adds none") {
  // As Meta writes the most that it puts into one message, and one more than that.
  const auto message = [](int leads) {
    std::string body = R"({"object":"page","entry":[)";
    for (int i = 0; i < leads; ++i)
      body += std::string(i == 0 ? "" : ",") +
              R"({"id":"153125381133","time":1790000000,"changes":[{"field":"leadgen","value":{"leadgen_id":"7)" +
              std::to_string(100'000'000 + i) +
              R"(","page_id":"123123123","form_id":"12312312312","adgroup_id":"12312312312","ad_id":"12312312312",)" +
              R"("created_time":1790000000}}]})";
    return body + "]}";
  };
  db::testing::for_each_database([&](db::Database& database) {
    MetaWorld world(database);
    for (const int leads : {999, 1000, 1001}) {
      CHECK(world.post(world.signed_by("app secret", message(leads))) == leads);
      CHECK(world.waiting() == leads);
    }
    CHECK(world.post(world.signed_by("app secret", message(1001))) == 1001);
    CHECK(world.waiting() == 1001);
    CHECK(world.counts() ==
          std::map<std::string, std::int64_t>{{"state quarantined", 1001}, {"reason not_fetched", 1001}});
    CHECK(world.next_round());
  });
}

TEST_CASE("a message of Meta's has 20,000 members; one with more is refused whole, counted and kept") {
  const auto message = [](int members) {
    std::string body =
        R"({"object":"page","entry":[{"changes":[{"field":"leadgen","value":{"leadgen_id":"123123123123"}}]}],"x":[0)";
    constexpr int so_far = 10;
    for (int i = so_far; i < members; ++i) body += ",0";
    return body + "]}";
  };
  db::testing::for_each_database([&](db::Database& database) {
    MetaWorld world(database);
    const auto post = [&](int members) { return world.post(world.signed_by("app secret", message(members))); };
    CHECK_THROWS_WITH_AS(post(most_members_of_meta + 1), "delivery_unreadable", Problem);
    CHECK(world.waiting() == 0);
    CHECK(world.counts() == std::map<std::string, std::int64_t>{{"state refused", 1}, {"reason unreadable", 1}});
    CHECK(post(most_members_of_meta - 1) == 1);
    CHECK(post(most_members_of_meta) == 1);
    CHECK(world.waiting() == 1);
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
    // A number that is none never reaches an address of Meta's, and the others of its message are fetched.
    const auto mixed = world.tell(world.signed_by(
        "app secret",
        R"({"object":"page","entry":[{"changes":[{"field":"leadgen","value":{"leadgen_id":"1/../me"}},)"
        R"({"field":"feed","value":{"item":"like"}},{"field":"leadgen","value":{"leadgen_id":"77"}}]}]})"));
    REQUIRE(mixed.size() == 2);
    CHECK(mixed[0].reason == Reason::invalid_fields);
    CHECK(mixed[0].state == capture::SubmissionState::refused);
    CHECK(mixed[1].reason == Reason::not_fetched);
    CHECK(world.waiting() == 1);

    world.address = world.write([](db::Work& work) { return make_address(work, Kind::meta, "دیگری", "").id; });
    CHECK(refused(world.signed_by("", notice)) == Reason::signature_wrong);
    CHECK(world.waiting() == 0);  // at the other address
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
