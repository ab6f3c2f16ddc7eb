#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

#include "leads/cards.hpp"
#include "leads/erasure.hpp"
#include "leads/leads_sql.hpp"
#include "leads/list_query.hpp"
#include "leads/settings_store.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;
using namespace sarnakh::leads::testing;

namespace {

LeadList list_of(World& world, ListRequest request, std::optional<db::Scope> scope = {}) {
  return world.database.read(scope.value_or(world.as_system()), [&](db::Work& work) { return list(work, request); });
}
std::vector<LeadId> ids_of(const LeadList& list) {
  std::vector<LeadId> ids;
  for (const auto& row : list.rows) ids.push_back(row.id);
  return ids;
}
std::vector<LeadId> search(World& world, const char* typed) {
  ListRequest request;
  request.filter.q = typed;
  return ids_of(list_of(world, request));
}
std::string problem_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Problem& problem) {
    return problem.faults.empty() ? problem.code : problem.faults.front().code;
  }
  return "";
}
std::int64_t total(World& world, Filter filter = {}) {
  ListRequest request{.filter = filter, .count = true};
  return *list_of(world, request).total;
}

}  // namespace

TEST_CASE("every statement of leads prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("the same phone is the same lead, however it is written") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto first = world.add(form_draft({{"full_name", "سارا احمدی"}, {"phone", "۰۹۱۲ ۱۲۳ ۴۵۶۷"}}));
    CHECK(first.outcome == Outcome::created);
    CHECK(first.layer == Layer::lead);
    for (const auto* typed : {"0912-123-4567", "+98 912 123 4567", "00989121234567", "٩٨٩١٢١٢٣٤٥٦٧"}) {
      const auto again = world.add(form_draft({{"phone", typed}}), 1000);
      CHECK(again.lead == first.lead);
      CHECK(again.outcome == Outcome::matched);
    }
    const auto lead = world.get(first.lead);
    CHECK(lead.phones.size() == 1);
    CHECK(lead.source.count == 5);
    CHECK(lead.last_activity_at == start + time::milliseconds(1000));
    CHECK(total(world) == 1);
  });
}

TEST_CASE("many submissions of one phone at the same moment end as one lead") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    std::vector<std::thread> threads;
    std::atomic<int> created{0};
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&, i] {
        for (int j = 0; j < 10; ++j) {
          const auto phone = "0912333000" + std::to_string(j);
          const auto mail = "user" + std::to_string(i) + "." + std::to_string(j) + "@example.com";
          if (world.add(form_draft({{"phone", phone.c_str()}, {"email", mail.c_str()}})).outcome == Outcome::created)
            ++created;
        }
      });
    for (auto& thread : threads) thread.join();
    CHECK(created == 10);
    CHECK(total(world) == 10);
    const auto one = world.add(form_draft({{"phone", "09123330003"}})).lead;
    CHECK(world.get(one).emails.size() == 8);
    CHECK(world.get(one).source.count == 9);
  });
}

TEST_CASE("two servers that meet the same people at the same moment make each of them once") {
  for (const auto dialect : db::testing::dialects()) {
    if (dialect == db::Dialect::sqlite) continue;  // has one server
    auto fresh = db::testing::migrated(dialect);
    World world(*fresh);
    db::Settings settings;
    settings.url = fresh.url();
    const auto other = db::Database::open(settings);
    std::vector<std::thread> threads;
    std::atomic<int> created{0};
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&, i] {
        auto& database = i % 2 == 0 ? *fresh : *other;
        for (int j = 0; j < 15; ++j) {
          // Half of them go through the people backwards.
          const auto phone = "091233300" + std::to_string(10 + (i % 4 < 2 ? j : 14 - j));
          const auto draft = form_draft({{"phone", phone.c_str()}, {"email", (phone + "@example.com").c_str()}});
          const auto ahead = will_upsert(world.as_system().caller.workspace, draft, {"IR", ""});
          const auto result = database.write(
              world.as_system(), [&](db::Work& work) { return upsert(work, draft); }, ahead);
          if (result.outcome == Outcome::created) ++created;
        }
      });
    for (auto& thread : threads) thread.join();
    CHECK(created == 15);
    CHECK(total(world) == 15);
    CHECK(world.get(world.add(form_draft({{"phone", "09123330014"}})).lead).source.count == 9);
    other->close();
  }
}

TEST_CASE("who gets several phones at once is found by each of them") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto first = world.add(form_draft({{"full_name", "سارا احمدی"}})).lead;
    const auto second = world.add(form_draft({{"full_name", "رضا کریمی"}})).lead;
    database.write(world.as_user(5), [&](db::Work& work) {
      add_contact(work, first, ContactKind::phones, {.value = "09121110001"});
      add_contact(work, second, ContactKind::phones, {.value = "09121110002"});
      add_contact(work, second, ContactKind::emails, {.value = "reza@example.com"});
      add_contact(work, first, ContactKind::phones, {.value = "09121110003"});
    });
    CHECK(world.add(form_draft({{"phone", "09121110001"}})).lead == first);
    CHECK(world.add(form_draft({{"phone", "09121110002"}})).lead == second);
    CHECK(world.add(form_draft({{"email", "reza@example.com"}})).lead == second);
    CHECK(world.add(form_draft({{"phone", "09121110003"}})).lead == first);
  });
}

TEST_CASE("what is new fills empty fields, and nothing is overwritten") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto id = world.add(form_draft({{"full_name", "سارا احمدی"}, {"email", "Sara@Example.com"}})).lead;
    auto second = form_draft({{"full_name", "سارا رضایی"},
                              {"email", "sara@example.com"},
                              {"phone", "09121234567"},
                              {"organisation", "آفتاب"}});
    second.by.label = "Price list";
    CHECK(world.add(second).lead == id);
    const auto lead = world.get(id);
    CHECK(lead.display_name == "سارا احمدی");
    CHECK(lead.organisation == "آفتاب");
    CHECK(lead.phones.size() == 1);
    CHECK(lead.phones[0].origin == "form:Price list");
    const auto past = world.read([&](db::Work& work) { return history(work, id, ""); });
    const auto of = [&](const char* field) {
      return std::find_if(past.begin(), past.end(), [&](const HistoryItem& item) { return item.field == field; });
    };
    REQUIRE(of("organisation") != past.end());
    CHECK(of("organisation")->by.label == "Price list");
    CHECK(of("full_name")->by.label == "Contact");
    const auto lines = world.read([&](db::Work& work) { return timeline(work, id, {}, 10); });
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].kind == "duplicate_matched");
    CHECK(lines[0].data["differs"].as_array().size() == 1);
  });
}

TEST_CASE("the phone decides when an e-mail belongs to another lead, and the other is named") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto a = world.add(form_draft({{"full_name", "الف"}, {"phone", "09121111111"}})).lead;
    const auto b = world.add(form_draft({{"full_name", "ب"}, {"email", "b@example.com"}})).lead;
    const auto both = world.add(form_draft({{"phone", "09121111111"}, {"email", "b@example.com"}}));
    CHECK(both.lead == a);
    const auto lines = world.read([&](db::Work& work) { return timeline(work, a, {}, 1); });
    CHECK(lines[0].data["other_lead"].as_string() == to_string(b));
    // The e-mail is on both cards now; a submission with it alone still goes to the first who had it.
    CHECK(world.add(form_draft({{"email", "b@example.com"}})).lead == b);
    // And when that one is erased, to the other.
    world.write([&](db::Work& work) { erase(work, b, "asked"); });
    CHECK(world.add(form_draft({{"email", "b@example.com"}})).lead == a);
  });
}

TEST_CASE("a draft of nothing is refused, and a fault says where it is") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    CHECK(problem_of([&] { world.add(form_draft({})); }) == "lead_empty");
    Draft bad;
    bad.phones.push_back({"12", {}, {}});
    CHECK(problem_of([&] { world.add(bad); }) == "phone_invalid");
    Draft unknown = form_draft({{"full_name", "x"}});
    unknown.custom.set("nowhere", "1");
    CHECK(problem_of([&] { world.add(unknown); }) == "field_unknown");
    CHECK(total(world) == 0);
  });
}

TEST_CASE("the rule of the workspace makes leads of interests, with its versions kept") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    Draft follower;
    fill(follower, "handle:instagram", "@sara.art");
    follower.clue = Clue::follow;
    const auto first = world.add(follower);
    CHECK(first.layer == Layer::interest);
    CHECK(total(world) == 0);
    CHECK(total(world, {.layer = Layer::interest}) == 1);
    world.write([](db::Work& work) { change_rule(work, rule_of(RulePreset::follow)); });
    const auto again = world.add(follower);
    CHECK(again.lead == first.lead);
    CHECK(again.layer == Layer::lead);
    world.write([](db::Work& work) { change_rule(work, rule_of(RulePreset::named_person)); });
    CHECK(world.get(first.lead).layer == Layer::lead);
    CHECK(world.add(form_draft({{"phone", "09121234567"}})).layer == Layer::interest);
    const auto versions = world.read([](db::Work& work) { return list_rules(work); });
    REQUIRE(versions.size() == 3);
    CHECK(versions[0].preset == RulePreset::named_person);
    CHECK(versions[2].preset == RulePreset::any_form);
    CHECK(total(world) == 1);
    CHECK(total(world, {.layer = Layer::interest}) == 1);
  });
}

TEST_CASE("the search finds across letters, digits, half-spaces and phone tails") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto yeganeh =
        world.add(form_draft({{"full_name", "يگانه‌ي كريمي"}, {"phone", "09121234567"}})).lead;
    const auto reza = world.add(form_draft({{"full_name", "رضا کریمی"}, {"email", "reza.k@example.com"}})).lead;
    using Ids = std::vector<LeadId>;
    CHECK(search(world, "یگانه") == Ids{yeganeh});
    CHECK(search(world, "کریمی") == Ids{reza, yeganeh});
    CHECK(search(world, "كريمي رض") == Ids{reza});
    CHECK(search(world, "۴۵۶۷") == Ids{yeganeh});
    CHECK(search(world, "0912 123") == Ids{yeganeh});
    CHECK(search(world, "reza.k@") == Ids{reza});
    CHECK(search(world, "کسی دیگر").empty());
    world.write([&](db::Work& work) { patch(work, yeganeh, json::parse(R"({"full_name":"مریم"})")); });
    CHECK(search(world, "یگانه").empty());
    CHECK(search(world, "مریم") == Ids{yeganeh});
  });
}

TEST_CASE("pages of the list are complete and stable in every order") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const char* names[] = {"پریا", "آرش", "گلنار", "یاسمن", "چنگیز", "ژاله", "بهرام"};
    std::vector<Draft> drafts;
    for (int i = 0; i < 23; ++i) {
      const auto phone = "0912" + std::to_string(1000000 + i);
      auto draft = form_draft({{"full_name", names[i % 7]}, {"phone", phone.c_str()}});
      draft.created_at = start - time::seconds(i / 3);  // several in the same moment
      drafts.push_back(draft);
    }
    world.write([&](db::Work& work) { upsert_many(work, drafts); });
    for (const auto* sort : {"-created_at", "created_at", "-last_activity_at", "last_activity_at", "name", "-name"}) {
      CAPTURE(sort);
      ListRequest request{.sort = sort_of(sort), .limit = 4, .count = true};
      std::set<LeadId> seen;
      std::vector<std::string> order;
      int pages = 0;
      while (true) {
        const auto page = list_of(world, request);
        CHECK(page.total == 23);
        for (const auto& row : page.rows) {
          CHECK(seen.insert(row.id).second);
          order.push_back(row.display_name);
        }
        ++pages;
        if (!page.next_cursor) break;
        request.cursor = *page.next_cursor;
      }
      CHECK(seen.size() == 23);
      CHECK(pages == 6);
      if (std::string_view(sort) == "name") {
        CHECK(order.front() == "آرش");
        CHECK(order.back() == "یاسمن");
      }
    }
    CHECK(problem_of([] { sort_of("version"); }) == "sort_unknown");
  });
}

TEST_CASE("filters narrow the list, and totals agree with the rows") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    std::vector<LeadId> ids;
    for (int i = 0; i < 6; ++i) {
      const auto phone = "0912" + std::to_string(2000000 + i);
      auto draft = form_draft({{"full_name", "نام"}, {"phone", phone.c_str()}});
      if (i % 2 == 0) draft.touch->channel = "search_organic";
      if (i == 5) draft.touch->form_id = FormId{99};
      ids.push_back(world.add(draft, i).lead);
    }
    const auto me = world.as_user(5);
    database.write(me, [&](db::Work& work) { accept(work, ids[0]); });
    database.write(me, [&](db::Work& work) { snooze(work, ids[1], start + time::days(2)); });
    database.write(me, [&](db::Work& work) { mark_junk(work, ids[2], "spam"); });
    const auto agrees = [&](Filter filter, std::int64_t expected) {
      ListRequest request{.filter = filter, .count = true};
      const auto found = list_of(world, request, me);
      CHECK(found.total == expected);
      CHECK(static_cast<std::int64_t>(found.rows.size()) == expected);
    };
    agrees({}, 6);
    agrees({.inbox = true}, 3);
    agrees({.status = "accepted"}, 1);
    agrees({.status = "junk,accepted"}, 2);
    agrees({.owner = "me"}, 1);
    agrees({.owner = "none"}, 5);
    agrees({.source = "search_organic"}, 3);
    agrees({.form = FormId{99}}, 1);
    agrees({.purpose = Purpose::partner}, 0);
    agrees({.created_from = start + time::milliseconds(4)}, 2);
    agrees({.q = "نام", .inbox = true}, 3);
    CHECK(database.read(me, [](db::Work& work) { return shell_counts(work, 30); }).inbox == 3);
    // The snoozed lead comes back by itself.
    auto later = me;
    later.now = start + time::days(3);
    CHECK(list_of(world, {.filter = {.inbox = true}, .count = true}, later).total == 4);
    database.write(me, [&](db::Work& work) { restore(work, ids[2]); });
    CHECK(world.get(ids[2]).status.kind == StatusKind::open);
    agrees({.inbox = true}, 4);
  });
}

TEST_CASE("a seller sees his own leads and nobody's, and finds no others") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto mine = world.add(form_draft({{"full_name", "مال من"}, {"phone", "09121110001"}})).lead;
    const auto other = world.add(form_draft({{"full_name", "مال دیگری"}, {"phone", "09121110002"}})).lead;
    const auto free = world.add(form_draft({{"full_name", "بی‌صاحب"}, {"phone", "09121110003"}})).lead;
    world.write([&](db::Work& work) {
      set_owner(work, mine, UserId{5});
      set_owner(work, other, UserId{6});
    });
    const auto seller = world.as_user(5, Reach::own);
    CHECK(ids_of(list_of(world, {}, seller)) == std::vector<LeadId>{free, mine});
    CHECK(list_of(world, {.count = true}, seller).total == 2);
    for (const auto& act : std::vector<std::function<void(db::Work&)>>{
             [&](db::Work& work) { load(work, other); }, [&](db::Work& work) { timeline(work, other, {}, 5); },
             [&](db::Work& work) { history(work, other, ""); }, [&](db::Work& work) { accept(work, other); },
             [&](db::Work& work) { add_note(work, other, "x"); },
             [&](db::Work& work) { patch(work, other, json::parse(R"({"place":"x"})")); }})
      CHECK(problem_of([&] { database.write(seller, act); }) == "not_found");
    CHECK(database.read(seller, [](db::Work& work) { return duplicates(work, "09121110002", ""); }).empty());
    CHECK(database.read(seller, [](db::Work& work) { return duplicates(work, "09121110001", ""); }).size() == 1);
    int exported = 0;
    database.read(seller,
                  [&](db::Work& work) { each_lead(work, {}, {}, 100, [&](const Lead&) { return ++exported > 0; }); });
    CHECK(exported == 2);
    // His own he may hand to a colleague, and it is out of his reach then.
    database.write(seller, [&](db::Work& work) { set_owner(work, mine, UserId{6}); });
    CHECK(world.get(mine).owner->id == UserId{6});
    CHECK(ids_of(list_of(world, {}, seller)) == std::vector<LeadId>{free});
  });
}

TEST_CASE("another workspace sees nothing") {
  db::testing::for_each_database([](db::Database& database) {
    World ours(database, WorkspaceId{1});
    World theirs(database, WorkspaceId{2});
    const auto lead = ours.add(form_draft({{"full_name", "سارا"}, {"phone", "09121234567"}})).lead;
    CHECK(problem_of([&] { theirs.get(lead); }) == "not_found");
    CHECK(search(theirs, "سارا").empty());
    CHECK(total(theirs) == 0);
    CHECK(theirs.add(form_draft({{"phone", "09121234567"}})).outcome == Outcome::created);
  });
}

TEST_CASE("changes keep their history, and contacts can be changed and taken away") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto id = world.add(form_draft({{"full_name", "سارا"}, {"phone", "09121234567"}})).lead;
    const auto me = world.as_user(5);
    const auto version = world.get(id).version;
    const auto patched = database.write(me, [&](db::Work& work) {
      return patch(work, id, json::parse(R"({"place":"یزد","authority":"decides","stage":null})"));
    });
    CHECK(patched.version == version + 1);
    CHECK(patched.place == "یزد");
    const auto unchanged =
        database.write(me, [&](db::Work& work) { return patch(work, id, json::parse(R"({"place":"یزد"})")); });
    CHECK(unchanged.version == patched.version);
    CHECK(problem_of([&] {
            database.write(me, [&](db::Work& work) { patch(work, id, json::parse(R"({"plase":"قم"})")); });
          }) == "member_unknown");
    const auto past = world.read([&](db::Work& work) { return history(work, id, "place"); });
    REQUIRE(past.size() == 1);
    CHECK(past[0].actor.name == "Person 5");
    CHECK(past[0].to == json::Value("یزد"));
    CHECK(problem_of([&] {
            database.write(me, [&](db::Work& work) { patch(work, id, json::parse(R"({"stage":"nowhere"})")); });
          }) != "");

    auto lead = database.write(me, [&](db::Work& work) {
      return add_contact(
          work, id, ContactKind::phones,
          {.value = "02188888888", .type = "work", .restrictions = std::vector{Restriction::calls_only}});
    });
    REQUIRE(lead.phones.size() == 2);
    CHECK(problem_of([&] {
            database.write(
                me, [&](db::Work& work) { add_contact(work, id, ContactKind::phones, {.value = "021-88888888"}); });
          }) == "contact_exists");
    lead = database.write(
        me, [&](db::Work& work) { return remove_contact(work, id, ContactKind::phones, lead.phones[0].id); });
    REQUIRE(lead.phones.size() == 1);
    CHECK(lead.phones[0].primary);
    CHECK(search(world, "09121234567").empty());
    CHECK(world.add(form_draft({{"phone", "09121234567"}})).lead != id);
    CHECK(world.add(form_draft({{"phone", "02188888888"}})).lead == id);
  });
}

TEST_CASE(
    "rows of one import that are the same person become one lead, and undo takes only what is the import's "
    "alone") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto there = world.add(form_draft({{"full_name", "قدیمی"}, {"phone", "09120000001"}})).lead;
    std::vector<Draft> rows;
    for (const auto* phone : {"09120000001", "09120000002", "09120000003", "09120000002", "09120000004"}) {
      Draft row;
      fill(row, "phone", phone);
      fill(row, "full_name", "از فایل");
      row.clue = Clue::import;
      row.by = {.kind = ByKind::import, .id = 33, .label = "list.csv", .batch_id = 33};
      rows.push_back(row);
    }
    const auto results = world.write([&](db::Work& work) { return upsert_many(work, rows); });
    CHECK(results[0].lead == there);
    CHECK(results[0].outcome == Outcome::matched);
    CHECK(results[1].lead == results[3].lead);
    CHECK(results[3].outcome == Outcome::matched);
    CHECK(total(world) == 4);
    // A form adopts one of them.
    world.add(form_draft({{"phone", "09120000003"}}));
    int removed = 0;
    while (const int step = world.write([](db::Work& work) { return remove_batch(work, 33, 1); })) removed += step;
    CHECK(removed == 2);
    CHECK(total(world) == 2);
    CHECK(world.read([&](db::Work& work) { return lead_exists(work, results[2].lead); }));
    CHECK(search(world, "09120000004").empty());
    CHECK(world.add(form_draft({{"phone", "09120000004"}})).outcome == Outcome::created);
  });
}

TEST_CASE("erased is erased: no trace in any table, and an old list cannot bring the person back") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const std::string canary = "canaryzq";
    auto draft = form_draft({{"full_name", "canaryzq"},
                             {"email", "canaryzq@example.com"},
                             {"phone", "09125550199"},
                             {"organisation", "canaryzq co"},
                             {"needs", "canaryzq needs"},
                             {"note", "canaryzq note"},
                             {"handle:telegram", "canaryzq_t"}});
    draft.touch->landing_page = "https://example.com/?name=canaryzq";
    const auto id = world.add(draft).lead;
    database.write(world.as_user(5), [&](db::Work& work) {
      add_note(work, id, "canaryzq called");
      patch(work, id, json::parse(R"({"place":"canaryzq street"})"));
      mark_junk(work, id, "canaryzq");
    });
    world.write([&](db::Work& work) { erase(work, id, "asked"); });
    const auto everything = world.read([](db::Work& work) {
      std::string all;
      const auto tables = work.query_text(work.dialect() == db::Dialect::sqlite
                                              ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                              : "SELECT CAST(table_name AS TEXT) FROM "
                                                "information_schema.tables WHERE table_schema = 'public'",
                                          {});
      for (const auto table : tables) {
        const auto rows = work.query_text("SELECT * FROM " + table.text(0), {});
        for (std::size_t i = 0; i < rows.size(); ++i)
          for (int column = 0; column < static_cast<int>(rows.columns); ++column) all += rows[i].text(column) + "\n";
      }
      return all;
    });
    CHECK(everything.find(canary) == std::string::npos);
    CHECK(everything.find("5550199") == std::string::npos);
    CHECK(everything.find("9910555") == std::string::npos);
    CHECK(problem_of([&] { world.get(id); }) == "lead_erased");
    CHECK(total(world) == 0);
    auto row = draft;
    row.by = {.kind = ByKind::import, .id = 1, .label = "old.csv", .batch_id = 1};
    CHECK(world.add(row).outcome == Outcome::refused_erased);
    CHECK(total(world) == 0);
    // What other rooms kept from before is recognised as his, what comes after the erasure is not.
    const auto held = [&](std::int64_t at_ms, std::vector<std::string> texts) -> bool {
      return world.read([&](db::Work& work) -> bool {
        return hold_erased(work, {TypedRecord{testing::start + time::milliseconds(at_ms), std::move(texts)}}).at(0);
      });
    };
    CHECK(held(-1000, {"x", "0912 555 0199"}));
    CHECK(held(-1000, {"CANARYZQ@example.com"}));
    CHECK_FALSE(held(1000, {"0912 555 0199"}));
    CHECK_FALSE(held(-1000, {"canaryzq", "09125550198"}));
    CHECK(world.add(draft).outcome == Outcome::created);
  });
}

TEST_CASE("custom fields are made without code and checked by their type") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto field = world.write([](db::Work& work) {
      return add_custom_field(work, {.label = {"بودجه تبلیغ", "Ad budget"}, .type = FieldType::number});
    });
    CHECK(field.key == "ad_budget");
    const auto id = world.add(form_draft({{"full_name", "سارا"}, {"custom:ad_budget", "۱۲٬۵۰۰"}})).lead;
    CHECK(world.get(id).custom["ad_budget"] == json::Value(12500));
    CHECK(problem_of([&] {
            world.add(form_draft({{"full_name", "رضا"}, {"custom:ad_budget", "زیاد"}}));
          }) == "number_invalid");
    CHECK(problem_of([&] {
            world.write([](db::Work& work) {
              return add_custom_field(work, {.key = "ad_budget", .label = {"", "Again"}});
            });
          }) == "key_taken");
    CHECK(problem_of([&] {
            world.write([](db::Work& work) {
              const auto statuses = list_statuses(work);
              change_status(work, statuses.front().id, {.archived = true});
            });
          }) == "status_needed");
  });
}
