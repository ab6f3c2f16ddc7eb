// Facets: a condition on a chosen value finds and counts what the cards say, however it is joined with others, and
// after the cards have changed.

#include "leads/facets.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

#include "foundations/text/fold.hpp"
#include "leads/cards.hpp"
#include "leads/groups.hpp"
#include "leads/list_query.hpp"
#include "leads/settings_store.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;
using namespace sarnakh::leads::testing;

namespace {

std::vector<LeadId> fill(World& world) {
  world.write([](db::Work& work) {
    add_custom_field(work, {.key = "branch",
                            .label = {"شعبه", "Branch"},
                            .type = FieldType::choice,
                            .choices = {{"south", {"جنوب", "South"}}, {"north@1", {"شمال", "North"}}}});
    add_custom_field(work, {.key = "wants",
                            .label = {"خواست", "Wants"},
                            .type = FieldType::multi_choice,
                            .choices = {{"a", {"", "A"}}, {"b", {"", "B"}}, {"ab", {"", "AB"}}}});
    add_custom_field(work, {.key = "vip", .label = {"ویژه", "VIP"}, .type = FieldType::yes_no});
  });
  std::mt19937 random{7};
  const auto one_of = [&](int of) { return std::uniform_int_distribution<int>(0, of - 1)(random); };
  std::vector<LeadId> ids;
  for (int i = 0; i < 300; ++i) {
    auto draft = form_draft({{"full_name", one_of(2) ? "Sara Karimi" : "Ali Sarayi"}});
    if (one_of(4) != 0) draft.phones.push_back({"0912" + std::to_string(1'000'000 + i), {}, {}});
    if (const int stage = one_of(4); stage < 3)
      draft.stage = std::vector{"awareness", "intent", "decision"}.at(static_cast<std::size_t>(stage));
    json::Value custom{json::Object{}};
    if (const int branch = one_of(3); branch < 2) custom.set("branch", branch ? "south" : "north@1");
    if (const int wants = one_of(5); wants < 4)
      custom.set("wants", json::parse(std::vector{R"(["a"])", R"(["b"])", R"(["a","b"])", R"(["ab"])"}.at(
                              static_cast<std::size_t>(wants))));
    if (const int vip = one_of(3); vip < 2) custom.set("vip", vip == 1);
    draft.custom = custom;
    if (const int campaign = one_of(4); campaign < 3)
      draft.touch->utm =
          Utm{.source = {},
              .medium = {},
              .campaign = std::vector{"پاییز", "Nowruz 1405", "nowruz"}.at(static_cast<std::size_t>(campaign)),
              .term = {},
              .content = {},
              .id = {}};
    if (one_of(3) != 0) draft.product = "کاشت " + std::to_string(one_of(one_of(2) ? 3 : 40));
    if (const int authority = one_of(3); authority < 2)
      draft.authority = authority ? Authority::decides : Authority::unknown;
    draft.record = "r/" + std::to_string(i);
    ids.push_back(world.add(draft, i).lead);
    for (int again = one_of(4); again > 1; --again) world.add(draft, i);
    static const std::vector<Channel> refused[] = {{}, {Channel::sms}, {Channel::sms, Channel::call}, {Channel::mail}};
    if (const auto& channels = refused[one_of(4)]; !channels.empty())
      world.write([&](db::Work& work) { set_contact_preferences(work, ids.back(), channels, std::nullopt); });
  }
  return ids;
}

using Plain = std::function<bool(const Lead&)>;
struct Case {
  const char* condition;
  Plain plain;
};

bool wants(const Lead& lead, std::string_view one) {
  const auto all = lead.custom["wants"].as_array();
  return std::find(all.begin(), all.end(), json::Value(one)) != all.end();
}
bool has(const Lead& lead, std::string_view key, std::string_view value) {
  return lead.custom[key].as_string() == value;
}
std::string campaign(const Lead& lead) {
  const auto& utm = lead.source.first->utm;
  return utm ? text::search_key(utm->campaign.value_or("")) : "";
}
std::string product(const Lead& lead) { return text::search_key(lead.product.value_or("")); }
bool decides(const Lead& lead) { return lead.authority == Authority::decides; }
bool refuses(const Lead& lead, Channel channel) {
  return std::find(lead.do_not_contact.begin(), lead.do_not_contact.end(), channel) != lead.do_not_contact.end();
}
std::int64_t touches(const Lead& lead) { return lead.source.count; }
bool vip(const Lead& lead, bool yes) { return lead.custom["vip"] == json::Value(yes); }

const Case cases[] = {
    {R"({"field":"stage","is":"any_of","value":["intent"]})", [](const Lead& lead) { return lead.stage == "intent"; }},
    {R"({"field":"stage","is":"any_of","value":["intent","decision"]})",
     [](const Lead& lead) { return lead.stage == "intent" || lead.stage == "decision"; }},
    {R"({"field":"stage","is":"none_of","value":["intent"]})",
     [](const Lead& lead) { return lead.stage && lead.stage != "intent"; }},
    {R"({"field":"custom.branch","is":"any_of","value":["north@1"]})",
     [](const Lead& lead) { return has(lead, "branch", "north@1"); }},
    {R"({"field":"custom.wants","is":"any_of","value":["a"]})", [](const Lead& lead) { return wants(lead, "a"); }},
    {R"({"field":"custom.wants","is":"any_of","value":["a","b"]})",
     [](const Lead& lead) { return wants(lead, "a") || wants(lead, "b"); }},
    {R"({"field":"custom.wants","is":"all_of","value":["a","b"]})",
     [](const Lead& lead) { return wants(lead, "a") && wants(lead, "b"); }},
    {R"({"field":"custom.vip","is":"equal","value":true})", [](const Lead& lead) { return vip(lead, true); }},
    {R"({"field":"custom.vip","is":"equal","value":false})", [](const Lead& lead) { return vip(lead, false); }},
    {R"({"all":[{"field":"stage","is":"any_of","value":["intent"]},{"field":"custom.branch","is":"any_of","value":["south"]}]})",
     [](const Lead& lead) { return lead.stage == "intent" && has(lead, "branch", "south"); }},
    {R"({"all":[{"field":"custom.vip","is":"equal","value":true},{"field":"phone","is":"filled"}]})",
     [](const Lead& lead) { return vip(lead, true) && !lead.phones.empty(); }},
    {R"({"all":[{"field":"stage","is":"any_of","value":["intent","decision"]},{"field":"phone","is":"empty"}]})",
     [](const Lead& lead) { return (lead.stage == "intent" || lead.stage == "decision") && lead.phones.empty(); }},
    {R"({"all":[{"field":"custom.wants","is":"any_of","value":["a","b"]},{"field":"phone","is":"filled"}]})",
     [](const Lead& lead) { return (wants(lead, "a") || wants(lead, "b")) && !lead.phones.empty(); }},
    {R"({"any":[{"field":"custom.vip","is":"equal","value":true},{"field":"stage","is":"any_of","value":["decision"]}]})",
     [](const Lead& lead) { return vip(lead, true) || lead.stage == "decision"; }},
    {R"({"any":[{"field":"stage","is":"any_of","value":["decision"]},{"field":"phone","is":"empty"}]})",
     [](const Lead& lead) { return lead.stage == "decision" || lead.phones.empty(); }},
    {R"({"none":[{"all":[{"field":"custom.vip","is":"equal","value":false},{"field":"phone","is":"filled"}]}]})",
     [](const Lead& lead) { return !(vip(lead, false) && !lead.phones.empty()); }},
    {R"({"any":[{"field":"stage","is":"empty"},{"all":[{"field":"stage","is":"none_of","value":["intent"]},{"field":"phone","is":"empty"}]}]})",
     [](const Lead& lead) { return !lead.stage || (lead.stage != "intent" && lead.phones.empty()); }},
    {R"({"none":[{"field":"stage","is":"any_of","value":["decision"]}]})",
     [](const Lead& lead) { return lead.stage != "decision"; }},
    {R"({"all":[{"field":"custom.wants","is":"any_of","value":["b"]},{"any":[{"field":"stage","is":"empty"},{"field":"custom.vip","is":"equal","value":false}]}]})",
     [](const Lead& lead) { return wants(lead, "b") && (!lead.stage || vip(lead, false)); }},
    {R"({"field":"campaign","is":"equal","value":"NOWRUZ"})",
     [](const Lead& lead) { return campaign(lead) == "nowruz"; }},
    {R"({"field":"campaign","is":"starts_with","value":"nowruz"})",
     [](const Lead& lead) { return campaign(lead).starts_with("nowruz"); }},
    {R"({"field":"campaign","is":"contains","value":"ايی"})",
     [](const Lead& lead) { return campaign(lead).find("ایی") != std::string::npos; }},
    {R"({"field":"campaign","is":"contains","value":"nobody has it"})", [](const Lead&) { return false; }},
    {R"({"field":"campaign","is":"not_equal","value":"nowruz"})",
     [](const Lead& lead) { return !campaign(lead).empty() && campaign(lead) != "nowruz"; }},
    {R"({"field":"campaign","is":"filled"})", [](const Lead& lead) { return !campaign(lead).empty(); }},
    {R"({"field":"campaign","is":"empty"})", [](const Lead& lead) { return campaign(lead).empty(); }},
    {R"({"none":[{"field":"campaign","is":"ends_with","value":"1405"}]})",
     [](const Lead& lead) { return !campaign(lead).ends_with("1405"); }},
    {R"({"any":[{"field":"campaign","is":"empty"},{"field":"phone","is":"empty"}]})",
     [](const Lead& lead) { return campaign(lead).empty() || lead.phones.empty(); }},
    {R"({"all":[{"field":"campaign","is":"equal","value":"nowruz"},{"field":"stage","is":"any_of","value":["intent"]}]})",
     [](const Lead& lead) { return campaign(lead) == "nowruz" && lead.stage == "intent"; }},
    {R"({"all":[{"field":"campaign","is":"filled"},{"field":"source","is":"empty"},{"field":"created_at","is":"within","value":"today"}]})",
     [](const Lead&) { return false; }},
    {R"({"field":"authority","is":"any_of","value":["decides"]})", decides},
    {R"({"field":"authority","is":"any_of","value":["unknown"]})", [](const Lead& lead) { return !decides(lead); }},
    {R"({"field":"authority","is":"any_of","value":["unknown","decides"]})", [](const Lead&) { return true; }},
    {R"({"field":"authority","is":"none_of","value":["unknown"]})", decides},
    {R"({"none":[{"all":[{"field":"authority","is":"any_of","value":["unknown"]},{"field":"phone","is":"filled"}]}]})",
     [](const Lead& lead) { return decides(lead) || lead.phones.empty(); }},
    {R"({"field":"authority","is":"empty"})", [](const Lead&) { return false; }},
    {R"({"field":"do_not_contact","is":"any_of","value":["sms"]})",
     [](const Lead& lead) { return refuses(lead, Channel::sms); }},
    {R"({"field":"do_not_contact","is":"any_of","value":["sms","call"]})",
     [](const Lead& lead) { return refuses(lead, Channel::sms) || refuses(lead, Channel::call); }},
    {R"({"field":"do_not_contact","is":"none_of","value":["sms"]})",
     [](const Lead& lead) { return !lead.do_not_contact.empty() && !refuses(lead, Channel::sms); }},
    {R"({"field":"touches","is":"at_least","value":2})", [](const Lead& lead) { return touches(lead) >= 2; }},
    {R"({"field":"touches","is":"at_most","value":2})", [](const Lead& lead) { return touches(lead) <= 2; }},
    {R"({"field":"touches","is":"not_equal","value":2})", [](const Lead& lead) { return touches(lead) != 2; }},
    {R"({"field":"touches","is":"between","value":[2,3]})",
     [](const Lead& lead) { return touches(lead) == 2 || touches(lead) == 3; }},
    {R"({"any":[{"field":"touches","is":"more_than","value":2},{"field":"phone","is":"empty"}]})",
     [](const Lead& lead) { return touches(lead) > 2 || lead.phones.empty(); }},
    {R"({"any":[{"field":"touches","is":"more_than","value":2},{"field":"authority","is":"any_of","value":["decides"]}]})",
     [](const Lead& lead) { return touches(lead) > 2 || decides(lead); }},
    {R"({"field":"product","is":"contains","value":"کاشت"})", [](const Lead& lead) { return !product(lead).empty(); }},
    {R"({"field":"product","is":"ends_with","value":"7"})",
     [](const Lead& lead) { return product(lead).ends_with('7'); }},
    {R"({"all":[{"field":"product","is":"equal","value":"كاشت ۱"},{"field":"custom.vip","is":"equal","value":true}]})",
     [](const Lead& lead) { return product(lead) == "کاشت 1" && vip(lead, true); }},
};

std::set<LeadId> listed(db::Work& work, ListRequest request) {
  std::set<LeadId> ids;
  for (;;) {
    const auto page = list(work, request);
    for (const auto& row : page.rows) CHECK(ids.insert(row.id).second);
    if (!page.next_cursor) return ids;
    request.cursor = *page.next_cursor;
  }
}

// Whoever asks, with and without a word, leads and interests: the pages, the total and the pieces of an export agree
// with the cards.
void compare(World& world, const std::vector<LeadId>& ids) {
  std::vector<Lead> leads;
  for (const auto id : ids) leads.push_back(world.get(id));
  auto hiding = world.as_user(5);
  hiding.caller.hidden = {"emails"};
  for (const auto& scope : {world.as_system(), hiding})
    for (const auto layer : {Layer::lead, Layer::interest})
      for (const auto* word : {"", "sara"})
        for (const auto& one : cases) {
          CAPTURE(one.condition);
          ListRequest request{.filter = filter_of(one.condition), .limit = 40};
          request.filter.layer = layer;
          if (*word != '\0') request.filter.q = word;
          std::set<LeadId> expected;
          for (const auto& lead : leads)
            if (lead.layer == layer && one.plain(lead)) expected.insert(lead.id);
          world.database.read(scope, [&](db::Work& work) {
            request.filter.bind(work, &catalogue_of_leads);
            CHECK(total(work, request.filter) == static_cast<std::int64_t>(expected.size()));
            CHECK(listed(work, request) == expected);
            std::set<LeadId> exported;
            each_lead(work, request.filter, {}, 1'000,
                      [&](const ShownLead& lead) { return exported.insert(lead.id).second; });
            CHECK(exported == expected);
          });
        }
}

}  // namespace

TEST_CASE("a condition on a chosen value finds what the cards say, also when they have changed") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    auto ids = fill(world);
    compare(world, ids);
    std::vector<LeadId> there;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const bool erased = i % 9 == 0;
      if (!erased) there.push_back(ids[i]);
      database.write(world.as_user(5), [&](db::Work& work) {
        if (i % 6 == 0)
          patch(work, ids[i],
                json::parse(R"({"stage":"decision","product":"کاشت ۷۷","custom":{"wants":["b","ab"],"vip":null}})"));
        if (i % 6 == 3)
          patch(work, ids[i],
                json::parse(R"({"stage":null,"product":null,"custom":{"branch":"south"},"full_name":"Sara"})"));
        if (erased) erase_lead(work, ids[i]);
      });
    }
    compare(world, there);
    int crooked = 0;
    world.read([&](db::Work& work) { each_crooked(work, [&](const Crooked&) { ++crooked; }); });
    CHECK(crooked == 0);
  });
}

TEST_CASE("a chosen value beside a typed word that many have is found a page at a time") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    constexpr std::int64_t people = few + 200;
    std::vector<Draft> drafts;
    for (std::int64_t i = 0; i < people + 100; ++i) {
      Draft draft;
      draft.full_name = "Sara";
      if (i < people) draft.stage = "intent";  // rarer than the word
      draft.record = "r/" + std::to_string(i);
      drafts.push_back(std::move(draft));
    }
    world.write([&](db::Work& work) { upsert_many(work, drafts); });
    for (const auto* word : {"", "sara"}) {
      ListRequest request{.filter = {.filter = json::from_value<rules::Condition>(json::parse(cases[0].condition))},
                          .limit = 40,
                          .count = true};
      request.filter.layer = Layer::interest;
      if (*word != '\0') request.filter.q = word;
      world.read([&](db::Work& work) {
        request.filter.bind(work, &catalogue_of_leads);
        const auto page = list(work, request);
        CHECK(page.total == people);
        CHECK(page.rows.size() == 40);
        CHECK(page.next_cursor);
      });
    }
  });
}

TEST_CASE("old rows get their facets by the migration") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto ids = fill(world);
    world.write([](db::Work& work) {
      work.query_text("DELETE FROM lead_terms WHERE term >= '=' AND term < '>'", {});
      work.query_text(
          "DELETE FROM lead_counts WHERE term LIKE '=%' AND term NOT LIKE '=stage:%' AND term NOT LIKE '=custom.%'",
          {});
      for (const auto& step : db::testing::all_migrations())
        if (step.name.ends_with("_facets"))
          for (const auto& text : db::statements_of(step, work.dialect())) work.query_text(text, {});
    });
    compare(world, ids);
  });
}

TEST_CASE("a text that is longer than any facet is taken, whatever becomes of it when it is folded") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    auto draft = form_draft({{"full_name", "Sara"}});
    std::string text;
    for (int i = 0; i < 160; ++i) text += "\uFDFA";  // one sign of eighteen letters
    draft.product = text;
    const auto id = world.add(draft).lead;
    world.read([&](db::Work& work) {
      for (const auto* condition : {R"({"field":"product","is":"starts_with","value":"صلی الله"})",
                                    R"({"field":"product","is":"contains","value":"علیه وسلم"})"}) {
        auto filter = filter_of(condition);
        filter.layer = world.get(id).layer;
        filter.bind(work, &catalogue_of_leads);
        CHECK(listed(work, {.filter = filter}) == std::set{id});
        CHECK(total(work, filter) == 1);
      }
    });
  });
}

TEST_CASE("what an erased person alone was asked about is in no count any more, also what it was before") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    auto draft = form_draft({{"full_name", "Sara"}});
    draft.product = "a private matter";
    const auto id = world.add(draft).lead;
    database.write(world.as_user(5), [&](db::Work& work) {
      patch(work, id, json::parse(R"({"product":"another one"})"));
      erase_lead(work, id);
    });
    world.read([&](db::Work& work) {
      CHECK(work.query_text("SELECT term FROM lead_counts WHERE term LIKE '=product:%'", {}).empty());
      CHECK(work.query_text("SELECT term FROM lead_terms WHERE term LIKE '=product:%'", {}).empty());
    });
  });
}
