#include "webhooks/sender.hpp"

#include <atomic>
#include <cassert>
#include <map>
#include <thread>

#include "foundations/basics/log.hpp"
#include "foundations/basics/signing.hpp"
#include "foundations/outbound/client.hpp"
#include "webhooks/delivery.hpp"
#include "webhooks/webhooks_sql.hpp"

namespace sarnakh::webhooks {

namespace {

constexpr std::int64_t most_at_once = 4;     // for one endpoint
constexpr std::size_t most_under_way = 256;  // for all of them
constexpr auto lease = time::seconds(30);    // twice what an attempt may take
// How long it waits at most when nobody wakes it: another process may have written something.
constexpr std::chrono::milliseconds glance{1000};
constexpr std::chrono::milliseconds last_moment{2000};

struct Due {
  WorkspaceId workspace;
  EndpointId endpoint;
  std::string url;
  http::RotatingSecret secret;
};

struct UnderWay {
  WorkspaceId workspace;
  EndpointId endpoint;
  Claimed what;
  Instant at;
};

std::string signatures(const Due& due, const std::string& id, const std::string& timestamp, const std::string& body,
                       Instant now) {
  std::string all;
  for (const auto& secret : due.secret.good(now)) {
    if (!all.empty()) all += ' ';
    all += standard_signature(secret, id, timestamp, body);
  }
  return all;
}

outbound::Request request_of(const Due& due, const Claimed& what, Instant now) {
  const auto id = message_of(what.id);
  const auto timestamp = std::to_string(now.ms / 1000);
  outbound::Request request{due.url};
  request.body = what.body;
  request.headers = {{"content-type", "application/json"},
                     {"user-agent", "Sarnakh"},
                     {"webhook-id", id},
                     {"webhook-timestamp", timestamp},
                     {"webhook-signature", signatures(due, id, timestamp, what.body, now)}};
  return request;
}

}  // namespace

struct Sender::Inside {
  Inside(db::Database& of, time::Clock& its_clock, outbound::Guard guard)
      : database(of), clock(its_clock), client(std::move(guard)) {}

  // Claims what is due and there is room for, and begins to send it; how many.
  int begin() {
    int begun = 0;
    const auto now = clock.now();
    for (const auto& due : due_endpoints(now)) {
      if (client.under_way() >= most_under_way) break;
      const auto room = most_at_once - busy[{due.workspace, due.endpoint}];
      if (room <= 0) continue;
      const auto claimed = database.write({now, Caller::system(due.workspace)},
                                          [&](db::Work& work) { return claim(work, due.endpoint, now + lease, room); });
      for (const auto& what : claimed) {
        send(due, what, now);
        ++begun;
      }
    }
    return begun;
  }

  std::vector<Due> due_endpoints(Instant now) {
    return database.read({now, Caller::system({})}, [&](db::Work& work) {
      std::vector<Due> all;
      for (const auto row : work.query(sql::due_endpoints, {now}))
        all.push_back(
            {row.id<WorkspaceId>(0), row.id<EndpointId>(1), row.text(2), {row.text(3), row.text(4), row.instant(5)}});
      return all;
    });
  }

  void send(const Due& due, const Claimed& what, Instant now) {
    const auto key = what.id;
    under_way.emplace(key, UnderWay{due.workspace, due.endpoint, what, now});
    ++busy[{due.workspace, due.endpoint}];
    client.send(request_of(due, what, now), [this, key](const outbound::Answer& answer) {
      const auto place = under_way.find(key);
      auto& [workspace, endpoint, sent, at] = place->second;
      if (--busy[{workspace, endpoint}] == 0) busy.erase({workspace, endpoint});
      answered[workspace].push_back({endpoint, std::move(sent), at, answer});
      under_way.erase(place);
    });
  }

  // What was answered is written down; what could not be is kept for the next time.
  void write_down() {
    while (!answered.empty()) {
      const auto first = answered.begin();
      database.write({clock.now(), Caller::system(first->first)}, [&](db::Work& work) {
        for (const auto& attempt : first->second) settle(work, attempt);
      });
      answered.erase(first);
    }
  }

  void put_all_back() {
    client.abandon();
    for (const auto& [id, one] : under_way)
      database.write({clock.now(), Caller::system(one.workspace)},
                     [&, &what = one.what](db::Work& work) { put_back(work, what); });
    under_way.clear();
    busy.clear();
  }

  void serve() {
    while (!stopping) {
      try {
        begin();
        client.turn(glance);
        write_down();
      } catch (const std::exception& error) {
        log::warning("webhooks will be sent in a second", {{"cause", error.what()}});
        client.turn(glance);
      }
    }
    try {
      const auto end = std::chrono::steady_clock::now() + last_moment;
      while (client.under_way() != 0 && std::chrono::steady_clock::now() < end)
        client.turn(std::chrono::milliseconds(100));
      write_down();
      put_all_back();
    } catch (const std::exception& error) {
      log::warning("webhooks under way will be sent again after their lease", {{"cause", error.what()}});
    }
  }

  db::Database& database;
  time::Clock& clock;
  outbound::Client client;
  std::map<DeliveryId, UnderWay> under_way;
  std::map<std::pair<WorkspaceId, EndpointId>, std::int64_t> busy;
  std::map<WorkspaceId, std::vector<Attempt>> answered;
  std::atomic<bool> stopping{false};
  std::thread thread;
};

Sender::Sender(db::Database& database, time::Clock& clock, outbound::Guard guard)
    : inside_(std::make_unique<Inside>(database, clock, std::move(guard))) {}

Sender::~Sender() { stop(); }

void Sender::start() {
  auto& in = *inside_;
  assert(!in.thread.joinable() && "started twice");
  in.stopping = false;
  in.thread = std::thread([&in] { in.serve(); });
}

void Sender::stop() {
  auto& in = *inside_;
  if (!in.thread.joinable()) return;
  in.stopping = true;
  in.client.wake();
  in.thread.join();
}

void Sender::wake() { inside_->client.wake(); }

int Sender::run_due() {
  auto& in = *inside_;
  assert(!in.thread.joinable() && "a started sender sends by itself");
  int sent = 0;
  while (true) {
    const auto begun = in.begin();
    sent += begun;
    if (begun == 0 && in.client.under_way() == 0) return sent;
    if (in.client.under_way() != 0) in.client.turn(glance);
    in.write_down();
  }
}

std::optional<Instant> Sender::next_due() {
  const auto now = inside_->clock.now();
  return inside_->database.read({now, Caller::system({})},
                                [&](db::Work& work) { return work.one(sql::next_due, {now})->maybe_instant(0); });
}

}  // namespace sarnakh::webhooks
