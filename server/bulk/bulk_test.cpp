#include "bulk/bulk.hpp"

#include <doctest/doctest.h>

#include "bulk/bulk_sql.hpp"
#include "leads/cards.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::bulk;
using leads::Act;
using leads::ActKind;

namespace {

// A workspace with people 1 to 9 who sell.
struct Fair : leads::testing::World {
  using World::World;

  LeadId visitor(int number, std::optional<UserId> owner = {}) {
    auto draft = leads::testing::form_draft({{"full_name", "بازدیدکننده"}});
    const auto phone = "0912" + std::to_string(1'000'000 + number);
    if (const auto fault = leads::fill(draft, "phone", phone)) throw Problem{*fault};
    draft.owner = owner;
    return add(draft).lead;
  }
  std::vector<LeadId> visitors(int count) {
    std::vector<LeadId> ids;
    for (int i = 0; i < count; ++i) ids.push_back(visitor(i));
    return ids;
  }
  template <class Act>
  auto as(std::int64_t user, Reach reach, Act act) {
    return database.write(as_user(user, reach), act);
  }
  leads::StatusId status(std::string_view key) {
    return read([&](db::Work& work) {
      for (const auto& status : leads::settings_of(work)->statuses)
        if (status.key == key) return status.id;
      throw Problem{"status_unknown"};
    });
  }

  Preview look(const Wish& wish, const db::Scope& scope) { return preview(database, scope, wish, catalogue); }
  BulkChange begin(const Wish& wish, const db::Scope& scope) {
    const auto ids = chosen(database, scope, wish, catalogue);
    return database.write(scope, [&](db::Work& work) { return start(work, wish.acts, ids); });
  }
  BulkChange seen(BulkId id) {
    return read([&](db::Work& work) { return load(work, id); });
  }
  BulkChange finish(BulkId id, const db::Scope& scope) {
    while (run_piece(database, scope, id)) {
    }
    return seen(id);
  }
  BulkChange change(const Wish& wish, const db::Scope& scope) { return finish(begin(wish, scope).id, scope); }
  BulkChange undo(BulkId id, const db::Scope& scope) {
    database.write(scope, [&](db::Work& work) { start_undo(work, id); });
    while (undo_some(database, scope, id)) {
    }
    return seen(id);
  }
  std::vector<LeadOutcome> outcomes_of(BulkId id, Fate fate) {
    return read([&](db::Work& work) { return outcomes(work, id, fate, {}, 1000); });
  }
  // Everything of the card that a person can see and set.
  std::string values(LeadId id) {
    auto lead = get(id);
    lead.version = 0;
    lead.updated_at = lead.last_activity_at = {};
    return read([&](db::Work& work) { return json::to_text(leads::shown(work, lead)); });
  }
  std::vector<std::string> timeline_of(LeadId id) {
    std::vector<std::string> kinds;
    for (const auto& item : read([&](db::Work& work) { return leads::timeline(work, id, {}, 100); }))
      kinds.push_back(item.kind);
    return kinds;
  }

  rules::CatalogueOf catalogue = &leads::testing::catalogue_of_leads;
};

Wish these(std::vector<LeadId> ids, std::vector<Act> acts) {
  Wish wish;
  wish.leads = std::move(ids);
  wish.acts = std::move(acts);
  return wish;
}
Act give_to(std::int64_t user) { return {.act = ActKind::owner, .user_id = UserId{user}}; }
Act set(std::string field, json::Value value) {
  return {.act = ActKind::set, .field = std::move(field), .value = std::move(value)};
}
std::string fault_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Problem& problem) {
    return problem.code + " " + problem.pointer;
  }
  return "";
}

}  // namespace

TEST_CASE("every statement of bulk prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("what the preview counts is what is then changed") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto nobodys = fair.visitor(1), mine = fair.visitor(2, UserId{2}), others = fair.visitor(3, UserId{3});
    const auto erased = fair.visitor(4), so_already = fair.visitor(5, UserId{2});
    fair.write([&](db::Work& work) {
      leads::testing::erase_lead(work, erased);
      leads::patch(work, so_already, json::parse(R"({"purpose":"event_visitor"})"));
    });
    const auto seller = fair.as_user(2, Reach::own);
    const auto wish = these({nobodys, mine, others, erased, so_already, nobodys, LeadId{77}},
                            {give_to(2), set("purpose", "event_visitor")});
    const auto preview = fair.look(wish, seller);
    CHECK(preview.leads == 6);  // one was named twice
    CHECK(preview.changed == 2);
    CHECK(preview.already == 1);
    CHECK(preview.refused == 3);
    REQUIRE(preview.sample.size() == 2);
    REQUIRE(preview.sample[0].changes.size() == 2);
    CHECK(preview.sample[0].changes[0].field == "owner_id");
    CHECK(preview.sample[0].changes[0].from.is_null());
    CHECK(preview.sample[0].changes[0].to == "2");
    CHECK(fair.get(nobodys).version == 1);  // looking writes nothing

    const auto done = fair.change(wish, seller);
    CHECK(done.state == State::done);
    CHECK(done.changed == preview.changed);
    CHECK(done.already == preview.already);
    CHECK(done.refused == preview.refused);
    CHECK(done.looked_at == done.leads);
    CHECK(fair.get(nobodys).owner->id == UserId{2});
    CHECK(fair.get(mine).purpose == leads::Purpose::event_visitor);
    CHECK(fair.get(others).owner->id == UserId{3});
    // As if each had been changed at its own card: by whom, and in which lines.
    const auto lines = fair.read([&](db::Work& work) { return leads::timeline(work, nobodys, {}, 2); });
    CHECK(lines[0].kind == "field_changed");
    CHECK(lines[1].kind == "owner_changed");
    CHECK(lines[1].actor.name == "Person 2");
    CHECK(lines[1].data["bulk"] == json::Value(to_string(done.id)));
    CHECK(lines[1].data["bulk_leads"] == json::Value(done.leads));
  });
}

TEST_CASE("undo brings exactly the earlier values back") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto ids = fair.visitors(5);
    fair.write([&](db::Work& work) {
      leads::add_custom_field(work, {"fair", {"غرفه", "Stand"}, leads::FieldType::text, {}});
      leads::add_custom_field(work, {"interests",
                                     {"علاقه‌ها", "Interests"},
                                     leads::FieldType::multi_choice,
                                     {{"a", {"الف", "A"}}, {"b", {"ب", "B"}}}});
    });
    fair.write([&](db::Work& work) {
      leads::mark_junk(work, ids[0], "شمارهٔ اشتباه");
      leads::set_owner(work, ids[1], UserId{4});
      leads::snooze(work, ids[2], leads::testing::start + time::days(3));
      leads::patch(work, ids[3], json::parse(R"({"product":"خانه","custom":{"fair":"A1","interests":["a"]}})"));
    });
    std::vector<std::string> before;
    for (const auto id : ids) before.push_back(fair.values(id));
    const auto boss = fair.as_user(1);
    const auto done =
        fair.change(these(ids, {give_to(3),
                                {.act = ActKind::status, .status_id = fair.status("refused"), .reason = "بودجه نداشت"},
                                {.act = ActKind::snooze, .until = leads::testing::start + time::days(1)},
                                set("purpose", "partner"),
                                set("product", "باغ"),
                                set("custom.fair", "B2"),
                                {.act = ActKind::add, .field = "custom.interests", .value = "b"},
                                {.act = ActKind::remove, .field = "custom.interests", .value = "a"}}),
                    boss);
    CHECK(done.changed == 5);
    const auto changed = fair.get(ids[3]);
    CHECK(changed.product == "باغ");
    CHECK(json::write(changed.custom) == R"({"fair":"B2","interests":["b"]})");
    CHECK(changed.marks.reason == "بودجه نداشت");
    CHECK(changed.snoozed_until == leads::testing::start + time::days(1));
    const auto undone = fair.undo(done.id, boss);
    CHECK(undone.state == State::undone);
    CHECK(undone.undone == 5);
    CHECK(undone.left == 0);
    for (std::size_t i = 0; i < ids.size(); ++i) CHECK(fair.values(ids[i]) == before[i]);
    CHECK_THROWS_WITH_AS(fair.undo(done.id, boss), "bulk_not_done", Problem);
  });
}

TEST_CASE("undo leaves and names what somebody else changed since, and brings the rest back") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto ids = fair.visitors(3);
    const auto boss = fair.as_user(1);
    const auto done = fair.change(these(ids, {give_to(2), set("purpose", "partner")}), boss);
    fair.as(5, Reach::all, [&](db::Work& work) {
      leads::set_owner(work, ids[1], UserId{5});
      leads::add_note(work, ids[2], "زنگ زدم");
    });
    const auto undone = fair.undo(done.id, boss);
    CHECK(undone.undone == 2);
    CHECK(undone.left == 1);
    CHECK(fair.get(ids[1]).owner->id == UserId{5});
    CHECK(fair.get(ids[1]).purpose == leads::Purpose::buyer);
    CHECK_FALSE(fair.get(ids[2]).owner);
    const auto left = fair.outcomes_of(done.id, Fate::left);
    REQUIRE(left.size() == 1);
    CHECK(left[0].lead == ids[1]);
    CHECK(left[0].name == "بازدیدکننده");
    CHECK(left[0].left == std::vector<std::string>{"owner_id"});
  });
}

TEST_CASE("two changes are taken back one after the other, the later one first") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto lead = fair.visitor(1, UserId{4});
    const auto boss = fair.as_user(1);
    const auto first = fair.change(these({lead}, {give_to(2)}), boss);
    const auto second = fair.change(these({lead}, {give_to(3)}), boss);
    CHECK(fair.undo(second.id, boss).undone == 1);
    CHECK(fair.get(lead).owner->id == UserId{2});
    CHECK(fair.undo(first.id, boss).undone == 1);
    CHECK(fair.get(lead).owner->id == UserId{4});
  });
}

TEST_CASE("a change that was interrupted goes on where it stopped, though its leads no longer match") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto ids = fair.visitors(250);
    Wish wish;
    wish.status = "open";
    wish.acts = {{.act = ActKind::junk, .reason = "ربات"}};
    const auto boss = fair.as_user(1);
    const auto begun = fair.begin(wish, boss);
    CHECK(begun.leads == 250);
    CHECK(begun.pieces == 5);
    REQUIRE(run_piece(database, boss, begun.id));
    const auto halfway = fair.seen(begun.id);
    CHECK(halfway.state == State::running);
    CHECK(halfway.changed == 50);
    const auto late = fair.visitor(999);            // came after it began
    const auto done = fair.finish(begun.id, boss);  // as the job does when it is taken up again
    CHECK(done.changed == 250);
    for (const auto id : ids) {
      const auto lines = fair.timeline_of(id);
      CHECK(std::count(lines.begin(), lines.end(), "status_changed") == 1);
    }
    CHECK(fair.get(late).status.kind == leads::StatusKind::open);

    fair.as(1, Reach::all, [&](db::Work& work) { start_undo(work, done.id); });
    REQUIRE(undo_some(database, boss, done.id));
    CHECK(fair.seen(done.id).undone == 50);
    while (undo_some(database, boss, done.id)) {
    }
    CHECK(fair.seen(done.id).undone == 250);
    for (const auto id : ids) {
      CHECK(fair.get(id).status.kind == leads::StatusKind::open);
      const auto lines = fair.timeline_of(id);
      CHECK(std::count(lines.begin(), lines.end(), "status_changed") == 2);
    }
  });
}

TEST_CASE("what was stopped stays as far as it came, and can be taken back") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto ids = fair.visitors(150);
    const auto boss = fair.as_user(1);
    const auto begun = fair.begin(these(ids, {give_to(2)}), boss);
    run_piece(database, boss, begun.id);
    CHECK(fault_of([&] { fair.undo(begun.id, boss); }) == "bulk_not_done ");
    fair.as(1, Reach::all, [&](db::Work& work) { stop(work, begun.id); });
    CHECK_FALSE(run_piece(database, boss, begun.id));
    const auto stopped = fair.seen(begun.id);
    CHECK(stopped.state == State::stopped);
    CHECK(stopped.changed == 50);
    CHECK_FALSE(fair.get(ids[149]).owner);
    CHECK_THROWS_WITH_AS(fair.as(1, Reach::all, [&](db::Work& work) { return stop(work, begun.id); }),
                         "bulk_not_running", Problem);
    CHECK(fair.undo(begun.id, boss).undone == 50);
    CHECK_FALSE(fair.get(ids[0]).owner);
  });
}

TEST_CASE("a seller takes back what he gave away, and nobody meddles with a colleague's change") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto mine = fair.visitor(1, UserId{2}), others = fair.visitor(2, UserId{3});
    const auto seller = fair.as_user(2, Reach::own), colleague = fair.as_user(3, Reach::own);
    Wish everybody;
    everybody.acts = {give_to(4)};
    CHECK(fair.look(everybody, seller).leads == 1);  // who is out of reach is not among all
    const auto done = fair.change(these({mine, others}, {give_to(4)}), seller);
    CHECK(done.changed == 1);
    CHECK(done.refused == 1);
    CHECK(fair.outcomes_of(done.id, Fate::refused).at(0).reason == "not_found");
    CHECK(fault_of([&] { fair.undo(done.id, colleague); }) == "not_found ");
    CHECK(database.read(colleague, [](db::Work& work) { return list(work); }).empty());
    CHECK(database.read(fair.as_user(1), [](db::Work& work) { return list(work); }).size() == 1);
    CHECK(fair.undo(done.id, seller).undone == 1);
    CHECK(fair.get(mine).owner->id == UserId{2});
    // Once somebody else has it, it is out of the giver's hands.
    const auto again = fair.change(these({mine}, {give_to(4)}), seller);
    fair.write([&](db::Work& work) { leads::set_owner(work, mine, UserId{5}); });
    CHECK(fair.undo(again.id, seller).left == 1);
    CHECK(fair.get(mine).owner->id == UserId{5});
  });
}

TEST_CASE("what cannot be done is refused before anything is, each fault at its place") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto lead = fair.visitor(1);
    const auto boss = fair.as_user(1);
    const auto fault = [&](Act act) {
      return fault_of([&] { fair.look(these({lead}, {give_to(2), std::move(act)}), boss); });
    };
    CHECK(fault(give_to(99)) == "user_unknown /acts/1/user_id");
    CHECK(fault({.act = ActKind::status}) == "status_unknown /acts/1/status_id");
    CHECK(fault({.act = ActKind::snooze, .until = leads::testing::start}) == "time_past /acts/1/until");
    CHECK(fault(set("full_name", "x")) == "field_unknown /acts/1/field");
    CHECK(fault(set("custom.height", 5)) == "field_unknown /acts/1/field");
    CHECK(fault(set("purpose", "x")) == "unknown_choice /acts/1/value");
    CHECK(fault({.act = ActKind::add, .field = "product", .value = "x"}) == "field_unknown /acts/1/field");
    CHECK(fair.get(lead).version == 1);
    Wish nobody;
    nobody.q = "هیچ‌کس";
    nobody.acts = {give_to(2)};
    CHECK(fault_of([&] { fair.begin(nobody, boss); }) == "bulk_nobody ");
    std::vector<LeadId> many;
    for (std::int64_t i = 1; i <= most_leads; ++i) many.push_back(LeadId{i});
    CHECK(fair.as(1, Reach::all, [&](db::Work& work) { return start(work, nobody.acts, many); }).leads == most_leads);
    many.push_back(LeadId{most_leads + 1});
    CHECK(fault_of([&] { fair.as(1, Reach::all, [&](db::Work& work) { start(work, nobody.acts, many); }); }) ==
          "bulk_too_many ");
  });
}

TEST_CASE("a change that can be done no longer stops by itself and says why") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto ids = fair.visitors(150);
    const auto begun = fair.begin(
        these(ids, {{.act = ActKind::snooze, .until = leads::testing::start + time::minutes(1)}}), fair.as_user(1));
    run_piece(database, fair.as_user(1), begun.id);
    CHECK_FALSE(run_piece(database, fair.as_user(1, Reach::all, 120'000), begun.id));
    const auto stopped = fair.seen(begun.id);
    CHECK(stopped.state == State::stopped);
    CHECK(stopped.fault == "time_past");
    CHECK(stopped.changed == 50);
    CHECK(stopped.may_undo);
  });
}

TEST_CASE("junk leads come back with the status that each had") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto open = fair.visitor(1), accepted = fair.visitor(2), never = fair.visitor(3);
    fair.write([&](db::Work& work) { leads::accept(work, accepted); });
    const auto was = fair.get(accepted).status.id;
    const auto boss = fair.as_user(1);
    fair.change(these({open, accepted}, {{.act = ActKind::junk}}), boss);
    const auto back = fair.change(these({open, accepted, never}, {{.act = ActKind::restore}}), boss);
    CHECK(back.changed == 2);
    CHECK(back.already == 1);
    CHECK(fair.get(open).status.kind == leads::StatusKind::open);
    CHECK(fair.get(accepted).status.id == was);
  });
}

TEST_CASE("nothing of an erased person is remembered, and of nobody for longer than a month") {
  db::testing::for_each_database([](db::Database& database) {
    Fair fair(database);
    const auto ids = fair.visitors(2);
    const auto boss = fair.as_user(1);
    const auto done = fair.change(these(ids, {set("product", "باغ")}), boss);
    const auto remembered_of = [&](std::int64_t bulk) {
      return fair.read([&](db::Work& work) {
        return work.query(sql::list_leads, {work.workspace(), BulkId{bulk}, "changed", LeadId{}, 10}).size();
      });
    };
    CHECK(remembered_of(done.id.value) == 2);
    fair.write([&](db::Work& work) {
      for (const auto& listener : listeners())
        listener.act(work, {{}, work.workspace(), "lead_erased", ids[0].value, work.now(), {}});
    });
    CHECK(remembered_of(done.id.value) == 1);
    const std::int64_t month = 31LL * 86'400'000;
    forget_old().act(database, {leads::testing::start + time::days(29), Caller::system(WorkspaceId{})});
    CHECK(remembered_of(done.id.value) == 1);
    forget_old().act(database, {leads::testing::start + time::days(31), Caller::system(WorkspaceId{})});
    CHECK(remembered_of(done.id.value) == 0);
    CHECK(fault_of([&] {
            database.write(fair.as_user(1, Reach::all, month), [&](db::Work& work) { start_undo(work, done.id); });
          }) == "bulk_too_old ");
  });
}
