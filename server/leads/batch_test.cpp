#include <doctest/doctest.h>

#include "foundations/http/router.hpp"
#include "leads/api.hpp"
#include "leads/list_query.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;
using namespace sarnakh::leads::testing;

namespace {

json::Value send(World& world, const json::Array& items, Reach reach = Reach::all) {
  http::RouteTable routes;
  add_batch_routes(routes, world.database, [](db::Work& work) {
    auto all = catalogue_of_leads(work);
    all->field("channel")->choices = {{"event", {"رویداد", "Event"}}};
    return all;
  });
  http::Request request;
  request.method = http::Method::post;
  request.path = "/api/v1/leads/batch";
  request.headers = {{"content-type", "application/json"}};
  request.body = json::write(json::Object{{"leads", items}});
  auto scope = world.as_system();
  request.now = scope.now;
  scope.caller.reach = reach;
  return json::parse(routes.front().handle({request, scope.caller, {}}).body);
}

json::Value person(int number) {
  json::Value phone{json::Object{{"value", "0912" + std::to_string(1'000'000 + number)}}};
  return json::Object{{"full_name", "نفر"}, {"phones", json::Array{std::move(phone)}}};
}

}  // namespace

TEST_CASE("a lead that says how it came says a channel of the workspace") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    auto items = json::Array{person(1), person(2), person(3)};
    items[0].set("source", json::Object{{"channel", "event"}, {"label", "نمایشگاه"}});
    items[1].set("source", json::Object{{"channel", "radio"}});
    const auto answer = send(world, items);
    CHECK(answer["created"].as_integer() == 2);
    CHECK(answer["items"].as_array()[1]["errors"].as_array()[0]["pointer"].as_string() == "/source/channel");
    CHECK(answer["items"].as_array()[1]["errors"].as_array()[0]["code"].as_string() == "choice_unknown");
    Filter of_fairs;
    of_fairs.source = "event";
    world.read([&](db::Work& work) { CHECK(total(work, of_fairs) == 1); });
  });
}

TEST_CASE("a batch of 250 with wrong ones in two pieces: the others are taken, each answer stands at its place") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    json::Array items;
    for (int i = 0; i < 250; ++i) items.push_back(person(i));
    items[50] = json::Object{{"phones", json::Array{json::Object{{"value", "not a phone"}}}}};
    items[120] = json::Object{{"full_name", "x"}, {"status", "no such status"}};
    items[249] = person(0);  // the same person once more
    const auto answer = send(world, items);
    CHECK(answer["created"] == json::Value{247});
    CHECK(answer["matched"] == json::Value{1});
    CHECK(answer["refused"] == json::Value{2});
    const auto& given = answer["items"].as_array();
    REQUIRE(given.size() == 250);
    CHECK(given[50]["errors"].as_array().at(0)["code"] == json::Value{"phone_invalid"});
    CHECK(given[120]["code"] == json::Value{"status_unknown"});
    CHECK(given[121]["outcome"] == json::Value{"created"});
    CHECK(given[249]["lead_id"] == given[0]["lead_id"]);
    CHECK(world.database.read(world.as_system(), [](db::Work& work) { return *list(work, {.count = true}).total; }) ==
          247);
    // Sent again: the same persons.
    CHECK(send(world, items)["created"] == json::Value{0});
  });
}

TEST_CASE("who sees only his own leads sends no batches") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    for (const auto reach : {Reach::own, Reach::team}) {
      try {
        send(world, {person(1)}, reach);
        FAIL("taken");
      } catch (const Problem& problem) {
        CHECK(problem.code == "forbidden");
      }
    }
  });
}
