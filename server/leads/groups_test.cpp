// The list in groups: each count is the number of rows that the list of its group gives, by every field, on both
// databases.

#include "leads/groups.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "leads/cards.hpp"
#include "leads/count.hpp"
#include "leads/list_query.hpp"
#include "leads/settings_store.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;
using namespace sarnakh::leads::testing;

namespace {

std::shared_ptr<rules::Catalogue> catalogue_of(db::Work& work) {
  auto all = catalogue_of_leads(work);
  all->field("owner")->choices.push_back({"6", {"امید", "Omid"}});
  all->field("owner")->choices.push_back({"7", {"نگار", "Negar"}});
  all->field("channel")->choices = {{"search_organic", {"جستجو", "Search"}}, {"banner", {"بنر", "Banner"}}};
  return all;
}

// What the list of one group holds, page by page.
std::vector<LeadId> leads_of(db::Work& work, const Filter& filter, std::string_view field,
                             const std::optional<std::string>& key, int limit = 2) {
  std::vector<LeadId> ids;
  ListRequest request{.filter = filter, .sort = {SortColumn::last_activity_at, true}, .limit = limit, .count = true};
  request.group = bound_group(catalogue_of(work), field, key);
  std::optional<std::int64_t> total;
  for (std::optional<std::string> cursor = ""; cursor;) {
    request.cursor = *cursor;
    auto page = list(work, request);
    if (!total) total = page.total;
    for (const auto& row : page.rows) ids.push_back(row.id);
    cursor = page.next_cursor;
  }
  CHECK(total == static_cast<std::int64_t>(ids.size()));
  return ids;
}

// "open 2, in_contact 1, - 1": the groups that hold somebody, those without a value as «-».
std::string told(const Groups& groups) {
  std::string text;
  for (const auto& group : groups.groups)
    if (group.count > 0)
      text += (text.empty() ? "" : ", ") + group.key.value_or("-") + (group.gone ? "! " : " ") +
              std::to_string(group.count);
  return text;
}

std::string grouped(db::Database& database, const db::Scope& scope, std::string_view field, Filter filter = {}) {
  return database.read(scope, [&](db::Work& work) {
    const auto catalogue = catalogue_of(work);
    filter.bind(work, [&](db::Work&) { return catalogue; });
    const auto found = groups(work, filter, *catalogue, field);
    CHECK(found.total == total(work, filter));
    std::vector<LeadId> all;
    for (const auto& group : found.groups) {
      const auto ids = leads_of(work, filter, field, group.key);
      CAPTURE(std::string(field) + ":" + group.key.value_or("-"));
      CHECK(group.count == static_cast<std::int64_t>(ids.size()));
      all.insert(all.end(), ids.begin(), ids.end());
    }
    // Everybody is in one group and in no other.
    std::sort(all.begin(), all.end());
    CHECK(std::adjacent_find(all.begin(), all.end()) == all.end());
    CHECK(found.total == static_cast<std::int64_t>(all.size()));
    return told(found);
  });
}

std::string group_refused(db::Database& database, const db::Scope& scope, std::string_view field,
                          const std::optional<std::string>& key = std::nullopt) {
  return refusal_of(
      [&] { database.read(scope, [&](db::Work& work) { return bound_group(catalogue_of(work), field, key); }); });
}

// Six leads: three of Omid (6), two of Negar (7), one of nobody.
struct Shop {
  explicit Shop(db::Database& given) : world(given) {
    world.write([](db::Work& work) {
      add_custom_field(work, {.key = "vip", .label = {"ویژه", "VIP"}, .type = FieldType::yes_no});
      add_custom_field(work, {.key = "size",
                              .label = {"اندازه", "Size"},
                              .type = FieldType::choice,
                              .choices = {{"small", {"کوچک", "Small"}}, {"large", {"بزرگ", "Large"}}}});
    });
    add("Ali", 6, "search_organic", R"({"vip":true,"size":"small"})", "intent");
    add("Ana", 6, "search_organic", R"({"vip":false,"size":"small"})", "intent");
    add("Azar", 6, "banner", R"({"vip":true})", "decision");
    add("Babak", 7, "banner", R"({"size":"large"})", std::nullopt);
    add("Bita", 7, "old_magazine", R"({})", std::nullopt);
    add("Cyrus", 0, "", R"({})", std::nullopt);
  }
  void add(const char* name, std::int64_t owner, const char* channel, const char* custom,
           std::optional<std::string> stage) {
    auto draft = form_draft({{"full_name", name}, {"phone", ("0912000000" + std::to_string(++made)).c_str()}});
    draft.owner = UserId{owner};
    draft.stage = stage;
    draft.custom = json::parse(custom);
    if (*channel != '\0') draft.touch->channel = channel;
    world.add(draft, made * 1000);
  }
  World world;
  int made = 0;
};

Filter searching(const char* words) { return {.q = words}; }

}  // namespace

TEST_CASE("each group counts the leads that its list holds, by every field that can group") {
  db::testing::for_each_database([](db::Database& database) {
    Shop shop(database);
    const auto all = shop.world.as_user(1);
    CHECK(grouped(database, all, "owner") == "6 3, 7 2, - 1");
    CHECK(grouped(database, all, "channel") == "search_organic 2, banner 2, old_magazine! 1, - 1");
    CHECK(grouped(database, all, "stage") == "intent 2, decision 1, - 3");
    CHECK(grouped(database, all, "custom.vip") == "yes 2, no 1, - 3");
    CHECK(grouped(database, all, "custom.size") == "small 2, large 1, - 3");
    CHECK(grouped(database, all, "layer") == "lead 6");
    std::vector<std::string> fields;
    database.read(all, [&](db::Work& work) {
      const auto catalogue = catalogue_of(work);
      for (const auto& field : catalogue->all_fields)
        if (field.type == rules::Type::choice || field.type == rules::Type::person || field.type == rules::Type::yes_no)
          fields.push_back(field.key);
    });
    CHECK(fields.size() > 12);
    for (const auto& field : fields) {
      grouped(database, all, field);
      // By a word of few leads, and by a condition, of which lead_counts knows one and not the other.
      grouped(database, all, field, searching("ana"));
      grouped(database, all, field, filter_of(R"({"field":"owner","is":"any_of","value":["6"]})"));
      grouped(database, all, field, filter_of(R"({"field":"stage","is":"any_of","value":["intent","decision"]})"));
      grouped(
          database, all, field,
          filter_of(
              R"({"all":[{"field":"custom.vip","is":"equal","value":true},{"field":"owner","is":"any_of","value":["6"]}]})"));
      grouped(
          database, all, field,
          filter_of(
              R"({"any":[{"field":"stage","is":"empty"},{"field":"owner","is":"any_of","value":["7"]},{"field":"stage","is":"any_of","value":["decision"]}]})"));
      grouped(database, all, field, filter_of(R"({"none":[{"field":"name","is":"starts_with","value":"A"}]})"));
    }
  });
}

TEST_CASE("groups follow the filter, the search and whoever waits") {
  db::testing::for_each_database([](db::Database& database) {
    Shop shop(database);
    const auto all = shop.world.as_user(1);
    CHECK(grouped(database, all, "owner", searching("bita")) == "7 1");
    CHECK(grouped(database, all, "owner", searching("nobody is called so")).empty());
    CHECK(grouped(database, all, "stage", filter_of(R"({"field":"owner","is":"any_of","value":["6"]})")) ==
          "intent 2, decision 1");
    Filter inbox;
    inbox.inbox = true;
    CHECK(grouped(database, all, "owner", inbox) == "6 3, 7 2, - 1");
    const auto ali =
        database.read(all, [&](db::Work& work) { return list(work, {.filter = searching("ali")}).rows.front().id; });
    database.write(all, [&](db::Work& work) { snooze(work, ali, work.now() + time::days(2)); });
    CHECK(grouped(database, all, "owner", inbox) == "6 2, 7 2, - 1");
    CHECK(grouped(database, all, "owner") == "6 3, 7 2, - 1");
    auto intent = filter_of(R"({"field":"stage","is":"any_of","value":["intent"]})");
    CHECK(grouped(database, all, "owner", intent) == "6 2");
    intent.inbox = true;
    CHECK(grouped(database, all, "owner", intent) == "6 1");
    CHECK(grouped(database, all, "stage", inbox) == "intent 1, decision 1, - 3");
    auto either = filter_of(
        R"({"any":[{"field":"stage","is":"any_of","value":["intent"]},{"field":"owner","is":"any_of","value":["7"]}]})");
    CHECK(grouped(database, all, "stage", either) == "intent 2, - 2");
    CHECK(grouped(database, all, "owner", either) == "6 2, 7 2");
    either.inbox = true;
    CHECK(grouped(database, all, "owner", either) == "6 1, 7 2");
    CHECK(database.read(all, [&](db::Work& work) {
      either.bind(work, &catalogue_of);
      return total(work, either);
    }) == 3);
  });
}

TEST_CASE("who sees only his own sees his own and nobody's in every group") {
  db::testing::for_each_database([](db::Database& database) {
    Shop shop(database);
    const auto omid = shop.world.as_user(6, Reach::own);
    CHECK(grouped(database, omid, "owner") == "6 3, - 1");
    CHECK(grouped(database, omid, "stage") == "intent 2, decision 1, - 1");
    // By its key too nobody finds a colleague's leads.
    CHECK(database.read(omid, [](db::Work& work) { return leads_of(work, {}, "owner", "7").size(); }) == 0);
    const World elsewhere(database, WorkspaceId{2});
    CHECK(grouped(database, elsewhere.as_user(1), "owner").empty());
  });
}

TEST_CASE("nothing is grouped by what is hidden, gone, or has no few values") {
  db::testing::for_each_database([](db::Database& database) {
    Shop shop(database);
    const auto all = shop.world.as_user(1);
    auto kept = all;
    kept.caller.hidden = {"stage", "custom.size"};
    CHECK(group_refused(database, all, "stage").empty());
    CHECK(group_refused(database, kept, "stage") == "field_hidden at /group");
    CHECK(group_refused(database, kept, "custom.size", "small") == "field_hidden at /group");
    CHECK(group_refused(database, all, "height") == "field_unknown at /group");
    CHECK(group_refused(database, all, "name") == "group_unfit at /group");
    CHECK(group_refused(database, all, "form") == "group_unfit at /group");
    CHECK(group_refused(database, all, "do_not_contact") == "group_unfit at /group");
    CHECK(group_refused(database, all, "owner", "nobody") == "choice_unknown at /in");
    CHECK(group_refused(database, all, "custom.vip", "1") == "choice_unknown at /in");
    shop.world.write([](db::Work& work) {
      const auto settings = settings_of(work);
      change_custom_field(work, settings->custom_field("size")->id, {.archived = true});
    });
    CHECK(group_refused(database, all, "custom.size") == "field_unknown at /group");
  });
}

TEST_CASE("a choice that was taken out and a status that was put away stand there while somebody has them") {
  db::testing::for_each_database([](db::Database& database) {
    Shop shop(database);
    const auto all = shop.world.as_user(1);
    const auto give = [&](StatusKind kind) {
      database.write(all, [&](db::Work& work) {
        const auto lead = list(work, {.filter = searching("ali")}).rows.front().id;
        set_status(work, lead, settings_of(work)->first_of(kind)->id, std::nullopt);
      });
    };
    give(StatusKind::dead);
    const auto dead = shop.world.write([](db::Work& work) {
      const auto settings = settings_of(work);
      change_custom_field(work, settings->custom_field("size")->id,
                          {.choices = std::vector<Choice>{{"large", {"بزرگ", "Large"}}}});
      const auto status = *settings->first_of(StatusKind::dead);
      change_status(work, status.id, {.archived = true});
      return status.key;
    });
    CHECK(grouped(database, all, "custom.size") == "large 1, small! 2, - 3");
    CHECK(grouped(database, all, "status").find(dead + "! 1") != std::string::npos);
    give(StatusKind::accepted);
    const auto found =
        database.read(all, [](db::Work& work) { return groups(work, {}, *catalogue_of(work), "status"); });
    CHECK(
        std::none_of(found.groups.begin(), found.groups.end(), [&](const Group& group) { return group.key == dead; }));
  });
}
