#include "sources/channels.hpp"

#include <doctest/doctest.h>

#include "leads/testing.hpp"
#include "sources/arrival.hpp"
#include "sources/catalogue.hpp"
#include "sources/sources.hpp"

using namespace sarnakh;
using namespace sarnakh::sources;

namespace {

struct World : leads::testing::World {
  using leads::testing::World::World;

  std::vector<Channel> all() {
    return read([](db::Work& work) { return list_channels(work); });
  }
  Channel add(NewChannel wish) {
    return write([&](db::Work& work) { return add_channel(work, wish); });
  }
  Channel change(std::string_view key, const ChannelChange& change) {
    return write([&](db::Work& work) { return change_channel(work, key, change); });
  }
  Channel get(std::string_view key) {
    const auto channels = all();
    const auto* found = find_channel(channels, key);
    REQUIRE(found != nullptr);
    return *found;
  }
};

// The code of what is refused, "" when it is not.
template <class Act>
std::string refused(Act act) {
  try {
    act();
  } catch (const Problem& problem) {
    return problem.code + problem.pointer;
  }
  return "";
}

}  // namespace

TEST_CASE("a workspace begins with the channels that the program knows, and adds, renames, moves and hides") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto known = world.all();
    REQUIRE(known.size() == 17);
    CHECK(known.front().label == json::LocalText{"جستجو", "Search"});
    CHECK_FALSE(known.front().own);

    const auto billboard = world.add({.label = {" بيلبورد ", ""}});
    CHECK(billboard.label.fa == "بیلبورد");
    CHECK(billboard.key == "بیلبورد");
    CHECK(billboard.own);
    CHECK(billboard.position == 18);
    const auto podcast = world.add({.label = {"پادکست", "Our podcast"}});
    CHECK(podcast.key == "our_podcast");
    CHECK(world.all().back() == podcast);

    // One of the program's own, called otherwise and put first: it keeps its key, and goes back to its name.
    const auto page =
        world.change("social_own", {.label = json::LocalText{"صفحهٔ اینستاگرام", "Instagram page"}, .position = 0});
    CHECK(page.key == "social_own");
    CHECK_FALSE(page.own);
    CHECK(world.all().front() == page);
    CHECK(world.all().size() == 19);
    CHECK(world.change("social_own", {.label = json::LocalText{}}).label.en == "Own social page");

    world.change("forum", {.archived = true});
    CHECK(world.get("forum").archived);
    CHECK(world.get("forum").label.en == "Forum");
    world.change(podcast.key, {.archived = true});
    CHECK(world.read([&](db::Work& work) { return is_channel(work, podcast.key); }));
    CHECK_FALSE(world.read([](db::Work& work) { return is_channel(work, "radio"); }));

    // Another workspace has nothing of it.
    World other(database, WorkspaceId{2});
    CHECK(other.all() == known);
    CHECK_FALSE(other.read([&](db::Work& work) { return is_channel(work, podcast.key); }));
    CHECK(refused([&] { other.change(podcast.key, {.archived = false}); }) == "not_found");
  });
}

TEST_CASE("a channel is refused without a name, with a key that is in use, and beyond what a menu holds") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    CHECK(refused([&] { world.add({.label = {" ‌ ", ""}}); }) == "label_required/label");
    CHECK(refused([&] { world.add({.key = "email", .label = {"", "Mail"}}); }) == "key_taken/key");
    // A list asks by this word for those whose channel nobody knows.
    CHECK(refused([&] { world.add({.key = "none", .label = {"", "None"}}); }) == "key_taken/key");
    CHECK(world.add({.label = {"", "None"}}).key == "none_2");
    CHECK(world.add({.label = {"", "Email"}}).key == "email_2");
    std::string longest;
    for (int i = 0; i < 60; ++i) longest += "ب";
    const auto named = world.add({.label = {longest, ""}});
    CHECK(named.label.fa == longest);
    CHECK(named.key.size() == 36);
    CHECK(refused([&] { world.add({.label = {"", longest + "ب"}}); }) == "too_long/label/en");
    CHECK(refused([&] {
            world.change("email", {.label = json::LocalText{longest + "ب", ""}});
          }) == "too_long/label/fa");
    CHECK(refused([&] { world.change(named.key, {.label = json::LocalText{}}); }) == "label_required/label");
    for (int i = 3; i < 39; ++i) world.add({.label = {"", "Shop " + std::to_string(i)}});
    CHECK(world.add({.label = {"", "The fortieth"}}).own);
    CHECK(refused([&] { world.add({.label = {"", "One more"}}); }) == "too_many_channels");
    CHECK(world.all().size() == 17 + 40);
    // Nor is one called as another is, hidden or not; as it is called itself, it may.
    world.change("shop_4", {.label = json::LocalText{"فروشگاه کیا", "Shop 4"}, .archived = true});
    CHECK(refused([&] {
            world.change("shop_5", {.label = json::LocalText{"فروشگاه كيا", ""}});
          }) == "name_taken/label/fa");
    CHECK(refused([&] { world.change("shop_5", {.label = json::LocalText{"", "SHOP 4"}}); }) == "name_taken/label/en");
    CHECK(world.change("shop_5", {.label = json::LocalText{"فروشگاه", "shop 5"}}).label.en == "shop 5");
    // Those that are hidden are kept too.
    world.change(named.key, {.archived = true});
    CHECK(refused([&] { world.add({.label = {"", "One more"}}); }) == "too_many_channels");
  });
}

TEST_CASE(
    "a campaign tag that calls a channel of the workspace's own by its name is of that channel, after its rules") {
  const auto said = channels_with({{.key = "podcast", .label = {"پادکست", "Our podcast"}, .position = 18},
                                   {.key = "billboard", .label = {"بیلبورد", ""}, .archived = true, .position = 19}});
  const auto rules = checked(json::from_text<SourceRules>(R"({"rules": [
      {"by": "utm_medium", "value": "show", "channel": "podcast", "label": "رادیو لبخند"},
      {"by": "utm_source", "value": "rival", "channel": "cpa"}]})"),
                             said);
  const auto own = std::make_shared<const OwnSources>(rules, said);
  const auto channel = [&](const std::string& tags) {
    const auto touch = touch_of({.landing_page = "https://clinic.example/f/a?" + tags,
                                 .referrer = "",
                                 .own_host = "clinic.example",
                                 .cookies = {},
                                 .own = own});
    return touch.channel.value_or("none") + " " + touch.label.value_or("none");
  };
  CHECK(channel("utm_medium=Podcast&utm_source=castbox") == "podcast castbox");
  CHECK(channel("utm_medium=our-podcast") == "podcast our-podcast");
  CHECK(channel("utm_medium=%D9%BE%D8%A7%D8%AF%D9%83%D8%B3%D8%AA") == "podcast پادکست");
  CHECK(channel("utm_medium=show") == "podcast رادیو لبخند");
  CHECK(channel("utm_medium=podcast&utm_source=rival") == "cpa rival");
  CHECK(channel("utm_source=billboard") == "billboard billboard");
  CHECK(channel("utm_medium=email&utm_source=podcast") == "email podcast");
  CHECK(channel("utm_medium=forum&utm_source=hamkar") == "referral hamkar");
  // The column «source» of a list.
  leads::Touch column;
  column.utm.emplace().source = "بیلبورد";
  name_channel(column, *own);
  CHECK(column.channel == "billboard");
}

TEST_CASE("conditions are offered the workspace's channels as it calls them") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto podcast = world.add({.label = {"پادکست", "Podcast"}});
    world.change("social_own", {.label = json::LocalText{"صفحهٔ اینستاگرام", "Instagram page"}});
    world.change("forum", {.archived = true});
    const auto choice = [&](std::string_view key) {
      return world.read([&](db::Work& work) {
        rules::Catalogue all;
        leads::add_to_catalogue(work, all);
        add_to_catalogue(work, all);
        const auto* found = all.field("channel")->choice(key);
        REQUIRE(found != nullptr);
        return *found;
      });
    };
    CHECK(choice(podcast.key).label.fa == "پادکست");
    CHECK(choice("social_own").label.en == "Instagram page");
    CHECK(choice("forum").archived);
    CHECK_FALSE(choice("email").archived);
  });
}

TEST_CASE("a channel is known to whoever arrives within five seconds, as a rule is") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    OwnSourcesKept kept;
    const auto now = leads::testing::start;
    const auto channel_of = [&](Instant at) {
      const auto touch = touch_of({.landing_page = "https://clinic.example/?utm_medium=podcast&utm_source=hamkar",
                                   .referrer = "",
                                   .own_host = "clinic.example",
                                   .cookies = {},
                                   .own = kept.find(database, at, world.workspace)});
      return touch.channel.value_or("none");
    };
    CHECK(channel_of(now) == "referral");
    world.add({.label = {"", "Podcast"}});
    CHECK(channel_of(now + time::seconds(4)) == "referral");
    CHECK(channel_of(now + time::seconds(5)) == "podcast");
  });
}
