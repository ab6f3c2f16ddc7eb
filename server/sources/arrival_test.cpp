#include "sources/arrival.hpp"

#include <doctest/doctest.h>

using namespace sarnakh;
using namespace sarnakh::sources;

namespace {
struct Case {
  const char* landing;
  const char* referrer;
  const char* channel;
  const char* label;
};
}  // namespace

TEST_CASE("a channel is named from click ids, campaign tags and the referrer") {
  const Case cases[] = {
      {"https://clinic.example/f/a", "", "direct", ""},
      {"https://clinic.example/f/a", "https://www.google.com/search?q=x", "search_organic", "Google"},
      {"https://clinic.example/f/a", "https://www.google.co.uk/", "search_organic", "Google"},
      {"https://clinic.example/f/a?gclid=abc", "https://www.google.com/", "search_paid", "Google Ads"},
      {"https://clinic.example/f/a?fbclid=1", "https://l.facebook.com/", "social_other", "Facebook"},
      {"https://clinic.example/f/a", "https://l.instagram.com/?u=x", "social_other", "Instagram"},
      {"https://clinic.example/f/a?utm_source=ig&utm_medium=story", "", "social_own", "Instagram"},
      {"https://clinic.example/f/a?utm_source=Newsletter-8&utm_medium=E-Mail", "", "email", "Newsletter-8"},
      {"https://clinic.example/f/a?utm_source=tapsell&utm_medium=Display", "https://news.example.org/", "banner",
       "tapsell"},
      {"https://clinic.example/f/a?utm_source=torob", "", "catalogue", "Torob"},
      {"https://clinic.example/f/a?utm_source=hamkar", "", "referral", "hamkar"},
      {"https://clinic.example/f/a", "https://blog.clinic.example/post", "own_site", "blog.clinic.example"},
      {"https://clinic.example/f/a", "https://www.aparat.com/v/1", "video", "Aparat"},
      {"https://clinic.example/f/a", "https://sub.partner.co.uk/x", "referral", "partner.co.uk"},
      {"https://clinic.example/f/a", "not an address", "direct", ""},
      {"not an address", "https://t.me/s/channel", "social_other", "Telegram"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.landing);
    CAPTURE(each.referrer);
    const auto touch =
        touch_of({.landing_page = each.landing, .referrer = each.referrer, .own_host = "clinic.example"});
    CHECK(touch.channel.value_or("none") == each.channel);
    CHECK(touch.label.value_or("") == each.label);
    CHECK(find_channel(built_in_channels(), *touch.channel) != nullptr);
  }
}

TEST_CASE("campaign tags and click ids are kept with their case, the page loses them") {
  const auto touch = touch_of(
      {.landing_page =
           "https://clinic.example/f/a?b=1&UTM_Source=Google&utm_campaign=%D9%86%D9%88%D8%B1%D9%88%D8%B2&gclid=AbC",
       .referrer = "https://www.google.com/",
       .own_host = "clinic.example",
       .cookies = {{"_ga", "GA1.2.3"}, {"sid", "secret"}}});
  REQUIRE(touch.utm.has_value());
  CHECK(touch.utm->source == "Google");
  CHECK(touch.utm->campaign == "نوروز");
  REQUIRE(touch.click_ids.has_value());
  CHECK((*touch.click_ids)["gclid"].as_string() == "AbC");
  CHECK((*touch.click_ids)["_ga"].as_string() == "GA1.2.3");
  CHECK(!touch.click_ids->has("sid"));
  CHECK(touch.landing_page == "https://clinic.example/f/a?b=1");
}

TEST_CASE("tags that came as columns of a list name the channel too, when they are known") {
  const auto named = [](const char* source, const char* medium) {
    leads::Touch touch;
    touch.utm.emplace();
    if (*source != 0) touch.utm->source = source;
    if (*medium != 0) touch.utm->medium = medium;
    name_channel(touch, {});
    return touch.channel.value_or("none") + " " + touch.label.value_or("none");
  };
  CHECK(named("google", "cpc") == "search_paid Google");
  CHECK(named("Instagram", "") == "social_other Instagram");
  CHECK(named("", "email") == "email email");
  CHECK(named("نمایشگاه", "") == "none نمایشگاه");
  CHECK(named("", "") == "none none");
  leads::Touch told;
  told.channel = "cold_call";
  told.utm.emplace().source = "google";
  name_channel(told, {});
  CHECK(told.channel == "cold_call");
  leads::Touch bare;
  name_channel(bare, {});
  CHECK_FALSE(bare.channel);
}

TEST_CASE(
    "what the workspace says of its sources goes before what the program knows, and the first rule that fits counts") {
  const auto own = std::make_shared<const OwnSources>(checked(json::from_text<SourceRules>(R"({"rules": [
      {"by": "site", "value": "https://www.ninisite.com/discussion", "channel": "forum", "label": "نی‌نی‌سایت"},
      {"by": "utm_source", "value": "Hamkar", "channel": "cpa"},
      {"by": "utm_medium", "value": "reel", "channel": "social_own"},
      {"by": "utm_source", "value": "hamkar", "channel": "banner"},
      {"by": "site", "value": "labkhand-blog.ir", "channel": "own_site", "label": "وبلاگ"},
      {"by": "site", "value": "torob.com", "channel": "cpa"}]})"),
                                                              built_in_channels()));
  const Case cases[] = {
      {"https://clinic.example/f/a", "https://ninisite.com/discussion/1", "forum", "نی‌نی‌سایت"},
      {"https://clinic.example/f/a", "https://m.ninisite.com/", "forum", "نی‌نی‌سایت"},
      {"https://clinic.example/f/a", "https://notninisite.com/", "referral", "notninisite.com"},
      {"https://clinic.example/f/a?utm_source=ninisite", "", "forum", "نی‌نی‌سایت"},
      {"https://clinic.example/f/a?utm_source=HAMKAR&utm_medium=cpc", "", "cpa", "HAMKAR"},
      {"https://clinic.example/f/a?utm_source=ig&utm_medium=Reel", "", "social_own", "Instagram"},
      {"https://clinic.example/f/a?utm_medium=reel", "", "social_own", "reel"},
      {"https://clinic.example/f/a", "https://labkhand-blog.ir/implant", "own_site", "وبلاگ"},
      {"https://clinic.example/f/a", "https://torob.com/p/1", "cpa", "torob.com"},
      // A click that was paid for stays one, wherever the page before lay; what no rule speaks of is as it was.
      {"https://clinic.example/f/a?gclid=1", "https://ninisite.com/", "search_paid", "Google Ads"},
      {"https://clinic.example/f/a?utm_source=ig&utm_medium=story", "", "social_own", "Instagram"},
      {"https://clinic.example/f/a", "", "direct", ""},
  };
  for (const auto& each : cases) {
    CAPTURE(each.landing);
    CAPTURE(each.referrer);
    const auto touch = touch_of({.landing_page = each.landing,
                                 .referrer = each.referrer,
                                 .own_host = "clinic.example",
                                 .cookies = {},
                                 .own = own});
    CHECK(touch.channel.value_or("none") == each.channel);
    CHECK(touch.label.value_or("") == each.label);
  }
  leads::Touch column;
  column.utm.emplace().source = "ninisite";
  name_channel(column, *own);
  CHECK(column.channel == "forum");
}

TEST_CASE("a rule of the sources is refused with every fault at its place, and kept as it is compared") {
  const auto read = [](const char* text) { return json::from_text<SourceRules>(text); };
  try {
    checked(read(R"({"rules": [{"by": "site", "value": "not a site", "channel": "forum"},
                               {"by": "utm_source", "value": " ‌ ", "channel": "radio"},
                               {"by": "site", "value": "com", "channel": "forum"}]})"),
            built_in_channels());
    FAIL("was taken");
  } catch (const Problem& problem) {
    std::vector<std::string> faults;
    for (const auto& fault : problem.faults) faults.push_back(fault.pointer + " " + fault.code);
    CHECK(faults == std::vector<std::string>{"/rules/0/value site_unreadable", "/rules/1/value required",
                                             "/rules/1/channel choice_unknown", "/rules/2/value site_unreadable"});
  }
  const auto clean = checked(
      read(
          R"({"rules": [{"by": "site", "value": "HTTPS://www.Example.COM/a?b=1", "channel": "forum", "label": "  "}]})"),
      built_in_channels());
  CHECK(clean.rules == std::vector<SourceRule>{{Evidence::site, "example.com", "forum", std::nullopt}});
}
