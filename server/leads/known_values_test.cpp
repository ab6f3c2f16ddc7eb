// The values that there are: each with as many leads as the list has for it, whoever asks, on both databases.

#include "leads/known_values.hpp"

#include <doctest/doctest.h>

#include "leads/cards.hpp"
#include "leads/count.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;
using namespace sarnakh::leads::testing;

namespace {

Draft lead_of(const char* campaign, std::int64_t number, const char* product = nullptr) {
  auto draft = form_draft({{"full_name", "Sara Karimi"}});
  draft.phones.push_back({"0912" + std::to_string(1'000'000 + number), {}, {}});
  draft.touch->utm = Utm{.source = {}, .medium = {}, .campaign = campaign, .term = {}, .content = {}, .id = {}};
  if (product != nullptr) draft.product = product;
  return draft;
}

std::vector<KnownValue> asked(db::Database& database, const db::Scope& scope, const KnownValuesWish& wish) {
  return database.read(scope, [&](db::Work& work) { return known_values(work, *catalogue_of_leads(work), wish); });
}

// "Nowruz 3, پاییز 1"
std::string told(const std::vector<KnownValue>& values) {
  std::string text;
  for (const auto& one : values) text += (text.empty() ? "" : ", ") + one.label + " " + std::to_string(one.leads);
  return text;
}
std::string told(World& world, const KnownValuesWish& wish) {
  return told(asked(world.database, world.as_system(), wish));
}

// What the list finds for «equal» to the value, and to the text as it was written.
void agrees(db::Database& database, const db::Scope& scope, const KnownValuesWish& wish, std::optional<Layer> layer) {
  for (const auto& one : asked(database, scope, wish))
    for (const auto& text : {one.value, one.label}) {
      CAPTURE(text);
      json::Value condition{json::Object{}};
      condition.set("field", wish.field);
      condition.set("is", "equal");
      condition.set("value", text);
      Filter filter{.layer = layer, .filter = json::from_value<rules::Condition>(condition)};
      database.read(scope, [&](db::Work& work) {
        filter.bind(work, &catalogue_of_leads);
        CHECK(total(work, filter) == one.leads);
      });
    }
}

}  // namespace

TEST_CASE("values that begin with what was typed come first, then by their leads, however it is typed") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    std::int64_t number = 0;
    for (const auto& [campaign, times] : {std::pair{"Nowruz", 2},
                                          {"After Nowruz", 4},
                                          {"NOWRUZ", 1},
                                          {"nowruz ۱۴۰۵", 5},
                                          {"كاشت پاييز", 1},
                                          {"_100%_", 1}})
      for (int i = 0; i < times; ++i) world.add(lead_of(campaign, ++number));
    CHECK(told(world, {}) == "nowruz ۱۴۰۵ 5, After Nowruz 4, Nowruz 3, _100%_ 1, كاشت پاييز 1");
    CHECK(told(world, {.q = " NO "}) == "nowruz ۱۴۰۵ 5, Nowruz 3, After Nowruz 4");
    CHECK(told(world, {.q = "no", .limit = 2}) == "nowruz ۱۴۰۵ 5, Nowruz 3");
    CHECK(told(world, {.q = "1405"}) == "nowruz ۱۴۰۵ 5");
    CHECK(told(world, {.q = "١٤"}) == "nowruz ۱۴۰۵ 5");
    CHECK(told(world, {.q = "پایی"}) == "كاشت پاييز 1");
    CHECK(told(world, {.q = "کاشت"}) == "كاشت پاييز 1");
    CHECK(told(world, {.q = "%"}) == "_100%_ 1");
    CHECK(told(world, {.q = "o_r"}).empty());
    CHECK(told(world, {.field = "product"}).empty());
    CHECK(asked(database, world.as_system(), {.q = "پایی"}).front().value == "کاشت پاییز");
    agrees(database, world.as_system(), {}, std::nullopt);
  });
}

TEST_CASE("a source is what the list shows as the source") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    auto draft = lead_of("autumn", 1);
    draft.touch->label = "Stand 7";
    world.add(draft);
    CHECK(told(world, {.field = "source"}) == "Stand 7 1");
    agrees(database, world.as_system(), {.field = "source"}, std::nullopt);
  });
}

TEST_CASE("leads and interests are counted apart, or together when that is wanted") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.add(lead_of("autumn", 1, "Implant"));
    Draft interest;
    interest.full_name = "Ali";
    interest.record = "r/1";
    interest.product = "implant";
    world.add(interest);
    interest.record = "r/2";
    interest.product = "Crown";
    world.add(interest);
    CHECK(told(world, {.field = "product"}) == "Implant 1");
    CHECK(told(world, {.field = "product", .layer = CountedLayer::interest}) == "Crown 1, Implant 1");
    CHECK(told(world, {.field = "product", .layer = CountedLayer::both}) == "Implant 2, Crown 1");
    agrees(database, world.as_system(), {.field = "product"}, Layer::lead);
    agrees(database, world.as_system(), {.field = "product", .layer = CountedLayer::interest}, Layer::interest);
  });
}

TEST_CASE("whoever sees some leads sees the values of these alone, with their number") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    for (std::int64_t i = 0; i < 9; ++i) {
      auto draft = lead_of(i < 6 ? "autumn" : "secret", i);
      if (i != 0) draft.owner = UserId{i < 3 ? 5 : 6};
      world.add(draft);
    }
    const auto seller = world.as_user(5, Reach::own);
    CHECK(told(world, {}) == "autumn 6, secret 3");
    CHECK(told(asked(database, seller, {})) == "autumn 3");
    CHECK(told(asked(database, seller, {.q = "sec"})).empty());
    agrees(database, seller, {}, std::nullopt);
  });
}

TEST_CASE("a field that is kept from whoever asks, that is none or has no values to tell is refused") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.add(lead_of("autumn", 1, "Implant"));
    auto scope = world.as_user(5);
    scope.caller.hidden = {"product"};
    const auto refused = [&](const char* field) {
      return refusal_of([&] { asked(database, scope, {.field = field}); });
    };
    CHECK(refused("product") == "field_hidden at /field");
    CHECK(refused("nothing") == "field_unknown at /field");
    CHECK(refused("place") == "values_unfit at /field");
    CHECK(refused("stage") == "values_unfit at /field");
    CHECK(told(asked(database, scope, {})) == "autumn 1");
    CHECK(told(asked(database, world.as_user(5), {.field = "product"})) == "Implant 1");
  });
}

TEST_CASE("of a value nobody has any more nothing is told, whether it was changed or the person erased") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto first = world.add(lead_of("AUTUMN", 1, "A private matter")).lead;
    const auto second = world.add(lead_of("autumn", 2, "Implant")).lead;
    CHECK(told(world, {}) == "AUTUMN 2");
    database.write(world.as_user(5), [&](db::Work& work) {
      erase_lead(work, first);
      patch(work, second, json::parse(R"({"product":"Crown"})"));
    });
    CHECK(told(world, {}) == "autumn 1");
    CHECK(told(world, {.field = "product"}) == "Crown 1");
    agrees(database, world.as_system(), {.field = "product"}, std::nullopt);
  });
}

TEST_CASE("a text that is longer than its facet is no value to be taken") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.add(lead_of("autumn", 1, std::string(249, 'X').c_str()));
    world.add(lead_of("autumn", 2, std::string(250, 'Y').c_str()));
    CHECK(told(world, {.field = "product"}) == std::string(249, 'X') + " 1");
    agrees(database, world.as_system(), {.field = "product"}, std::nullopt);
  });
}
