#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "accounts/accounts.hpp"
#include "capture/capture_sql.hpp"
#include "capture/form_changes.hpp"
#include "capture/form_rules.hpp"
#include "capture/pages.hpp"
#include "capture/submit.hpp"
#include "capture/templates.hpp"
#include "consent/consent.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/db/testing.hpp"
#include "leads/cards.hpp"
#include "leads/leads.hpp"

using namespace sarnakh;
using namespace sarnakh::capture;

namespace {

constexpr Instant start{1'790'000'000'000};

// A workspace with one published form.
struct World {
  db::Scope scope(std::int64_t after_ms = 0) const {
    return {start + time::milliseconds(after_ms), Caller::system(WorkspaceId{1})};
  }
  template <class Act>
  auto write(Act act, std::int64_t after_ms = 0) {
    return database.write(scope(after_ms), act);
  }

  explicit World(db::Database& given, std::string_view base = "contact") : database(given) {
    write([](db::Work& work) {
      accounts::make_workspace(work, "کلینیک", "fa");
      leads::seed_workspace(work, work.workspace(), Language::fa);
    });
    form.content = content_of_template(base, Language::fa);
    change_form();
  }

  void change_form() {
    if (!form.id) {
      form.public_id = "abc";
      form.secret = random_token(32);
      write([&](db::Work& work) {
        form.id = work.new_id<FormId>();
        insert_form(work, form);
      });
    } else {
      write([&](db::Work& work) { save_draft(work, form); });
    }
    write([&](db::Work& work) { work.run(sql::publish_form, {work.workspace(), form.id, work.now()}); });
    form = write([&](db::Work& work) { return load_form(work, form.id); });
  }

  // A visitor's submission from a page loaded at `start`.
  Submission from_page(Answers answers) {
    Submission submission;
    submission.answers = std::move(answers);
    submission.token = make_token(form, start);
    submission.address = "203.0.113.7";
    submission.agent =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";
    submission.step = 0;
    return submission;
  }
  Outcome send(const Submission& submission, std::int64_t after_ms = 20'000) {
    const auto judgement = judge(form, submission, start + time::milliseconds(after_ms), budgets);
    return write([&](db::Work& work) { return submit(work, form, submission, judgement); }, after_ms);
  }
  std::int64_t leads() {
    return database.read(scope(), [](db::Work& work) {
      std::int64_t count = 0;
      leads::each_lead(work, {}, {}, 1000, [&](const leads::Lead&) { return ++count, true; });
      return count;
    });
  }
  std::map<std::string, std::int64_t> counts() {
    return database.read(scope(), [&](db::Work& work) {
      std::map<std::string, std::int64_t> all;
      for (const auto row : work.query(sql::counts_of_form, {work.workspace(), form.id}))
        all[row.text(0) + " " + row.text(1)] = row.integer(2);
      return all;
    });
  }
  leads::Lead lead(LeadId id) {
    return database.read(scope(), [&](db::Work& work) { return leads::load(work, id); });
  }

  db::Database& database;
  Form form;
  Budgets budgets;
};

const Answers sara{{"name", "دکتر سارا احمدی"},
                   {"phone", "۰۹۱۲ ۱۲۳ ۴۵۶۷"},
                   {"message", "نوبت می‌خواهم"},
                   {"consent:contact", "yes"}};

std::string first_code(const Outcome& outcome) { return outcome.faults.empty() ? "" : outcome.faults.front().code; }

}  // namespace

TEST_CASE("every statement of capture prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("a submission becomes a lead that knows everything that was said") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    auto submission = world.from_page(sara);
    submission.touch.channel = "search_organic";
    submission.touch.label = "Google";
    const auto outcome = world.send(submission);
    REQUIRE(outcome.state == SubmissionState::accepted);
    const auto lead = world.lead(outcome.lead);
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.needs == "نوبت می‌خواهم");
    CHECK(lead.layer == leads::Layer::lead);
    CHECK(lead.source.first->label == "Google");
    CHECK(lead.source.first->form_title == "تماس با ما");
    const auto told = database.read(world.scope(), [&](db::Work& work) {
      CHECK(consent::allows(work, outcome.lead, "contact", leads::Channel::call));
      return leads::timeline(work, outcome.lead, {}, 50);
    });
    std::vector<std::string> kinds;
    for (const auto& line : told) kinds.push_back(line.kind);
    for (const auto* kind : {"form_submitted", "consent_given"})
      CHECK(std::find(kinds.begin(), kinds.end(), kind) != kinds.end());
  });
}

TEST_CASE("a double click, a retry and a replay are one lead and one submission") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto submission = world.from_page(sara);
    const auto first = world.send(submission);
    for (int click = 0; click < 3; ++click) {
      const auto again = world.send(submission, 20'001 + click);
      CHECK(again.repeated);
      CHECK(again.submission == first.submission);
      CHECK(again.lead == first.lead);
    }
    CHECK(world.leads() == 1);
    CHECK(world.counts()["state accepted"] == 1);
  });
}

TEST_CASE("the same page sent from many threads at once is one lead") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto submission = world.from_page(sara);
    std::atomic<int> fresh{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
      threads.emplace_back([&] {
        if (!world.send(submission).repeated) ++fresh;
      });
    for (auto& thread : threads) thread.join();
    CHECK(fresh == 1);
    CHECK(world.leads() == 1);
  });
}

TEST_CASE("what a person must mend is named, kept, and may be sent again from the same page") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    auto submission =
        world.from_page({{"name", "سارا"}, {"phone", "abc"}, {"email", "a@"}, {"consent:contact", "yes"}});
    const auto refused = world.send(submission);
    CHECK(refused.state == SubmissionState::refused);
    CHECK(refused.reason == Reason::invalid_fields);
    REQUIRE(refused.faults.size() == 2);
    CHECK(refused.faults[0].pointer == "/answers/phone");
    CHECK(refused.faults[0].code == "phone_invalid");
    CHECK(refused.faults[1].code == "email_invalid");
    CHECK(answer(refused.so_far, "name") == "سارا");
    CHECK(world.leads() == 0);

    submission.answers = sara;
    CHECK(world.send(submission).state == SubmissionState::accepted);
    const auto counts = world.counts();
    CHECK(counts.at("state refused") == 1);
    CHECK(counts.at("reason invalid_fields") == 1);
    CHECK(counts.at("state accepted") == 1);
  });
}

TEST_CASE("a required box that is not ticked is a fault of that box") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    auto answers = sara;
    answers.pop_back();
    const auto outcome = world.send(world.from_page(answers));
    CHECK(first_code(outcome) == "consent_required");
    CHECK(outcome.faults.at(0).pointer == "/answers/consent:contact");
  });
}

TEST_CASE("each guard has its reason, and whoever might be a person waits in quarantine") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    struct Case {
      Reason reason;
      SubmissionState state;
      std::function<void(Submission&)> change;
      std::int64_t after_ms = 20'000;
    };
    const Case cases[] = {
        {Reason::bad_token, SubmissionState::refused, [](Submission& s) { s.token = "1.x.y"; }},
        {Reason::bad_token, SubmissionState::refused, [](Submission& s) { s.token.back() ^= 1; }},
        {Reason::honeypot, SubmissionState::quarantined, [](Submission& s) { s.trap = "http://spam.example"; }},
        {Reason::too_fast, SubmissionState::quarantined, [](Submission&) {}, 1'499},
        {Reason::token_expired, SubmissionState::quarantined, [](Submission&) {}, 24 * 3'600'000 + 1},
        {Reason::looks_like_robot, SubmissionState::quarantined,
         [](Submission& s) { s.agent = "python-requests/2.31"; }},
        {Reason::looks_like_robot, SubmissionState::quarantined, [](Submission& s) { s.agent = ""; }},
    };
    for (const auto& each : cases) {
      CAPTURE(json::name_of_enum(each.reason));
      auto submission = world.from_page(sara);
      each.change(submission);
      const auto outcome = world.send(submission, each.after_ms);
      CHECK(outcome.reason == each.reason);
      CHECK(outcome.state == each.state);
      CHECK(!outcome.lead);
    }
    CHECK(world.leads() == 0);
    CHECK(world.send(world.from_page(sara), 1'500).state == SubmissionState::accepted);
    CHECK(world.send(world.from_page(sara), 24 * 3'600'000).state == SubmissionState::accepted);
  });
}

TEST_CASE("budgets: one network may send twenty a minute, the next one waits in quarantine, the next minute is free") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    for (int i = 0; i < most_of_network; ++i)
      CHECK(world.send(world.from_page(sara)).state == SubmissionState::accepted);
    CHECK(world.send(world.from_page(sara)).reason == Reason::network_budget);
    auto elsewhere = world.from_page(sara);
    elsewhere.address = "198.51.100.9";
    CHECK(world.send(elsewhere).state == SubmissionState::accepted);
    CHECK(world.send(world.from_page(sara), 80'001).state == SubmissionState::accepted);
  });
}

TEST_CASE("budgets: a robot that is slow enough for the minute meets the hour, from whatever address of its network") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    for (int i = 0; i < most_of_network_in_hour + 3; ++i) {
      auto submission = world.from_page(sara);
      submission.address = "2001:db8:7:" + std::to_string(i % 90) + "::" + std::to_string(i + 1);
      const auto outcome = world.send(submission, 20'000 + i * 10'000);
      CHECK(outcome.state == (i < most_of_network_in_hour ? SubmissionState::accepted : SubmissionState::quarantined));
    }
  });
}

TEST_CASE("budgets: a flood from many networks meets the form's own") {
  db::testing::for_each_database([&](db::Database& database) {
    World world(database);
    const auto reason_of = [&](int number) {
      auto submission = world.from_page(sara);
      submission.address = "2001:db8:" + std::to_string(number) + "::1";
      return judge(world.form, submission, start + time::seconds(20), world.budgets).objection;
    };
    int held = 0;
    for (int i = 0; i < most_of_form; ++i) held += reason_of(i) ? 1 : 0;
    CHECK(held == 0);
    CHECK(reason_of(most_of_form) == Reason::form_budget);
  });
}

TEST_CASE("a quarantined person is released with one click and is a lead then") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto held = world.send(world.from_page(sara), 100);
    REQUIRE(held.state == SubmissionState::quarantined);
    const auto freed = world.write([&](db::Work& work) { return release(work, held.submission); }, 60'000);
    CHECK(world.lead(freed.lead).phones.at(0).value == "+989121234567");
    CHECK(world.counts()["state quarantined"] == 0);
    CHECK(world.counts()["state accepted"] == 1);
    CHECK_THROWS_AS(world.write([&](db::Work& work) { return release(work, held.submission); }), Problem);
  });
}

TEST_CASE(
    "a release by mistake is taken back: it waits for the same reason, its lead is junk, and comes back with the next "
    "release") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto status_of = [&](LeadId lead) { return world.lead(lead).status.kind; };
    const auto held = world.send(world.from_page(sara), 100);
    const auto freed = world.write([&](db::Work& work) { return release(work, held.submission); }, 60'000);
    const auto again = world.write([&](db::Work& work) { return hold(work, held.submission); }, 61'000);
    CHECK(again.reason == Reason::too_fast);
    CHECK(status_of(freed.lead) == leads::StatusKind::junk);
    CHECK(world.counts()["state quarantined"] == 1);
    CHECK(world.counts()["state accepted"] == 0);
    CHECK_THROWS_AS(world.write([&](db::Work& work) { return hold(work, held.submission); }), Problem);
    const auto once_more = world.write([&](db::Work& work) { return release(work, held.submission); }, 62'000);
    CHECK(once_more.lead == freed.lead);
    CHECK(status_of(freed.lead) == leads::StatusKind::open);
    CHECK(world.lead(freed.lead).source.count == 1);
    // Somebody who has come since is not junk because of a click.
    world.send(world.from_page(sara), 80'000);
    CHECK_THROWS_AS(world.write([&](db::Work& work) { return hold(work, held.submission); }), Problem);
    CHECK(status_of(freed.lead) == leads::StatusKind::open);
  });
}

TEST_CASE("steps on the way are kept, the last one makes one lead of all answers") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, "consultation");
    auto submission = world.from_page({{"topic", "ایمپلنت"}});
    const auto on_the_way = world.send(submission, 5'000);
    CHECK(on_the_way.state == SubmissionState::partial);
    CHECK(on_the_way.next_step == 1);
    CHECK(world.leads() == 0);

    submission.step = 1;
    submission.back = true;
    submission.answers = {{"name", "سارا"}};
    const auto back = world.send(submission, 6'000);
    CHECK(back.next_step == 0);
    CHECK(answer(back.so_far, "topic") == "ایمپلنت");
    CHECK(answer(back.so_far, "name") == "سارا");

    submission.back = false;
    submission.step = 0;
    submission.answers = {{"topic", "ارتودنسی"}};
    CHECK(world.send(submission, 7'000).next_step == 1);

    submission.step = 1;
    submission.answers = {{"name", "سارا"}, {"phone", "09121234567"}, {"hour", "evening"}, {"consent:contact", "yes"}};
    const auto done = world.send(submission, 9'000);
    REQUIRE(done.state == SubmissionState::accepted);
    CHECK(done.submission == on_the_way.submission);
    CHECK(world.lead(done.lead).product == "ارتودنسی");
    const auto counts = world.counts();
    CHECK(counts.at("completed 0") == 1);
    CHECK(counts.at("completed 1") == 1);
    CHECK(world.send(submission, 9'500).repeated);
  });
}

TEST_CASE("what the lead no longer has a field for stays in the submission, and the person is a lead all the same") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    FormField colour;
    colour.id = "colour";
    colour.label = {"رنگ", "Colour"};
    colour.maps_to = "custom:colour";  // there is no such field
    world.form.content.steps[0].questions.push_back(colour);
    world.change_form();
    auto answers = sara;
    answers.emplace_back("colour", "سبز");
    const auto outcome = world.send(world.from_page(answers));
    REQUIRE(outcome.lead);
    const auto kept =
        database.read(world.scope(), [&](db::Work& work) { return load_submission(work, outcome.submission); });
    CHECK(answer(kept.answers, "colour") == "سبز");
  });
}

TEST_CASE("what came is kept as it came, also what the answers do not say") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    const auto body_of = [&](SubmissionId id) {
      return database.read(world.scope(), [&](db::Work& work) {
        return work.one(sql::load_arrival, {work.workspace(), id})->text(3);
      });
    };
    // Said whole by the answers: nothing is kept twice.
    CHECK(body_of(world.send(world.from_page(sara)).submission).empty());
    // An Arabic kaf and ye are folded in the answer; a question that the form does not ask makes no lead richer.
    const auto typed = world.send(world.from_page({{"name", "علي كريمي"},
                                                   {"phone", "09351112233"},
                                                   {"consent:contact", "yes"},
                                                   {"colour", std::string("blue\0sky", 8)}}));
    CHECK(typed.state == SubmissionState::accepted);
    CHECK(world.lead(typed.lead).full_name == "علی کریمی");
    CHECK(body_of(typed.submission) ==
          "{\"name\":\"علي "
          "كريمي\",\"phone\":\"09351112233\",\"consent:contact\":\"yes\",\"colour\":\"blue\\u0000sky\"}\n");
    const auto refused = world.send(world.from_page({{"name", "Sara"}, {"phone", "12"}, {"colour", "red"}}));
    CHECK(refused.state == SubmissionState::refused);
    CHECK(body_of(refused.submission).find("red") != std::string::npos);
  });
}

TEST_CASE("of each step what came is kept as it came") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, "consultation");
    auto first = world.from_page({{"topic", "roof"}, {"colour", "blue"}});
    auto last =
        world.from_page({{"name", "Sara"}, {"phone", "09351112233"}, {"consent:contact", "yes"}, {"size", "big"}});
    last.token = first.token;
    last.step = 1;
    CHECK(world.send(first).state == SubmissionState::partial);
    const auto outcome = world.send(last);
    CHECK(outcome.state == SubmissionState::accepted);
    const auto body = database.read(world.scope(), [&](db::Work& work) {
      return work.one(sql::load_arrival, {work.workspace(), outcome.submission})->text(3);
    });
    CHECK(std::count(body.begin(), body.end(), '\n') == 2);
    CHECK(body.find("blue") < body.find("big"));
  });
}

TEST_CASE("proof of work: a right one passes, a wrong one waits in quarantine") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database);
    world.form.content.settings.proof_of_work = true;
    world.change_form();
    auto submission = world.from_page(sara);
    CHECK(world.send(submission).reason == Reason::proof_of_work_missing);
    submission = world.from_page(sara);
    std::int64_t number = 0;
    while (!is_proof(submission.token, std::to_string(number))) ++number;
    submission.proof = std::to_string(number);
    CHECK(world.send(submission).state == SubmissionState::accepted);
  });
}

TEST_CASE("a new wording is a new version, an unchanged one is not") {
  auto before = content_of_template("event", Language::fa);
  auto after = before;
  after.consents[0].text.fa += " ";
  after.consents[1].version = 99;
  version_consents(after, before);
  CHECK(after.consents[0].version == 2);
  CHECK(after.consents[1].version == 1);
}

TEST_CASE("the audit says which parts of a form were changed") {
  const auto before = content_of_template("contact", Language::fa);
  const auto told = [&](const FormContent& after) {
    std::string text;
    const auto changes = changes_between(before, after);
    for (const auto& part : changes["parts"].as_array())
      text += std::string(*part["act"].as_string()) + " " + std::string(*part["part"].as_string()) + " " +
              std::string(part["label"]["en"].as_string().value_or("")) + "; ";
    return text;
  };
  CHECK(told(before).empty());

  auto after = before;
  auto& questions = after.steps.front().questions;
  REQUIRE(questions.size() > 2);
  std::rotate(questions.begin(), questions.begin() + 1, questions.end());
  CHECK(told(after) == "changed steps ; ");

  after = before;
  after.title.en = "Another title";
  after.steps.front().questions.front().label.en = "Your full name";
  after.steps.front().questions.pop_back();
  FormField extra;
  extra.id = "shoe_size";
  extra.label.en = "Shoe size";
  after.steps.front().questions.push_back(extra);
  const auto removed = before.steps.front().questions.back().label.en;
  CHECK(told(after) == "changed title ; changed question Your full name; added question Shoe size; removed question " +
                           removed + "; ");
}

TEST_CASE("the faults of a form are all named at once") {
  auto content = content_of_template("contact", Language::fa);
  CHECK(faults_of(content).empty());
  content.title = {};
  content.steps[0].questions[0].id = "Name!";
  content.steps[0].questions[1].id = "email";
  content.steps[0].questions[3].kind = FieldKind::choice;
  content.thanks.kind = ThanksKind::redirect;
  content.thanks.url = "javascript:alert(1)";
  std::vector<std::string> pointers;
  for (const auto& fault : faults_of(content)) pointers.push_back(fault.pointer);
  CHECK(pointers == std::vector<std::string>{"/title", "/steps/0/fields/0/id", "/steps/0/fields/2/id",
                                             "/steps/0/fields/3/choices", "/thanks/url"});
}

TEST_CASE("pages escape every text that is not ours") {
  auto content = content_of_template("contact", Language::fa);
  const std::string attack = "\"><script>alert(1)</script>";
  content.title = {attack, attack};
  content.introduction = {attack, attack};
  content.steps[0].title = {attack, attack};
  for (auto& field : content.steps[0].questions) field.label = field.hint = {attack, attack};
  content.consents[0].text = {attack, attack};
  content.button = {attack, attack};
  PageState state;
  state.token = state.landing_page = state.referrer = attack;
  for (const auto& field : content.steps[0].questions) state.answers.emplace_back(field.id, attack);
  state.faults = {{"required", "/answers/name"}};
  const auto page = form_page(200, content, "abc", state, [&](auto, auto, const auto&) { return attack; });
  CHECK(page.body.find("<script>") == std::string::npos);
  CHECK(page.body.find("\"><") != std::string::npos);  // our own tags are there
}
