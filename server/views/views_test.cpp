#include "views/views.hpp"

#include <doctest/doctest.h>

#include "accounts/accounts.hpp"
#include "accounts/policy.hpp"
#include "leads/testing.hpp"
#include "views/views_sql.hpp"

using namespace sarnakh;
using namespace sarnakh::views;

namespace {

// A workspace with an owner (1), a seller (2) and another one (3).
struct Team {
  explicit Team(db::Database& given) : world(given) {}

  db::Scope scope(std::int64_t user, std::int64_t after_ms = 0) const {
    auto scope = world.as_user(user, Reach::all, after_ms);
    scope.caller.permissions = accounts::permissions_of(user == 1 ? accounts::Role::owner : accounts::Role::seller);
    return scope;
  }
  template <class Act>
  auto as(std::int64_t user, Act act, std::int64_t after_ms = 0) {
    return world.database.write(scope(user, after_ms), act);
  }
  View make(std::int64_t user, std::string name, bool shared = false, const char* filter = nullptr) {
    NewView wish;
    wish.name = std::move(name);
    wish.shared = shared;
    if (filter != nullptr) wish.filter = json::from_text<rules::Condition>(filter);
    return as(user, [&](db::Work& work) { return add(work, wish, catalogue); });
  }
  std::vector<std::string> names(std::int64_t user) {
    std::vector<std::string> names;
    for (const auto& view : as(user, [](db::Work& work) { return list(work); }))
      if (!view.ready_made) names.push_back(view.name);
    return names;
  }

  leads::testing::World world;
  rules::CatalogueOf catalogue = &leads::testing::catalogue_of_leads;
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("every statement of views prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("a private view is its maker's, a team view everybody's, and only who may set things changes it") {
  db::testing::for_each_database([](db::Database& database) {
    Team team(database);
    const auto mine = team.make(2, "  تماس‌های   امروز ");
    const auto shared = team.make(1, "Hot", true);
    CHECK(team.names(2) == Names{"تماس‌های امروز", "Hot"});
    CHECK(team.names(3) == Names{"Hot"});
    Change rename;
    rename.name = "Cold";
    const auto renamed_by = [&](std::int64_t user, ViewId view) {
      return team.as(user, [&](db::Work& work) { return change(work, view, rename, team.catalogue); });
    };
    CHECK_THROWS_WITH_AS(renamed_by(3, mine.id), "not_found", Problem);
    CHECK_THROWS_WITH_AS(renamed_by(3, shared.id), "forbidden", Problem);
    CHECK_THROWS_WITH_AS(team.make(3, "For all", true), "forbidden", Problem);
    CHECK_THROWS_WITH_AS(renamed_by(1, ready_made(Language::en).front().id), "forbidden", Problem);
    const auto renamed = renamed_by(1, shared.id);
    CHECK(renamed.version == 2);
    CHECK(team.names(3) == Names{"Cold"});
    // Sharing needs the right to it as well.
    Change share;
    share.shared = true;
    CHECK_THROWS_WITH_AS(team.as(2, [&](db::Work& work) { return change(work, mine.id, share, team.catalogue); }),
                         "forbidden", Problem);
  });
}

TEST_CASE("a view keeps its filter, order and columns, and a filter that does not hold together is refused whole") {
  db::testing::for_each_database([](db::Database& database) {
    Team team(database);
    NewView wish;
    wish.name = "Unreached";
    wish.filter = json::from_text<rules::Condition>(R"({"any":[{"field":"phone","is":"empty"}]})");
    wish.sort = Order::name_up;
    wish.columns = {"name", "custom:city"};
    const auto id = team.as(2, [&](db::Work& work) { return add(work, wish, team.catalogue).id; });
    const auto kept = team.as(2, [&](db::Work& work) { return find(work, id); });
    CHECK(json::to_text(*kept.filter) == R"({"any":[{"field":"phone","is":"empty"}]})");
    CHECK(kept.sort == Order::name_up);
    CHECK(kept.columns == wish.columns);
    try {
      team.make(2, "Broken", false, R"({"all":[{"field":"height","is":"filled"},{"field":"phone","is":"between"}]})");
      FAIL("taken");
    } catch (const Problem& problem) {
      CHECK(problem.faults.size() == 2);
    }
    CHECK(team.names(2) == Names{"Unreached"});
  });
}

TEST_CASE("a view keeps by what it is grouped and how it is laid out; what cannot group is refused") {
  db::testing::for_each_database([](db::Database& database) {
    Team team(database);
    team.world.write([](db::Work& work) {
      leads::add_custom_field(work, {.key = "size",
                                     .label = {"اندازه", "Size"},
                                     .type = leads::FieldType::choice,
                                     .choices = {{"small", {"کوچک", "Small"}}}});
    });
    NewView wish;
    wish.name = "By size";
    wish.shared = true;
    wish.group = "custom.size";
    wish.layout = Layout::board;
    const auto id = team.as(1, [&](db::Work& work) { return add(work, wish, team.catalogue).id; });
    const auto seen = [&](const db::Scope& scope) {
      return database.read(scope, [&](db::Work& work) { return find(work, id); });
    };
    CHECK(seen(team.scope(2)).group == "custom.size");
    CHECK(seen(team.scope(2)).layout == Layout::board);
    const auto changed = [&](const db::Scope& scope, std::string group, Layout layout) {
      Change change;
      change.group = std::move(group);
      change.layout = layout;
      return database.write(scope, [&](db::Work& work) { return views::change(work, id, change, team.catalogue); });
    };
    CHECK_THROWS_WITH_AS(changed(team.scope(1), "name", Layout::table), "group_unfit at /group", Problem);
    CHECK_THROWS_WITH_AS(changed(team.scope(1), "height", Layout::table), "field_unknown at /group", Problem);

    // From whom the field is kept, the list is not grouped; and he takes it from nobody.
    auto kept = team.scope(1);
    kept.caller.hidden = {"custom.size"};
    CHECK(seen(kept).group.empty());
    CHECK(changed(kept, "", Layout::table).group.empty());
    CHECK(seen(team.scope(2)).group == "custom.size");
    CHECK(seen(team.scope(2)).layout == Layout::table);
    CHECK_THROWS_WITH_AS(changed(kept, "custom.size", Layout::table), "field_hidden at /group", Problem);
    CHECK(changed(team.scope(1), "", Layout::table).group.empty());
  });
}

TEST_CASE("a view keeps the date of its calendar; what is no date, or is kept from the reader, is refused") {
  db::testing::for_each_database([](db::Database& database) {
    Team team(database);
    team.world.write([](db::Work& work) {
      leads::add_custom_field(work, {.key = "visit", .label = {"بازدید", "Visit"}, .type = leads::FieldType::date});
    });
    NewView wish;
    wish.name = "Visits";
    wish.shared = true;
    wish.layout = Layout::calendar;
    wish.date = "custom.visit";
    const auto id = team.as(1, [&](db::Work& work) { return add(work, wish, team.catalogue).id; });
    const auto seen = [&](const db::Scope& scope) {
      return database.read(scope, [&](db::Work& work) { return find(work, id); });
    };
    CHECK(seen(team.scope(2)).layout == Layout::calendar);
    CHECK(seen(team.scope(2)).date == "custom.visit");
    const auto changed = [&](const db::Scope& scope, std::string date) {
      Change change;
      change.date = std::move(date);
      return database.write(scope, [&](db::Work& work) { return views::change(work, id, change, team.catalogue); });
    };
    CHECK_THROWS_WITH_AS(changed(team.scope(1), "name"), "date_unfit at /date", Problem);
    CHECK_THROWS_WITH_AS(changed(team.scope(1), "height"), "field_unknown at /date", Problem);
    wish.name = "Heights";
    wish.date = "custom.height";
    CHECK_THROWS_WITH_AS(team.as(1, [&](db::Work& work) { return add(work, wish, team.catalogue).id; }),
                         "field_unknown at /date", Problem);

    auto kept = team.scope(1);
    kept.caller.hidden = {"custom.visit"};
    CHECK(seen(kept).date.empty());
    CHECK(changed(kept, "").date.empty());
    CHECK(seen(team.scope(2)).date == "custom.visit");
    CHECK_THROWS_WITH_AS(changed(kept, "custom.visit"), "field_hidden at /date", Problem);
    CHECK(changed(team.scope(1), "snoozed_until").date == "snoozed_until");
  });
}

TEST_CASE("a view that was kept before there were groups and boards is a table of one piece") {
  db::testing::for_each_database([](db::Database& database) {
    Team team(database);
    const auto id = team.make(2, "Old").id;
    const std::string content = R"({"filter":{"all":[]},"sort":"name","columns":["name"]})";
    team.as(2, [&](db::Work& work) {
      work.run(sql::update_view, {work.workspace(), id, false, "Old", content, work.now()});
    });
    const auto view = team.as(2, [&](db::Work& work) { return find(work, id); });
    CHECK(view.sort == Order::name_up);
    CHECK(view.group.empty());
    CHECK(view.layout == Layout::table);
    CHECK(view.date.empty());
  });
}

TEST_CASE("a deleted view comes back within a day, and is swept away after it") {
  db::testing::for_each_database([](db::Database& database) {
    Team team(database);
    const auto view = team.make(2, "Mine");
    const std::int64_t two_days = 2 * 86'400'000;
    team.as(2, [&](db::Work& work) { remove(work, view.id); });
    CHECK(team.names(2).empty());
    CHECK_THROWS_WITH_AS(team.as(2, [&](db::Work& work) { remove(work, view.id); }), "not_found", Problem);
    CHECK_THROWS_WITH_AS(team.as(3, [&](db::Work& work) { restore(work, view.id); }), "not_found", Problem);
    team.as(2, [&](db::Work& work) { restore(work, view.id); });
    CHECK(team.names(2) == Names{"Mine"});
    team.as(2, [&](db::Work& work) { remove(work, view.id); });
    NewView other;
    other.name = "Other";
    team.as(
        2, [&](db::Work& work) { add(work, other, team.catalogue); }, two_days);
    CHECK_THROWS_WITH_AS(team.as(
                             2, [&](db::Work& work) { restore(work, view.id); }, two_days),
                         "not_found", Problem);
  });
}

TEST_CASE("two views of a person have different names, and so have two of everybody's") {
  db::testing::for_each_database([](db::Database& database) {
    Team team(database);
    const auto mine = team.make(2, "تماس‌های امروز");
    CHECK_THROWS_WITH_AS(team.make(2, "تماس های  امروز"), "name_taken at /name", Problem);
    team.make(3, "تماس‌های امروز");
    team.make(1, "تماس‌های امروز", true);
    CHECK_THROWS_WITH_AS(team.make(1, "تماس‌های امروز", true), "name_taken at /name", Problem);
    const auto changed = [&](std::int64_t user, ViewId view, const Change& wish) {
      return team.as(user, [&](db::Work& work) { return change(work, view, wish, team.catalogue); });
    };
    const auto other = team.make(2, "Other");
    Change rename;
    rename.name = "تماس‌های امروز";
    CHECK_THROWS_WITH_AS(changed(2, other.id, rename), "name_taken at /name", Problem);
    CHECK(changed(2, mine.id, rename).version == 2);  // its own name
    // Nor by giving one's own to everybody, nor by bringing one back.
    const auto owners = team.make(1, "تماس‌های امروز");
    Change share;
    share.shared = true;
    CHECK_THROWS_WITH_AS(changed(1, owners.id, share), "name_taken at /name", Problem);
    team.as(2, [&](db::Work& work) { remove(work, mine.id); });
    CHECK(changed(2, other.id, rename).name == "تماس‌های امروز");
    CHECK_THROWS_WITH_AS(team.as(2, [&](db::Work& work) { restore(work, mine.id); }), "name_taken at /name", Problem);
  });
}

TEST_CASE("a view is taken out of one's own row alone, a ready-made one too") {
  db::testing::for_each_database([](db::Database& database) {
    Team team(database);
    const auto shared = team.make(1, "Hot", true).id;
    const auto ready = ready_made(Language::fa).back().id;
    const auto pinned = [&](std::int64_t user, ViewId view) {
      return team.as(user, [&](db::Work& work) { return find(work, view).pinned; });
    };
    for (const auto view : {shared, ready})
      for (const int twice : {1, 2}) team.as(2, [&, twice](db::Work& work) { pin(work, view, twice == 0); });
    CHECK_FALSE(pinned(2, shared));
    CHECK_FALSE(pinned(2, ready));
    CHECK(pinned(3, shared));
    team.as(2, [&](db::Work& work) { pin(work, shared, true); });
    CHECK(pinned(2, shared));
    CHECK_THROWS_WITH_AS(team.as(2, [&](db::Work& work) { pin(work, ViewId{77}, true); }), "not_found", Problem);
  });
}

TEST_CASE("«me» is whoever reads the view, and what is no longer asked about has no count") {
  db::testing::for_each_database([](db::Database& database) {
    Team team(database);
    auto draft = leads::testing::form_draft({{"full_name", "سارا"}, {"phone", "09121234567"}});
    draft.owner = UserId{2};
    team.world.add(draft);
    team.world.add(leads::testing::form_draft({{"full_name", "رضا"}, {"phone", "09351234567"}}));
    const auto counted = [&](std::int64_t user, ViewId view) {
      return team.as(user, [&](db::Work& work) { return count(work, view, team.catalogue); });
    };
    const auto ready = ready_made(Language::en);
    CHECK(counted(2, ready[0].id) == 1);  // waiting for me
    CHECK(counted(3, ready[0].id) == 0);
    CHECK(counted(2, ready[1].id) == 1);  // mine
    CHECK(counted(3, ready[2].id) == 1);  // nobody's
    CHECK(counted(3, ready[3].id) == 2);  // new today
    CHECK(counted(3, team.make(3, "All").id) == 2);
    const auto gone = team.make(3, "Gone", false, R"({"field":"phone","is":"filled"})").id;
    const rules::CatalogueOf nothing = [](db::Work&) { return std::make_shared<const rules::Catalogue>(); };
    CHECK_FALSE(team.as(3, [&](db::Work& work) { return count(work, gone, nothing); }));
  });
}

TEST_CASE("there is room for so many views and no more") {
  db::testing::for_each_database([](db::Database& database) {
    Team team(database);
    const auto fill = [&](std::int64_t user, std::int64_t number, bool shared) {
      team.as(user, [&](db::Work& work) {
        NewView wish;
        wish.shared = shared;
        for (std::int64_t i = 0; i < number; ++i) {
          wish.name = std::to_string(i);
          add(work, wish, team.catalogue);
        }
      });
    };
    fill(2, most_private, false);
    CHECK_THROWS_WITH_AS(team.make(2, "one more"), "too_many_views", Problem);
    team.make(3, "another's");
    fill(1, most_views - most_private - 1, true);
    CHECK_THROWS_WITH_AS(team.make(1, "one more", true), "too_many_views", Problem);
  });
}
