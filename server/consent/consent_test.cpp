#include "consent/consent.hpp"

#include <doctest/doctest.h>

#include "accounts/accounts.hpp"
#include "consent/consent_sql.hpp"
#include "foundations/db/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::consent;

namespace {

const WorkspaceId workspace{1};
db::Scope scope_at(std::int64_t ms) { return {Instant{1'790'000'000'000 + ms}, Caller::system(workspace)}; }

LeadId make_lead(db::Database& database) {
  return database.write(scope_at(0), [](db::Work& work) {
    accounts::make_workspace(work, "Test", "fa");
    leads::seed_workspace(work, workspace, Language::fa);
    leads::Draft draft;
    leads::fill(draft, "email", "sara@example.com");
    draft.clue = leads::Clue::form_completed;
    return leads::upsert(work, draft).lead;
  });
}

Given newsletter(bool ticked) {
  Given given;
  given.purpose = "newsletter";
  given.text_id = "c1";
  given.wording = "با دریافت خبرنامه موافقم";
  given.ticked = ticked;
  given.form = FormId{7};
  given.form_label = "Contact";
  given.address = "192.0.2.77";
  return given;
}

bool allowed(db::Database& database, LeadId lead, leads::Channel channel = leads::Channel::mail) {
  return database.read(scope_at(9), [&](db::Work& work) { return allows(work, lead, "newsletter", channel); });
}

}  // namespace

TEST_CASE("every statement of consent prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("nothing is allowed that was not ticked, and the last word counts") {
  db::testing::for_each_database([](db::Database& database) {
    const auto lead = make_lead(database);
    CHECK_FALSE(allowed(database, lead));
    database.write(scope_at(1), [&](db::Work& work) { record(work, lead, newsletter(false)); });
    CHECK_FALSE(allowed(database, lead));
    const auto id = database.write(scope_at(2), [&](db::Work& work) { return record(work, lead, newsletter(true)); });
    CHECK(allowed(database, lead));
    CHECK_FALSE(database.read(scope_at(3),
                              [&](db::Work& work) { return allows(work, lead, "advertising", leads::Channel::mail); }));
    database.write(scope_at(3), [&](db::Work& work) { withdraw(work, lead, id); });
    database.write(scope_at(4), [&](db::Work& work) { withdraw(work, lead, id); });
    CHECK_FALSE(allowed(database, lead));
    database.write(scope_at(5), [&](db::Work& work) { record(work, lead, newsletter(true)); });
    CHECK(allowed(database, lead));
    CHECK_THROWS_AS(database.write(scope_at(6), [&](db::Work& work) { withdraw(work, lead, ConsentId{5}); }), Problem);
  });
}

TEST_CASE("a channel the person refused is closed whatever was ticked") {
  db::testing::for_each_database([](db::Database& database) {
    const auto lead = make_lead(database);
    database.write(scope_at(1), [&](db::Work& work) {
      record(work, lead, newsletter(true));
      leads::set_contact_preferences(work, lead, {leads::Channel::sms}, leads::Hours{"09:00", "12:00"});
    });
    CHECK(allowed(database, lead, leads::Channel::mail));
    CHECK_FALSE(allowed(database, lead, leads::Channel::sms));
    database.write(scope_at(2),
                   [&](db::Work& work) { leads::set_contact_preferences(work, lead, {leads::Channel::all}, {}); });
    CHECK_FALSE(allowed(database, lead, leads::Channel::mail));
  });
}

TEST_CASE("the proof keeps the words, and loses the person's address when he is erased") {
  db::testing::for_each_database([](db::Database& database) {
    const auto lead = make_lead(database);
    database.write(scope_at(1), [&](db::Work& work) { record(work, lead, newsletter(true)); });
    const auto proof = [&] {
      return database.read(scope_at(2), [&](db::Work& work) {
        const auto row = work.one(sql::list_consents, {workspace, lead});
        return row->text(6) + "|" + row->text(11);
      });
    };
    CHECK(proof() == "با دریافت خبرنامه موافقم|192.0.2.77");
    const jobs::Event event{EventId{1}, workspace, "lead_erased", lead.value, Instant{0}, {}};
    database.write(scope_at(3), [&](db::Work& work) { listeners().front().act(work, event); });
    CHECK(proof() == "با دریافت خبرنامه موافقم|");
  });
}
