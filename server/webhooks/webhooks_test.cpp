#include "webhooks/webhooks.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "connect/connect.hpp"
#include "foundations/basics/signing.hpp"
#include "foundations/http/server.hpp"
#include "leads/cards.hpp"
#include "leads/testing.hpp"
#include "webhooks/delivery.hpp"
#include "webhooks/sender.hpp"
#include "webhooks/webhooks_sql.hpp"

using namespace sarnakh;
using namespace sarnakh::webhooks;
using leads::testing::start;

namespace {

struct Message {
  std::string id, timestamp, signature, body;
  json::Value says() const { return json::parse(body); }
  std::string topic() const { return std::string(says()["type"].as_string().value_or("")); }
};

// Another program, on a free port.
class Receiver {
 public:
  Receiver() {
    http::ServerSettings settings;
    settings.port = 0;
    settings.workers = 8;
    http::RouteTable routes;
    routes.push_back(http::route<http::Nothing, http::Answer>(
        http::Method::post, "/hook", "public", "Takes.",
        [this](const http::Call& call, const http::Nothing&) { return take(call.request); }));
    server_ = std::make_unique<http::Server>(settings, clock_, std::move(routes), http::Hooks{});
    server_->start();
  }
  ~Receiver() {
    hang = false;
    hang.notify_all();
    server_->stop();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(server_->port()) + "/hook"; }
  std::vector<Message> got() {
    const std::lock_guard lock(mutex_);
    return got_;
  }
  std::vector<std::string> topics() {
    std::vector<std::string> all;
    for (const auto& message : got()) all.push_back(message.topic());
    return all;
  }
  // The next answers; after them 200.
  void answer(std::vector<int> statuses) {
    const std::lock_guard lock(mutex_);
    statuses_ = std::move(statuses);
  }
  std::atomic<bool> hang{false};
  std::atomic<int> hanging{0};

 private:
  http::Answer take(const http::Request& request) {
    if (hang) {
      ++hanging;
      hang.wait(true);
    }
    const std::lock_guard lock(mutex_);
    got_.push_back({std::string(request.header("webhook-id")), std::string(request.header("webhook-timestamp")),
                    std::string(request.header("webhook-signature")), request.body});
    if (statuses_.empty()) return http::text(200, "taken");
    const auto status = statuses_.front();
    statuses_.erase(statuses_.begin());
    return http::text(status, "not \0now\xff" + std::string(2000, '!'));
  }
  time::SystemClock clock_;
  std::mutex mutex_;
  std::vector<Message> got_;
  std::vector<int> statuses_;
  std::unique_ptr<http::Server> server_;
};

outbound::Guard loopback() { return *outbound::Guard::with({"127.0.0.1"}); }

// A workspace with leads whose clock is turned by hand.
struct House : leads::testing::World {
  explicit House(db::Database& given) : World(given), sender(given, clock, loopback()), worker(given, clock) {
    for (auto& listener : listeners([] {})) worker.add(std::move(listener));
    for (auto& handler : connect::job_handlers()) worker.add(std::move(handler));
  }
  std::int64_t passed() { return (clock.now() - start).ms; }
  template <class Act>
  auto now(Act act) {
    return write(act, passed());
  }
  EndpointId tell(const std::string& url, std::vector<Topic> topics) {
    return now([&](db::Work& work) {
      Endpoint endpoint;
      endpoint.id = work.new_id<EndpointId>();
      endpoint.name = "ERP";
      endpoint.url = url;
      endpoint.topics = topics;
      endpoint.secret.value = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
      endpoint.made_at = work.now();
      insert_endpoint(work, endpoint);
      return endpoint.id;
    });
  }
  // Everything that is due now.
  void settle_down() {
    while (worker.run_due() + sender.run_due() != 0) {
    }
  }
  // To the next moment at which something is sent.
  bool go_on() {
    const auto due = sender.next_due();
    if (!due) return false;
    clock.set(*due);
    settle_down();
    return true;
  }
  std::vector<DeliveryRow> log() {
    return now([](db::Work& work) { return list_deliveries(work, DeliveryId{INT64_MAX}, {}, {}, 100); });
  }
  DeliveryView only() {
    const auto rows = log();
    REQUIRE(rows.size() == 1);
    return now([&](db::Work& work) { return load_delivery(work, rows[0].id); });
  }
  Endpoint endpoint(EndpointId id) {
    return now([&](db::Work& work) { return load_endpoint(work, id); });
  }

  time::VirtualClock clock{start};
  Sender sender;
  jobs::Worker worker;
};

leads::Draft sara() { return leads::testing::form_draft({{"full_name", "سارا احمدی"}, {"phone", "09121234567"}}); }

jobs::Event event(std::string type, json::Object data) {
  return {EventId{1}, WorkspaceId{1}, std::move(type), 7, start, std::move(data)};
}

}  // namespace

TEST_CASE("every statement of the webhooks prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("the signature is that of the example of Standard Webhooks") {
  CHECK(standard_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330",
                           R"({"test": 2432232314})") == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  CHECK(is_webhook_secret(new_webhook_secret()));
  CHECK_FALSE(is_webhook_secret("whsec_short"));
  CHECK_FALSE(is_webhook_secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
}

TEST_CASE("an event is heard by its exact names, or else by the general one") {
  using enum Topic;
  const auto moved =
      meaning_of(event("lead_status_changed", {{"layer", "lead"}, {"status_changed", true}, {"owner_changed", true}}));
  CHECK(heard_by(moved, {lead_created, lead_assigned, lead_status_changed, lead_updated}) ==
        std::vector{lead_status_changed, lead_assigned});
  const auto lost =
      meaning_of(event("lead_status_changed", {{"layer", "lead"}, {"status_changed", true}, {"lost", true}}));
  CHECK(heard_by(lost, {lead_lost, lead_updated}) == std::vector{lead_lost});
  CHECK(heard_by(lost, {lead_updated}) == std::vector{lead_updated});
  const auto nearer = meaning_of(event("lead_changed", {{"layer", "lead"}, {"stage_changed", true}}));
  CHECK(heard_by(nearer, {lead_lost, lead_stage_changed, lead_updated}) == std::vector{lead_stage_changed});
  CHECK(heard_by(moved, {lead_updated, lead_assigned}) == std::vector{lead_assigned});
  CHECK(heard_by(moved, {lead_updated}) == std::vector{lead_updated});
  CHECK(heard_by(moved, {lead_created}).empty());
  CHECK(heard_by(meaning_of(event("lead_changed", {{"layer", "lead"}})), {lead_updated, lead_assigned}) ==
        std::vector{lead_updated});
  // An interest is nobody's business until it is a lead.
  const std::vector everything{lead_created, lead_updated, lead_assigned, lead_status_changed, form_submitted};
  CHECK(heard_by(meaning_of(event("lead_created", {{"layer", "interest"}})), everything).empty());
  CHECK(heard_by(meaning_of(event("lead_changed", {{"layer", "interest"}})), everything).empty());
  CHECK(heard_by(meaning_of(event("lead_matched", {{"layer", "lead"}, {"became_lead", true}})), everything) ==
        std::vector{lead_created});
  CHECK(heard_by(meaning_of(event("form_submitted", {{"state", "quarantined"}})), everything).empty());
}

TEST_CASE("a new lead arrives at the other program, signed, with its card") {
  db::testing::for_each_database([](db::Database& database) {
    House house(database);
    Receiver erp;
    const auto endpoint = house.tell(erp.url(), {Topic::lead_created, Topic::lead_status_changed});
    const auto lead = house.add(sara()).lead;
    house.settle_down();
    REQUIRE(erp.got().size() == 1);
    const auto message = erp.got()[0];
    CHECK(message.says()["type"] == "lead.created");
    CHECK(message.says()["timestamp"] == "2026-09-21T14:13:20Z");
    CHECK(message.says()["data"]["lead"]["id"] == to_string(lead));
    CHECK(message.says()["data"]["lead"]["full_name"] == "سارا احمدی");
    CHECK(message.says()["data"]["lead"]["phones"].as_array().at(0)["value"] == "+989121234567");
    CHECK(message.timestamp == std::to_string(start.ms / 1000));
    CHECK(message.signature ==
          standard_signature(house.endpoint(endpoint).secret.value, message.id, message.timestamp, message.body));
    const auto delivery = house.only();
    CHECK(delivery.state == DeliveryState::delivered);
    CHECK(delivery.message_id == message.id);
    CHECK(delivery.body == message.body);
    CHECK(delivery.tried.at(0).answer == "taken");
    CHECK(delivery.status == 200);
    // What nobody asked for is not told.
    house.now([&](db::Work& work) { leads::add_note(work, lead, "called"); });
    house.now([&](db::Work& work) { leads::patch(work, lead, json::Object{{"product", "laser"}}); });
    house.settle_down();
    CHECK(erp.got().size() == 1);
  });
}

TEST_CASE("what is not taken is tried again after 5 s, 5 min … 24 h with the same id, and has then failed") {
  db::testing::for_each_database([](db::Database& database) {
    House house(database);
    Receiver erp;
    erp.answer(std::vector<int>(10, 500));
    const auto endpoint = house.tell(erp.url(), {Topic::lead_created});
    house.add(sara());
    house.settle_down();
    std::vector<std::int64_t> seconds;
    for (auto before = house.clock.now(); house.go_on(); before = house.clock.now())
      seconds.push_back((house.clock.now() - before).ms / 1000);
    CHECK(seconds == std::vector<std::int64_t>{5, 300, 1800, 7200, 18'000, 36'000, 50'400, 72'000, 86'400});
    const auto messages = erp.got();
    REQUIRE(messages.size() == 10);
    for (const auto& message : messages) {
      CHECK(message.id == messages[0].id);
      CHECK(message.body == messages[0].body);
    }
    CHECK(messages[1].timestamp == std::to_string(start.ms / 1000 + 5));
    auto delivery = house.only();
    CHECK(delivery.state == DeliveryState::failed);
    CHECK(delivery.outcome == Outcome::answered_5xx);
    CHECK(delivery.tried.size() == 10);
    CHECK(delivery.tried[0].answer.size() <= 1100);
    CHECK(house.endpoint(endpoint).failing_since == start);
    house.now([&](db::Work& work) { CHECK(open_counts(work)[endpoint].failed == 1); });

    // The receiver works again, and somebody sends it anew: the same id, once more.
    house.now([&](db::Work& work) { send_again(work, delivery.id); });
    house.settle_down();
    CHECK(erp.got().back().id == messages[0].id);
    delivery = house.only();
    CHECK(delivery.state == DeliveryState::delivered);
    CHECK(delivery.attempts == 11);
    CHECK_FALSE(house.endpoint(endpoint).failing_since);
  });
}

TEST_CASE("a receiver that says it is gone is told nothing more, until somebody turns it on") {
  db::testing::for_each_database([](db::Database& database) {
    House house(database);
    Receiver erp;
    erp.answer({410});
    const auto endpoint = house.tell(erp.url(), {Topic::lead_created});
    house.add(sara());
    house.settle_down();
    CHECK(house.endpoint(endpoint).state == EndpointState::gone);
    CHECK(house.only().state == DeliveryState::failed);
    CHECK_FALSE(house.go_on());
    house.add(leads::testing::form_draft({{"full_name", "نادر"}, {"phone", "09351112233"}}));
    house.settle_down();
    const auto log = house.log();
    REQUIRE(log.size() == 1);
    CHECK_THROWS_AS(house.now([&](db::Work& work) { send_again(work, log[0].id); }), Problem);
    house.now([&](db::Work& work) {
      auto changed = load_endpoint(work, endpoint);
      changed.state = EndpointState::on;
      save_endpoint(work, changed);
    });
    house.add(leads::testing::form_draft({{"full_name", "لیلا"}, {"phone", "09361112233"}}));
    house.settle_down();
    CHECK(erp.got().size() == 2);
    CHECK_FALSE(house.endpoint(endpoint).failing_since);
  });
}

TEST_CASE("during a rotation both secrets sign; afterwards the new one alone") {
  db::testing::for_each_database([](db::Database& database) {
    House house(database);
    Receiver erp;
    const auto id = house.tell(erp.url(), {Topic::lead_created});
    const auto old = house.endpoint(id).secret.value, fresh = new_webhook_secret();
    house.now([&](db::Work& work) {
      auto endpoint = load_endpoint(work, id);
      endpoint.secret.rotate(fresh, work.now());
      save_secret(work, endpoint);
    });
    const auto signed_by = [](const Message& message, const std::string& secret) {
      return standard_signature(secret, message.id, message.timestamp, message.body);
    };
    house.add(sara());
    house.settle_down();
    const auto first = erp.got().at(0);
    CHECK(first.signature == signed_by(first, fresh) + " " + signed_by(first, old));
    house.clock.advance(http::RotatingSecret::overlap);
    house.add(leads::testing::form_draft({{"full_name", "نادر"}, {"phone", "09351112233"}}), house.passed());
    house.settle_down();
    const auto second = erp.got().at(1);
    CHECK(second.signature == signed_by(second, fresh));
  });
}

TEST_CASE("an erased person is gone from what was told, and what waits is not told any more") {
  db::testing::for_each_database([](db::Database& database) {
    House house(database);
    Receiver erp;
    house.tell(erp.url(), {Topic::lead_created, Topic::lead_updated, Topic::lead_deleted});
    const auto lead = house.add(sara()).lead;
    house.settle_down();
    erp.answer({500});
    house.now([&](db::Work& work) { leads::patch(work, lead, json::Object{{"product", "laser"}}); });
    house.settle_down();
    CHECK(erp.topics() == std::vector<std::string>{"lead.created", "lead.updated"});
    house.now([&](db::Work& work) { leads::testing::erase_lead(work, lead); });
    house.settle_down();
    while (house.go_on()) {
    }
    CHECK(erp.topics() == std::vector<std::string>{"lead.created", "lead.updated", "lead.deleted"});
    CHECK(erp.got()[2].says()["data"]["lead"] == json::Value(json::Object{{"id", to_string(lead)}}));
    const auto log = house.log();
    REQUIRE(log.size() == 3);
    CHECK(log[0].state == DeliveryState::delivered);
    CHECK(log[1].state == DeliveryState::withdrawn);
    CHECK(log[2].state == DeliveryState::delivered);
    for (const auto& row : {log[1], log[2]}) {
      const auto delivery = house.now([&](db::Work& work) { return load_delivery(work, row.id); });
      CHECK(delivery.body.empty());
      CHECK(delivery.tried.at(0).answer.empty());
      CHECK_THROWS_AS(house.now([&](db::Work& work) { send_again(work, row.id); }), Problem);
    }
  });
}

TEST_CASE("what was under way when the server died is sent again with its id once the lease is over") {
  db::testing::for_each_database([](db::Database& database) {
    House house(database);
    Receiver erp;
    const auto endpoint = house.tell(erp.url(), {Topic::lead_created});
    house.add(sara());
    house.worker.run_due();
    const auto claimed =
        house.now([&](db::Work& work) { return claim(work, endpoint, work.now() + time::seconds(30), 4); });
    REQUIRE(claimed.size() == 1);
    house.clock.advance(time::seconds(29));
    house.settle_down();
    CHECK(erp.got().empty());
    house.clock.advance(time::seconds(1));
    house.settle_down();
    REQUIRE(erp.got().size() == 1);
    CHECK(erp.got()[0].id == message_of(claimed[0].id));
    // Whoever thought it was still his changes nothing.
    house.now([&](db::Work& work) {
      settle(work, {endpoint, claimed[0], work.now(), {.failure = outbound::Failure::timed_out}});
    });
    CHECK(house.only().state == DeliveryState::delivered);
  });
}

TEST_CASE("an import is told once, when it has finished, and its rows are not told at all") {
  db::testing::for_each_database([](db::Database& database) {
    House house(database);
    Receiver erp;
    house.tell(erp.url(), {Topic::lead_created, Topic::import_finished});
    const auto import = connect::upload(database, house.as_system(), "people.csv",
                                        "full_name,phone\nسارا,09121234567\nنادر,09351112233\n");
    house.now([&](db::Work& work) { connect::start_import(work, import.id, {}); });
    house.settle_down();
    REQUIRE(erp.topics() == std::vector<std::string>{"import.finished"});
    CHECK(erp.got()[0].says()["data"]["import"]["made"] == 2);
    CHECK(erp.got()[0].says()["data"]["import"]["file_name"] == "people.csv");
  });
}

TEST_CASE("a receiver that is slow holds up no other, and stopping waits for nobody long") {
  db::testing::for_each_database([](db::Database& database) {
    House house(database);
    Receiver slow, quick;
    slow.hang = true;
    const auto held = house.tell(slow.url(), {Topic::lead_created});
    house.tell(quick.url(), {Topic::lead_created});
    for (int number = 0; number < 10; ++number)
      house.add(leads::testing::form_draft(
          {{"full_name", "سارا"}, {"phone", ("0912123456" + std::to_string(number)).c_str()}}));
    house.worker.run_due();
    house.sender.start();
    while (quick.got().size() < 10 || slow.hanging < 4) std::this_thread::yield();
    house.sender.stop();
    CHECK(slow.hanging == 4);  // and the other six wait in the queue
    house.now([&](db::Work& work) { CHECK(open_counts(work)[held].waiting == 10); });
    slow.hang = false;
    slow.hang.notify_all();
    house.settle_down();
    house.now([&](db::Work& work) { CHECK(open_counts(work)[held].waiting == 0); });
  });
}

TEST_CASE("what is settled is forgotten after thirty days, and what waits is not") {
  db::testing::for_each_database([](db::Database& database) {
    House house(database);
    Receiver erp;
    house.tell(erp.url(), {Topic::lead_created});
    house.add(sara());
    house.settle_down();
    house.tell("http://127.0.0.1:1025/", {Topic::lead_created});
    house.add(leads::testing::form_draft({{"full_name", "نادر"}, {"phone", "09351112233"}}));
    house.settle_down();
    REQUIRE(house.log().size() == 3);
    forget_old().act(database, house.as_system((remembered * 2).ms));
    const auto left = house.log();
    REQUIRE(left.size() == 1);
    CHECK(left[0].state == DeliveryState::waiting);
    CHECK(left[0].outcome == Outcome::connect_failed);
  });
}
