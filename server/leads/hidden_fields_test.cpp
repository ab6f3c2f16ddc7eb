// What is kept from a role is kept field by field: each alone, on every road of this room.

#include <doctest/doctest.h>

#include "leads/list_query.hpp"
#include "leads/many.hpp"
#include "leads/search_terms.hpp"
#include "leads/shown.hpp"
#include "leads/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;
using namespace sarnakh::leads::testing;

namespace {

// A lead with something of its own in every field that can be kept, by the field's name.
const std::vector<std::pair<std::string, std::string>> canaries{
    {"phones", "989121234567"},    {"emails", "reza@x-mail.example"},
    {"handles", "x-handle"},       {"budget", "918273645"},
    {"job_title", "x-job"},        {"buying_power", "\"high\""},
    {"product", "x-product"},      {"needs", "x-needs"},
    {"stage", "\"decision\""},     {"timing", "x-timing"},
    {"age_range", "x-age"},        {"gender", "x-gender"},
    {"place", "x-place"},          {"income_range", "x-income"},
    {"purpose_note", "x-purpose"}, {"external_id", "x-key"},
    {"custom.city", "x-city"},
};

Draft everything() {
  auto draft = form_draft({{"full_name", "Reza"},
                           {"phone", "09121234567"},
                           {"email", "reza@x-mail.example"},
                           {"handle:instagram", "x-handle"},
                           {"budget", "918273645"},
                           {"job_title", "x-job"},
                           {"buying_power", "high"},
                           {"product", "x-product"},
                           {"needs", "x-needs"},
                           {"stage", "decision"},
                           {"timing", "x-timing"},
                           {"age_range", "x-age"},
                           {"gender", "x-gender"},
                           {"place", "x-place"},
                           {"income_range", "x-income"},
                           {"purpose_note", "x-purpose"},
                           {"external_id", "x-key"}});
  draft.custom.set("city", "x-city");
  return draft;
}

db::Scope without(const World& world, std::vector<std::string> hidden) {
  auto scope = world.as_user(5);
  scope.caller.hidden = std::move(hidden);
  scope.caller.language = Language::en;
  return scope;
}

void finds(db::Database& database, const db::Scope& scope,
           std::initializer_list<std::pair<const char*, std::int64_t>> expected) {
  for (const auto& one : expected) {
    CAPTURE(std::string(one.first));
    CHECK(database.read(scope, [&](db::Work& work) {
      return list(work, {.filter = {.q = one.first}, .count = true}).total;
    }) == one.second);
  }
}

}  // namespace

TEST_CASE("each field is kept alone, and the rest stays") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.write([](db::Work& work) {
      return add_custom_field(work, {.key = "city", .label = {"شهر", "City"}, .type = FieldType::text});
    });
    const auto lead = world.add(everything()).lead;
    // The closed list and this test know the same fields.
    const auto known = world.read([](db::Work& work) { return hideable_fields(work); });
    REQUIRE(known.size() == canaries.size());
    for (const auto& one : known) {
      const auto card = database.read(without(world, {one.field}),
                                      [&](db::Work& work) { return json::to_text(leads::card(work, lead)); });
      for (const auto& planted : canaries) {
        CAPTURE(one.field);
        CAPTURE(planted.first);
        CHECK((card.find(planted.second) == std::string::npos) == (planted.first == one.field));
      }
      CHECK(card.find("\"hidden\":[\"" + one.field + "\"]") != std::string::npos);
    }
  });
}

TEST_CASE("nobody is found by words of a contact that is kept, and by the same word as a name he is") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.add(form_draft({{"full_name", "Sara"}, {"phone", "09121234567"}, {"email", "a.karimi@firm.example"}}));
    world.add(form_draft({{"full_name", "Ali Karimi"}, {"handle:instagram", "sara.art"}, {"external_id", "sara-7"}}));
    finds(database, without(world, {}),
          {{"karimi", 2}, {"firm.example", 1}, {"4567", 1}, {"0912", 1}, {"sara", 2}, {"art", 1}});
    finds(database, without(world, {"emails"}),
          {{"karimi", 1}, {"firm.example", 0}, {"a.karimi@firm", 0}, {"4567", 1}, {"sara", 2}});
    finds(database, without(world, {"phones"}), {{"4567", 0}, {"0912", 0}, {"+989121234567", 0}, {"karimi", 2}});
    finds(database, without(world, {"handles"}), {{"sara", 2}, {"art", 0}, {"sara-7", 1}});
    finds(database, without(world, {"handles", "external_id"}), {{"sara", 1}, {"art", 0}});
  });
}

TEST_CASE("who has no name is called by what may be seen, and stands among the names by nothing") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto late = world.add(form_draft({{"phone", "09129999999"}, {"email", "x@y.example"}})).lead;
    const auto early = world.add(form_draft({{"phone", "09121111111"}})).lead;
    const auto name_of_row = [&](const db::Scope& scope, LeadId lead) {
      return database.read(scope, [&](db::Work& work) { return names_of(work, {lead}).front().name; });
    };
    CHECK(name_of_row(without(world, {}), late) == "+989129999999");
    CHECK(name_of_row(without(world, {"phones"}), late) == "x@y.example");
    CHECK(name_of_row(without(world, {"phones", "emails"}), late) == "No name");
    CHECK(name_of_row(without(world, {"budget"}), early) == "+989121111111");
    const auto rows = database.read(without(world, {"phones"}), [&](db::Work& work) {
      return shown(work, list(work, {.sort = {SortColumn::name, false}, .limit = 1}).rows);
    });
    REQUIRE(rows.size() == 1);
    CHECK(rows.front().id == late);  // the first to come, though the greater number
    CHECK(rows.front().display_name == "x@y.example");
    CHECK_FALSE(rows.front().phone_display);
  });
}

TEST_CASE("what one does not see one does not write") {
  Caller caller;
  caller.hidden = {"budget", "custom.city"};
  const HiddenFields hidden(caller);
  try {
    hidden.refuse_patch(json::parse(R"({"place": "x", "budget": null, "custom": {"city": "x", "street": "y"}})"));
    FAIL("it was let through");
  } catch (const Problem& problem) {
    REQUIRE(problem.faults.size() == 2);
    CHECK(problem.faults[0].pointer == "/budget");
    CHECK(problem.faults[0].code == "field_hidden");
    CHECK(problem.faults[1].pointer == "/custom/city");
  }
  CHECK_NOTHROW(hidden.refuse_patch(json::parse(R"({"place": "x", "custom": {"street": "y"}})")));
  CHECK(field_of_target("custom:city") == "custom.city");
  CHECK(field_of_target("handle:telegram") == "handles");
  CHECK(field_of_target("phone") == "phones");
}
