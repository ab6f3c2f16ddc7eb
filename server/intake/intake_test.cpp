#include "intake/intake.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "capture/capture.hpp"
#include "consent/consent.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/basics/signing.hpp"
#include "intake/call.hpp"
#include "intake/intake_sql.hpp"
#include "intake/senders.hpp"
#include "intake/world_test.hpp"
#include "leads/erasure.hpp"

using namespace sarnakh;
using namespace sarnakh::intake;
using namespace sarnakh::intake::testing;
using capture::Reason;
using capture::SubmissionState;

TEST_CASE("every statement of the intake prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("a signed lead of any program becomes a lead with its source; the same message again is the same one") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook, "referral");
    const auto first = world.take(world.standard(sara, "msg_1"));
    CHECK(first.state == SubmissionState::accepted);
    const auto lead = world.lead(first.lead);
    CHECK(lead.full_name == "سارا احمدی");
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.emails.at(0).value == "sara@example.com");
    CHECK(lead.layer == leads::Layer::lead);
    CHECK(lead.source.first->channel == "referral");
    CHECK(lead.source.first->label == "فرم همکار");
    const auto again = world.take(world.standard(sara, "msg_1", 60'000));
    CHECK(again.repeated);
    CHECK(again.submission == first.submission);
    CHECK(again.lead == first.lead);
    // Another message about the same person: kept, and no second lead.
    const auto second = world.take(world.standard(sara, "msg_2"));
    CHECK_FALSE(second.repeated);
    CHECK(second.lead == first.lead);
    CHECK(world.rows("leads") == 1);
    CHECK(world.rows("submissions") == 2);
    CHECK(world.counts() == std::map<std::string, std::int64_t>{{"state accepted", 2}});
  });
}

TEST_CASE(
    "what is forged, late, unreadable, too large or comes after the end is refused, counted and kept as it came") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    auto forged = world.standard(sara, "msg_1");
    forged.body += " ";
    CHECK(world.take(forged).reason == Reason::signature_wrong);
    CHECK(world.take(world.request(sara)).reason == Reason::signature_wrong);
    auto other_id = world.standard(sara, "msg_1");
    other_id.headers[1].value = "msg_2";
    CHECK(world.take(other_id).reason == Reason::signature_wrong);

    // Five minutes are taken, one second more is not; in both directions.
    auto late = world.standard(sara, "msg_late");
    late.now = start + time::minutes(5);
    CHECK(world.take(late).state == SubmissionState::accepted);
    late = world.standard(sara, "msg_later");
    late.now = start + time::minutes(5) + time::seconds(1);
    CHECK(world.take(late).reason == Reason::clock_off);
    auto early = world.standard(sara, "msg_early", 301'000);
    early.now = start;
    CHECK(world.take(early).reason == Reason::clock_off);

    CHECK(world.take(world.standard(R"({"phone":)", "msg_3")).reason == Reason::unreadable);
    const std::string bytes("\xff\x00{", 3);
    CHECK(world.take(world.standard(bytes, "msg_4")).reason == Reason::unreadable);

    const auto of_size = [&](std::size_t size) {
      std::string body = R"({"mobile":"09121234567","filler":")";
      body += std::string(size - body.size() - 2, 'x') + "\"}";
      return body;
    };
    CHECK(world.take(world.standard(of_size(most_bytes - 1), "msg_5")).state == SubmissionState::accepted);
    CHECK(world.take(world.standard(of_size(most_bytes), "msg_6")).state == SubmissionState::accepted);
    CHECK(world.take(world.standard(of_size(most_bytes + 1), "msg_7")).reason == Reason::too_large);

    world.write([&](db::Work& work) { CHECK(end_address(work, world.address)); });
    CHECK(world.take(world.standard(sara, "msg_8")).reason == Reason::address_ended);

    CHECK(world.counts() == std::map<std::string, std::int64_t>{{"state accepted", 3},
                                                                {"state refused", 9},
                                                                {"reason signature_wrong", 3},
                                                                {"reason clock_off", 2},
                                                                {"reason unreadable", 2},
                                                                {"reason too_large", 1},
                                                                {"reason address_ended", 1}});
    CHECK(world.rows("submissions") == 12);
    CHECK(world.rows("leads") == 1);
    const auto kept = world.write([&](db::Work& work) {
      std::vector<std::string> all;
      for (const auto row :
           work.query_text("SELECT body FROM submissions WHERE workspace_id = $1 AND reason = 'unreadable' ORDER BY id",
                           {work.workspace()}))
        all.push_back(row.text(0));
      return all;
    });
    CHECK(kept == std::vector<std::string>{R"({"phone":)", "base64:/wB7"});
    // What was refused may come again with its id, once the sender has mended it.
    CHECK(world.take(world.standard(sara, "msg_1")).reason == Reason::address_ended);
  });
}

TEST_CASE("after a rotation both secrets are taken for seven days, then the new one alone") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    const auto by_old = [&](std::int64_t after_ms, const std::string& id, const std::string& secret) {
      auto request = world.request(sara, after_ms);
      const auto timestamp = std::to_string(request.now.ms / 1000);
      request.headers.push_back({"webhook-id", id});
      request.headers.push_back({"webhook-timestamp", timestamp});
      // As a sender writes it that rotates by itself: several signatures, of which one is ours.
      request.headers.push_back(
          {"webhook-signature", "v1,AAAA v1a,BBBB " + standard_signature(secret, id, timestamp, sara)});
      return world.take(request);
    };
    const auto old_secret = world.known().address.secret.value;
    world.write([&](db::Work& work) {
      auto address = load_address(work, world.address);
      address.secret.rotate(new_secret(address.kind), work.now());
      save_secret(work, address);
    });
    const auto new_one = world.known().address.secret.value;
    CHECK(new_one != old_secret);
    CHECK(by_old(0, "msg_1", old_secret).state == SubmissionState::accepted);
    CHECK(by_old(0, "msg_2", new_one).state == SubmissionState::accepted);
    const auto end = time::days(7).ms;
    CHECK(by_old(end - 1, "msg_3", old_secret).state == SubmissionState::accepted);
    CHECK(by_old(end, "msg_4", old_secret).reason == Reason::signature_wrong);
    CHECK(by_old(end, "msg_5", new_one).state == SubmissionState::accepted);
  });
}

TEST_CASE("what says nothing of who it is about waits, and becomes a lead once the mapping names its fields") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    const auto first =
        world.take(world.standard(R"({"a":{"b~/c":"(0912) 123 4567"},"w":["blue",3],"ok":"I agree"})", "m"));
    CHECK(first.state == SubmissionState::quarantined);
    CHECK(first.reason == Reason::no_person);
    CHECK(world.rows("leads") == 0);
    world.map({{"/a/b~0~1c", "phone", ""},
               {"/w", "needs", ""},
               {"/ok", "consent:newsletter", "با دریافت خبرنامه موافقم"},
               {"/nowhere", "email", ""}});
    const auto waiting = world.write(
        [&](db::Work& work) { return capture::waiting_at(work, world.address.value, Reason::no_person, {}); });
    REQUIRE(waiting.size() == 1);
    const auto arrival = arrival_again(world.known(), waiting[0].body);
    const auto outcome =
        world.write([&](db::Work& work) { return capture::arrive_again(work, waiting[0].submission, arrival); });
    CHECK(outcome.state == SubmissionState::accepted);
    const auto lead = world.lead(outcome.lead);
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.needs == "blue, 3");
    CHECK(world.rows("consents") == 1);
    CHECK(world.write(
        [&](db::Work& work) { return consent::allows(work, outcome.lead, "newsletter", leads::Channel::mail); }));
    CHECK(world.counts() == std::map<std::string, std::int64_t>{
                                {"state quarantined", 0}, {"state accepted", 1}, {"reason no_person", 1}});
    CHECK(world.write([&](db::Work& work) {
      return capture::waiting_at(work, world.address.value, Reason::no_person, {}).size();
    }) == 0);
  });
}

TEST_CASE("two messages of one person wait: whichever is read first makes the lead, the other finds him") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    const std::string same = R"({"a":{"b~/c":"(0912) 123 4567"},"c":"VALUE"})";
    for (const auto* id : {"m1", "m2"}) {
      auto body = same;
      body.replace(body.find("VALUE"), 5, id);
      CHECK(world.take(world.standard(body, id)).state == SubmissionState::quarantined);
    }
    world.map({{"/a/b~0~1c", "phone", ""}, {"/c", "needs", ""}});
    const auto waiting = [&] {
      return world.write(
          [&](db::Work& work) { return capture::waiting_at(work, world.address.value, Reason::no_person, {}); });
    };
    const auto read = [&](const capture::Waiting& one) {
      const auto arrival = arrival_again(world.known(), one.body);
      return world.write([&](db::Work& work) { return capture::arrive_again(work, one.submission, arrival); });
    };
    const auto twins = waiting();
    REQUIRE(twins.size() == 2);
    const auto second = read(twins[1]);
    CHECK(second.state == SubmissionState::accepted);
    // The twin waits on, and a third message of his is no new lead either.
    REQUIRE(waiting().size() == 1);
    CHECK(waiting()[0].submission == twins[0].submission);
    CHECK(world.take(world.standard(R"({"a":{"b~/c":"+98 912 123 4567"}})", "m3")).lead == second.lead);
    const auto first = read(twins[0]);
    CHECK(first.state == SubmissionState::accepted);
    CHECK(first.lead == second.lead);
    CHECK(waiting().empty());
    CHECK(world.rows("leads") == 1);
    CHECK(world.lead(first.lead).needs == "m2");  // filled by whoever came first, and not overwritten
    CHECK(world.counts() == std::map<std::string, std::int64_t>{
                                {"state quarantined", 0}, {"state accepted", 3}, {"reason no_person", 2}});
  });
}

TEST_CASE("an address takes 600 messages a minute of one network, and counts what it turns away") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    http::RouteTable routes;
    add_routes(routes, database, "https://desk.example");
    const auto row = std::find_if(routes.begin(), routes.end(), [](const http::Route& route) {
      return route.pattern == "/in/" + std::string(sender_of(Kind::webhook).word) + "/{token}";
    });
    REQUIRE(row != routes.end());
    const auto token = world.known().address.token;
    // What the sender is told: nothing when it was taken.
    const auto send = [&](const std::string& network, std::int64_t after_ms, const std::string& id) {
      auto request = world.standard(sara, id, after_ms);
      request.remote = network;
      try {
        row->handle(http::Call{request, {}, {{"token", token}}});
        return std::string();
      } catch (const Problem& problem) {
        CHECK(problem.retry_after_seconds == 60);
        return problem.code;
      }
    };
    for (int i = 0; i < 600; ++i) REQUIRE(send("203.0.113.7", i, "the same").empty());
    CHECK(send("203.0.113.7", 600, "one more") == "throttled");
    CHECK(send("203.0.113.7", 700, "one more") == "throttled");
    CHECK(send("198.51.100.9", 700, "another network").empty());
    CHECK(world.counts().at("reason address_budget") == 2);
    // Nothing of what was turned away is remembered as come: the sender's repetition is taken.
    CHECK(send("203.0.113.7", 61'000, "one more").empty());
    CHECK(world.rows("submissions") == 3);
  });
}

TEST_CASE("a value that cannot be read stays an answer, and the rest becomes a lead") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    world.map({{"/p", "phone", ""}, {"/m", "email", ""}, {"/c", "custom:gone", ""}});
    const auto outcome = world.take(world.standard(R"({"p":"call me","m":"sara@example.com","c":"x"})", "m"));
    CHECK(outcome.state == SubmissionState::accepted);
    const auto lead = world.lead(outcome.lead);
    CHECK(lead.phones.empty());
    CHECK(lead.emails.at(0).value == "sara@example.com");
  });
}

TEST_CASE("Google Ads: key, columns, click id, lead_id once, test leads apart") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::google_ads, "search_paid");
    const auto body = [&](std::string text, const std::string& key) {
      text.replace(text.find("GOOGLE_KEY"), 10, key);
      return text;
    };
    const auto key = world.known().address.secret.value;
    CHECK(world.take(world.request(body(sample("google_ads"), key + "x"))).reason == Reason::signature_wrong);
    const auto taken = world.take(world.request(body(sample("google_ads"), key)));
    REQUIRE(taken.state == SubmissionState::accepted);
    const auto lead = world.lead(taken.lead);
    CHECK(lead.full_name == "Sara Ahmadi");
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.emails.at(0).value == "sara@example.com");
    CHECK(lead.organisation == "Labkhand");
    CHECK(lead.place == "Tehran");
    CHECK(lead.source.first->channel == "search_paid");
    CHECK(lead.source.first->label == "Google Ads");
    CHECK(lead.source.first->utm->id == "123456");
    CHECK(*lead.source.first->click_ids == json::Value{json::Object{{"gclid", "Cj0KCQ-click"}}});
    CHECK_FALSE(lead.source.first->landing_page.has_value());
    CHECK(world.take(world.request(body(sample("google_ads"), key))).repeated);
    auto test = body(sample("google_ads"), key);
    test.replace(test.find("\"is_test\":false"), 15, "\"is_test\":true ");
    test.replace(test.find("TeSter-123"), 10, "TeSter-124");
    CHECK(world.take(world.request(test)).reason == Reason::test_delivery);
    CHECK(world.rows("leads") == 1);
  });
}

TEST_CASE("Typeform: signature over the bytes, answers by their type, hidden fields are the source, a token once") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::typeform);
    const auto signed_by = [&](const std::string& secret) {
      auto request = world.request(sample("typeform"));
      request.headers.push_back({"typeform-signature", "sha256=" + to_base64(hmac_sha256(secret, request.body))});
      return request;
    };
    CHECK(world.take(signed_by("another")).reason == Reason::signature_wrong);
    const auto secret = world.known().address.secret.value;
    // Answers on the way, with the token that the whole will have: the whole is another message.
    auto partial = sample("typeform");
    partial.replace(partial.find("\"form_response\""), 15, "\"form_response_partial\"");
    auto on_the_way = world.request(partial);
    on_the_way.headers.push_back({"typeform-signature", "sha256=" + to_base64(hmac_sha256(secret, partial))});
    CHECK_FALSE(world.take(on_the_way).repeated);
    const auto taken = world.take(signed_by(secret));
    REQUIRE(taken.state == SubmissionState::accepted);
    CHECK_FALSE(taken.repeated);
    const auto lead = world.lead(taken.lead);
    CHECK(lead.full_name == "سارا احمدی");
    CHECK(lead.emails.at(0).value == "sara@example.com");
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.source.first->channel == "social_own");
    CHECK(lead.source.first->utm->campaign == "mehr");
    CHECK(world.take(signed_by(secret)).repeated);
    const auto values = reading_of(world.known().address, sample("typeform")).values;
    REQUIRE(values.size() == 8);
    CHECK(values[3].label == "Which treatments?");
    CHECK(values[3].value == "Implant, Whitening, Braces");
    CHECK(values[4].value == "yes");
  });
}

TEST_CASE("Google Forms: the questions of the form are its words") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::google_forms);
    const auto taken = world.take(world.standard(sample("google_forms"), "msg_1"));
    REQUIRE(taken.state == SubmissionState::accepted);
    const auto lead = world.lead(taken.lead);
    CHECK(lead.full_name == "سارا احمدی");
    CHECK(lead.phones.at(0).value == "+989121234567");
    CHECK(lead.emails.at(0).value == "sara@example.com");
    CHECK(lead.product == "ایمپلنت");
  });
}

TEST_CASE("a form body is read like JSON") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    auto request = world.standard("your-name=Sara&phone=09121234567&utm_source=newsletter&utm_medium=email", "m");
    request.headers[0].value = "application/x-www-form-urlencoded; charset=UTF-8";
    const auto taken = world.take(request);
    REQUIRE(taken.state == SubmissionState::accepted);
    CHECK(world.lead(taken.lead).source.first->channel == "email");
    CHECK(reading_of(world.known().address, request.body).values.size() == 4);
  });
}

TEST_CASE("how a call ended is read as exchanges write it") {
  const auto missed = [](const char* word) {
    PhoneCall call;
    call.disposition = word;
    call.started_at = Instant{1};
    CHECK(faults_of(call, Instant{2}).empty());
    return call.missed();
  };
  for (const auto* word : {"answered", "ANSWERED", "Answered"}) CHECK_FALSE(missed(word));
  for (const auto* word : {"no_answer", "NO ANSWER", "no-answer", "BUSY", "FAILED", "voicemail"}) CHECK(missed(word));
  CHECK(missed("CONGESTION"));  // a word of its own: nobody has answered
}

TEST_CASE("what comes to the address of calls and is none is refused, counted and kept as it came") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    http::RouteTable routes;
    add_routes(routes, database, "https://desk.example");
    const auto row = std::find_if(routes.begin(), routes.end(),
                                  [](const http::Route& route) { return route.pattern == "/in/calls"; });
    REQUIRE(row != routes.end());
    auto exchange = Caller::system(WorkspaceId{1});
    const auto refusal = [&](const http::Request& request) {
      try {
        row->handle(http::Call{request, exchange, {}});
        return std::string();
      } catch (const Problem& problem) {
        return problem.faults.empty() ? problem.code : problem.faults.front().code;
      }
    };
    CHECK(refusal(world.request("caller=09121234567&missed=1")) == "json_malformed");
    CHECK(refusal(world.request("")) == "required");
    CHECK(refusal(world.request(std::string("\xff\x00", 2))) == "json_malformed");
    auto form = world.request("caller=09121234567");
    form.headers[0].value = "application/x-www-form-urlencoded";
    CHECK(refusal(form) == "unsupported_media_type");
    const auto of_size = [](std::size_t size) { return "x" + std::string(size - 1, ' '); };
    CHECK(refusal(world.request(of_size(most_bytes))) == "json_malformed");
    CHECK(refusal(world.request(of_size(most_bytes + 1))) == "json_malformed");
    CHECK(refusal(world.request(R"({"external_id":"1","direction":"sideways"})")) == "unknown_choice");
    const auto kept = world.write([](db::Work& work) {
      std::vector<std::string> all;
      for (const auto line :
           work.query_text("SELECT reason, body FROM submissions WHERE workspace_id = $1 AND road = 'call' ORDER BY id",
                           {work.workspace()}))
        all.push_back(line.text(0) + " " + line.text(1));
      return all;
    });
    CHECK(kept == std::vector<std::string>{"unreadable caller=09121234567&missed=1", "invalid_fields ",
                                           "unreadable base64:/wA=", "unreadable caller=09121234567",
                                           "unreadable " + of_size(most_bytes),
                                           "unreadable " + of_size(kept_of_too_large),
                                           R"(invalid_fields {"external_id":"1","direction":"sideways"})"});
    CHECK(world.rows("leads") == 0);
    // Who may send no calls puts nothing into the list.
    exchange.reach = Reach::own;
    CHECK(refusal(world.request("{")) == "forbidden");
    CHECK(world.rows("submissions") == 7);
  });
}

TEST_CASE("no call of an erased person waits any more") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    const auto taken = world.take(world.standard(sara, "msg_1"));
    world.write([&](db::Work& work) {
      work.run(sql::insert_missed_call, {work.workspace(), 1, taken.lead, work.now()});
      work.run(sql::insert_missed_call, {work.workspace(), 2, taken.lead.value + 1, work.now()});
    });
    jobs::Event event;
    event.type = "lead_erased";
    event.subject = taken.lead.value;
    world.write([&](db::Work& work) { listeners().front().act(work, event); });
    CHECK(world.rows("missed_calls") == 1);
  });
}

TEST_CASE("erasure blanks what came, also what was refused and cannot be read") {
  db::testing::for_each_database([](db::Database& database) {
    World world(database, Kind::webhook);
    const auto taken = world.take(world.standard(sara, "msg_1"));
    world.take(world.request(R"({"mobile":"09121234567")"));
    world.take(world.request(R"({"mobile":"09351112233")"));
    world.write([&](db::Work& work) { leads::erase(work, taken.lead, "asked"); }, 1000);
    for (const auto& listener : capture::listeners()) {
      jobs::Event event;
      event.type = "lead_erased";
      event.subject = taken.lead.value;
      world.write([&](db::Work& work) { listener.act(work, event); }, 2000);
    }
    jobs::Job job;
    job.payload = json::parse(R"({"flows":["msg_1"]})");
    for (const auto& handler : capture::job_handlers())
      handler.act(database, {start + time::seconds(3), Caller::system(WorkspaceId{1})}, job);
    const auto bodies = world.write([&](db::Work& work) {
      std::vector<std::string> all;
      for (const auto row :
           work.query_text("SELECT body FROM submissions WHERE workspace_id = $1 ORDER BY id", {work.workspace()}))
        all.push_back(row.text(0));
      return all;
    });
    CHECK(bodies == std::vector<std::string>{"", "", R"({"mobile":"09351112233")"});
  });
}
