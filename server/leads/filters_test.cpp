// Conditions over real leads: every field of the catalogue that this room adds, asked on both databases.

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "foundations/text/fold.hpp"
#include "foundations/text/utf8.hpp"
#include "leads/cards.hpp"
#include "leads/erasure.hpp"
#include "leads/grade_rules.hpp"
#include "leads/list_query.hpp"
#include "leads/settings_store.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;
using namespace sarnakh::leads::testing;

namespace {

const rules::CatalogueOf test_catalogue = [](db::Work& work) {
  auto all = catalogue_of_leads(work);
  all->field("owner")->choices.push_back({"6", {"امید", "Omid"}});
  name_forms(*all, {{FormId{7}, {"تماس", "Contact"}}, {FormId{99}, {"همایش", "Fair"}}});
  name_imports(*all, {{44, "old.csv"}});
  all->field("channel")->choices = {{"search_organic", {"جستجو", "Search"}}, {"banner", {"بنر", "Banner"}}};
  return all;
};

// The names of the leads found, in the order of their ids; the total and the pieces of an export say the same.
std::string found(db::Database& database, const db::Scope& scope, Filter filter) {
  return database.read(scope, [&](db::Work& work) {
    filter.bind(work, test_catalogue);
    ListRequest request{.filter = filter, .sort = {SortColumn::created_at, false}, .count = true};
    std::string names, exported;
    const auto page = list(work, request);
    for (const auto& row : page.rows) names += (names.empty() ? "" : " ") + row.display_name;
    CHECK(page.total == static_cast<std::int64_t>(page.rows.size()));
    each_lead(work, filter, {}, 100, [&](const Lead& lead) {
      exported += (exported.empty() ? "" : " ") + lead.display_name;
      return true;
    });
    CHECK(exported == names);
    return names;
  });
}

std::string refused(db::Database& database, const db::Scope& scope, std::string_view condition) {
  try {
    found(database, scope, filter_of(condition));
  } catch (const Problem& problem) {
    return problem.faults.front().pointer + ":" + problem.faults.front().code;
  }
  return "";
}

Draft draft(const char* name, const char* phone) { return form_draft({{"full_name", name}, {"phone", phone}}); }

}  // namespace

TEST_CASE("every field of a lead can be asked for") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.write([](db::Work& work) {
      add_custom_field(work, {.key = "size", .label = {"اندازه", "Size"}, .type = FieldType::number});
      add_custom_field(work, {.key = "district", .label = {"محله", "District"}, .type = FieldType::text});
      add_custom_field(work, {.key = "visit", .label = {"بازدید", "Visit"}, .type = FieldType::date});
      add_custom_field(work, {.key = "vip", .label = {"ویژه", "VIP"}, .type = FieldType::yes_no});
      add_custom_field(work, {.key = "deal", .label = {"معامله", "Deal"}, .type = FieldType::money});
      add_custom_field(work, {.key = "wish",
                              .label = {"خواسته", "Wish"},
                              .type = FieldType::multi_choice,
                              .choices = {{"sea", {"دریا", "Sea"}}, {"lift", {"آسانسور", "Lift"}}}});
    });
    auto sara = draft("سارا", "09121110001");
    sara.place = "تهران";
    sara.product = "آپارتمان";
    sara.stage = "intent";
    sara.budget = Money{5'000'000, "IRR"};
    sara.touch->channel = "search_organic";
    sara.touch->utm = Utm{.source = {}, .medium = {}, .campaign = "Nowruz", .term = {}, .content = {}, .id = {}};
    sara.custom = json::parse(
        R"({"size":"۱۲۰","district":"سعادت‌آباد","visit":"1405/06/30","vip":"بله","deal":100,"wish":["sea","lift"]})");
    auto ali = form_draft({{"full_name", "علی"}, {"email", "Ali@Example.com"}, {"organisation", "شرکت آفتاب"}});
    ali.budget = Money{10, "USD"};
    ali.touch->form_id = FormId{99};
    ali.custom = json::parse(R"({"size":80,"wish":["lift"],"vip":false})");
    const auto first = world.add(sara).lead;
    const auto second = world.add(ali, 1).lead;
    const auto me = world.as_user(5);
    database.write(me, [&](db::Work& work) { accept(work, first); });
    database.write(me, [&](db::Work& work) { snooze(work, second, start + time::days(2)); });
    database.write(me, [&](db::Work& work) { set_contact_preferences(work, second, {Channel::sms}, std::nullopt); });

    struct Case {
      const char* condition;
      const char* names;
    };
    for (
        const auto& [condition, names] : {
            Case{R"({"all":[]})", "سارا علی"},
            Case{R"({"field":"status","is":"any_of","value":["accepted"]})", "سارا"},
            Case{R"({"field":"status_kind","is":"any_of","value":["open","junk"]})", "علی"},
            Case{R"({"field":"status_kind","is":"any_of","value":["junk"]})", ""},
            Case{R"({"field":"owner","is":"any_of","value":["me"]})", "سارا"},
            Case{R"({"field":"owner","is":"empty"})", "علی"},
            Case{R"({"none":[{"field":"owner","is":"any_of","value":["me"]}]})", "علی"},
            Case{R"({"field":"snoozed_until","is":"within","value":{"next_days":3}})", "علی"},
            Case{R"({"field":"layer","is":"any_of","value":["lead","interest"]})", "سارا علی"},
            Case{R"({"field":"created_at","is":"within","value":"today"})", "سارا علی"},
            Case{R"({"field":"created_at","is":"within","value":{"before":"1405/06/01"}})", ""},
            Case{R"({"field":"last_activity_at","is":"within","value":"this_month"})", "سارا علی"},
            Case{R"({"field":"phone","is":"filled"})", "سارا"},
            Case{R"({"field":"phone","is":"contains","value":"۰۹۱۲"})", "سارا"},
            Case{R"({"field":"email","is":"ends_with","value":"@EXAMPLE.com"})", "علی"},
            Case{R"({"field":"contact_grade","is":"none_of","value":["none"]})", "سارا علی"},
            Case{R"({"field":"purpose","is":"any_of","value":["buyer"]})", "سارا علی"},
            Case{R"({"field":"channel","is":"any_of","value":["search_organic"]})", "سارا"},
            Case{R"({"field":"channel","is":"none_of","value":["banner"]})", "سارا"},  // missing is no answer
            Case{R"({"field":"name","is":"equal","value":"علي"})", "علی"},
            Case{R"({"field":"organisation","is":"contains","value":"آفتاب"})", "علی"},
            Case{R"({"field":"place","is":"starts_with","value":"ته"})", "سارا"},
            Case{R"({"field":"product","is":"filled"})", "سارا"},
            Case{R"({"field":"stage","is":"any_of","value":["intent","decision"]})", "سارا"},
            Case{R"({"field":"budget","is":"at_least","value":5})", "سارا"},  // dollars are not rials
            Case{R"({"field":"campaign","is":"equal","value":"nowruz"})", "سارا"},
            Case{R"({"field":"touches","is":"equal","value":1})", "سارا علی"},
            Case{R"({"field":"do_not_contact","is":"any_of","value":["sms"]})", "علی"},
            Case{R"({"field":"form","is":"any_of","value":["99"]})", "علی"},
            Case{R"({"field":"form","is":"filled"})", "سارا علی"},
            Case{R"({"field":"import","is":"empty"})", "سارا علی"},
            Case{R"({"field":"custom.size","is":"between","value":[100,200]})", "سارا"},
            Case{R"({"field":"custom.district","is":"contains","value":"سعادت آباد"})", "سارا"},
            Case{R"({"field":"custom.visit","is":"within","value":"this_month"})", "سارا"},
            Case{R"({"field":"custom.vip","is":"equal","value":false})", "علی"},
            Case{R"({"field":"custom.deal","is":"at_most","value":100})", "سارا"},
            Case{R"({"field":"custom.wish","is":"all_of","value":["sea","lift"]})", "سارا"},
            Case{R"({"field":"custom.wish","is":"none_of","value":["sea"]})", "علی"},
            Case{R"({"did":"status_changed","where":[{"field":"to","is":"any_of","value":["accepted"]}]})", "سارا"},
            Case{R"({"did":"snoozed","within":"today"})", "علی"},
            Case{R"({"did":"note_added","times":{"at_most":0}})", "سارا علی"},
            Case{
                R"({"all":[{"field":"status_kind","is":"any_of","value":["open"]},{"any":[{"field":"email","is":"filled"},{"field":"phone","is":"filled"}]}]})",
                "علی"},
        }) {
      const std::string shown(condition);
      CAPTURE(shown);
      CHECK(found(database, me, filter_of(condition)) == names);
    }
    // The simple filters and a condition narrow each other.
    auto both = filter_of(R"({"field":"phone","is":"filled"})");
    both.owner = "none";
    CHECK(found(database, me, both).empty());
    both.owner = "me";
    both.q = "سارا";
    CHECK(found(database, me, both) == "سارا");
    CHECK(refused(database, me, R"({"all":[{"field":"status","is":"any_of","value":["gone"]}]})") ==
          "/filter/all/0/value/0:choice_unknown");
  });
}

TEST_CASE("a condition shows nobody what is out of his reach") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto mine = world.add(draft("مال‌من", "09121110001")).lead;
    const auto other = world.add(draft("دیگری", "09121110002"), 1).lead;
    world.add(draft("آزاد", "09121110003"), 2);
    world.write([&](db::Work& work) {
      set_owner(work, mine, UserId{5});
      set_owner(work, other, UserId{6});
    });
    const auto seller = world.as_user(5, Reach::own);
    for (
        const auto* everybody :
        {R"({"all":[]})", R"({"field":"phone","is":"filled"})",
         R"({"any":[{"field":"owner","is":"any_of","value":["6"]},{"field":"owner","is":"empty"},{"field":"owner","is":"filled"}]})"})
      CHECK(found(database, seller, filter_of(everybody)) == "مال‌من آزاد");
    CHECK(found(database, seller, filter_of(R"({"field":"owner","is":"any_of","value":["6"]})")).empty());
  });
}

TEST_CASE("a total follows whatever is changed in a lead") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto sara = world.add(draft("سارا", "09121110001")).lead;
    auto invited = form_draft({{"full_name", "علی"}, {"email", "ali@example.com"}});
    invited.touch->channel = "banner";
    world.add(invited, 1);
    const auto me = world.as_user(5);
    const auto* without_email = R"({"all":[{"field":"phone","is":"filled"},{"field":"email","is":"empty"}]})";
    const auto* no_buyers = R"({"none":[{"field":"purpose","is":"any_of","value":["buyer"]}]})";
    const auto* by_banner = R"({"field":"channel","is":"any_of","value":["banner"]})";
    CHECK(found(database, me, filter_of(without_email)) == "سارا");
    CHECK(found(database, me, filter_of(no_buyers)).empty());
    CHECK(found(database, me, filter_of(by_banner)) == "علی");
    CHECK(found(database, me, filter_of(R"({"field":"channel","is":"empty"})")) == "سارا");
    database.write(me, [&](db::Work& work) {
      add_contact(work, sara, ContactKind::emails, {.value = "sara@example.com"});
      patch(work, sara, json::parse(R"({"purpose":"job_applicant"})"));
    });
    CHECK(found(database, me, filter_of(without_email)).empty());
    CHECK(found(database, me, filter_of(no_buyers)) == "سارا");
    auto banner = filter_of(without_email);
    banner.filter.reset();
    banner.source = "banner";
    banner.purpose = Purpose::buyer;
    CHECK(found(database, me, banner) == "علی");
  });
}

TEST_CASE("an erased person is found by no condition") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto lead = world.add(draft("سارا", "09121110001")).lead;
    world.write([&](db::Work& work) { erase(work, lead, "asked"); });
    for (const auto* condition : {R"({"all":[]})", R"({"none":[{"field":"layer","is":"any_of","value":["lead"]}]})"})
      CHECK(found(database, world.as_user(5), filter_of(condition)).empty());
  });
}

TEST_CASE("what most leads match comes in the order that was asked for, page by page, as what few match does") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    std::vector<Draft> drafts;
    for (std::int64_t i = 0; i < few + 50; ++i) {
      drafts.push_back(draft("سارا", ("0912" + std::to_string(1'000'000 + i)).c_str()));
      drafts.back().created_at = start - time::seconds((i * 7'919) % (few + 50));
    }
    world.write([&](db::Work& work) { upsert_many(work, drafts); });
    struct Case {
      const char* condition;
      std::int64_t matching;
    };
    // The first asks for all of them by another index than the order's, the second for nobody.
    for (const auto& one : {Case{R"({"field":"last_activity_at","is":"within","value":{"last_days":400}})", few + 50},
                            Case{R"({"field":"last_activity_at","is":"within","value":{"before":"1390/01/01"}})", 0}})
      for (const auto* order : {"-created_at", "created_at", "name"})
        for (const bool counted : {true, false})
          database.read(world.as_user(5), [&](db::Work& work) {
            auto filter = filter_of(one.condition);
            filter.bind(work, test_catalogue);
            ListRequest request{.filter = filter, .sort = sort_of(order), .limit = 500, .count = counted};
            std::vector<Instant> times;
            std::set<LeadId> seen;
            for (auto page = list(work, request);; page = list(work, request)) {
              if (counted) CHECK(page.total == one.matching);
              for (const auto& row : page.rows) {
                times.push_back(row.created_at);
                seen.insert(row.id);
              }
              if (!page.next_cursor) break;
              request.cursor = *page.next_cursor;
            }
            CHECK(static_cast<std::int64_t>(seen.size()) == one.matching);
            CHECK(seen.size() == times.size());
            if (std::string_view(order) == "created_at") CHECK(std::is_sorted(times.begin(), times.end()));
            if (std::string_view(order) == "-created_at") CHECK(std::is_sorted(times.rbegin(), times.rend()));
          });
    auto search = filter_of(R"({"all":[]})");
    search.q = "سارا";
    database.read(world.as_user(5), [&](db::Work& work) {
      search.bind(work, test_catalogue);
      CHECK(total(work, search) == few + 50);
      CHECK(list(work, {.filter = search, .limit = 10, .count = true}).total == few + 50);
    });
  });
}

TEST_CASE("who is called so, or begins so, is found by the terms as by a look at every name") {
  const std::vector<std::string> pieces{"سارا",
                                        "سارا‌بانو",
                                        "علی‌رضا",
                                        "عليرضا",
                                        "رضا",
                                        "کریمی",
                                        "Sara",
                                        "O'Neil",
                                        "Jane-Ann",
                                        "Müller",
                                        "a",
                                        "ab",
                                        "abc",
                                        "دکتر",
                                        "۱۲",
                                        "№ 5",
                                        "مهندس",
                                        "و",
                                        "_",
                                        "ﻻله"};
  db::testing::for_each_database([&](db::Database& database) {
    World world(database);
    std::mt19937 random(20'261'127);
    const auto text = [&] {
      std::string made;
      for (auto left = 1 + random() % 3; left > 0; --left)
        made += (made.empty() ? "" : random() % 5 == 0 ? "-" : " ") + pieces[random() % pieces.size()];
      return made;
    };
    std::vector<Draft> drafts;
    for (int i = 0; i < 250; ++i) {
      const auto phone = "0912" + std::to_string(1'000'000 + i);
      auto& draft = drafts.emplace_back(form_draft({{"phone", phone.c_str()}}));
      if (random() % 3 != 0) fill(draft, "full_name", text());
      if (random() % 3 == 0) fill(draft, "first_name", text());
      if (random() % 3 == 0) fill(draft, "last_name", text());
      if (random() % 2 == 0) fill(draft, "organisation", text());
    }
    world.write([&](db::Work& work) { upsert_many(work, drafts); });
    std::vector<Lead> leads;
    world.read([&](db::Work& work) {
      each_lead(work, {}, {}, 1000, [&](const Lead& lead) { return leads.push_back(lead), true; });
    });
    REQUIRE(leads.size() == 250);
    int some = 0;
    for (int turn = 0; turn < 200; ++turn) {
      const bool by_name = turn % 2 == 0, whole = turn % 4 < 2;
      const auto& of = leads[random() % leads.size()];
      auto typed = by_name ? name_of(of) : of.organisation.value_or("سارا");
      if (!whole) typed = std::string(text::cut(typed, 1 + random() % (typed.size() + 1)));
      const auto key = text::search_key(typed);
      if (key.empty()) continue;
      std::set<std::string> wanted, got;
      for (const auto& lead : leads) {
        const auto has = text::search_key(by_name ? name_of(lead) : lead.organisation.value_or(""));
        if (whole ? has == key : has.starts_with(key)) wanted.insert(to_string(lead.id));
      }
      json::Value condition{json::Object{
          {"field", by_name ? "name" : "organisation"}, {"is", whole ? "equal" : "starts_with"}, {"value", typed}}};
      CAPTURE(json::write(condition));
      auto filter = filter_of(json::write(condition));
      world.read([&](db::Work& work) {
        filter.bind(work, test_catalogue);
        const auto page = list(work, {.filter = filter, .limit = 500, .count = true});
        for (const auto& row : page.rows) got.insert(to_string(row.id));
        CHECK(page.total == static_cast<std::int64_t>(wanted.size()));
      });
      CHECK(got == wanted);
      some += wanted.size() > 1 ? 1 : 0;
    }
    CHECK(some > 20);
  });
}
