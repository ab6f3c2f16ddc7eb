#include "foundations/jobs/delivery.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>

#include "foundations/basics/problem.hpp"
#include "foundations/db/testing.hpp"
#include "foundations/jobs/jobs_sql.hpp"
#include "foundations/jobs/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::jobs;
using namespace sarnakh::jobs::testing;

namespace {

const WorkspaceId first{first_id_at(start.ms) + 1};
const WorkspaceId second{first_id_at(start.ms + 1) + 1};

// What a listener has seen is a job row per event: an effect in the database that a second delivery would double.
struct Seen {
  explicit Seen(std::string its_name) : name(std::move(its_name)) {}
  void note(db::Work& work, const Event& event) const {
    enqueue(work, "seen:" + name, json::Value(event.subject), start + time::days(9999));
  }
  std::vector<std::int64_t> subjects(db::Database& database, WorkspaceId workspace) const {
    static constexpr db::Statement find{"t.seen",
                                        "SELECT payload FROM jobs WHERE workspace_id = $1 AND kind = $2 ORDER BY id",
                                        "SELECT payload FROM jobs WHERE workspace_id = $1 AND kind = $2 ORDER BY id"};
    return database.read({start, Caller::system(workspace)}, [&](db::Work& work) {
      std::vector<std::int64_t> all;
      for (const auto row : work.query(find, {workspace, "seen:" + name})) all.push_back(std::stoll(row.text(0)));
      return all;
    });
  }
  std::string name;
};

void tell(db::Database& database, WorkspaceId workspace, std::int64_t subject, Instant at = start,
          const char* type = "lead_created") {
  database.write({at, Caller::system(workspace)}, [&](db::Work& work) {
    announce(work, type, subject, json::Object{{"version", subject}, {"name", "x\"y"}});
  });
}

std::vector<std::int64_t> count_to(std::int64_t last) {
  std::vector<std::int64_t> all;
  for (std::int64_t i = 1; i <= last; ++i) all.push_back(i);
  return all;
}

}  // namespace

TEST_CASE("every statement of jobs prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}

TEST_CASE("each listener hears what it listens to, once, in order, in its own workspace") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    Worker worker(database, clock);
    const Seen created("created"), both("both");
    std::vector<Event> heard;
    worker.add({"t.created", {"lead_created"}, [&](db::Work& work, const Event& event) { created.note(work, event); }});
    worker.add({"t.both", {"lead_created", "lead_erased"}, [&](db::Work& work, const Event& event) {
                  CHECK(work.workspace() == event.workspace);
                  heard.push_back(event);
                  both.note(work, event);
                }});
    for (int i = 1; i <= 250; ++i) tell(database, first, i);
    tell(database, first, 251, start, "lead_erased");
    tell(database, first, 252, start, "nobody_listens");
    tell(database, second, 1);
    CHECK(worker.queued() == 253);
    CHECK(worker.run_due() == 250 + 251 + 2);
    CHECK(created.subjects(database, first) == count_to(250));
    CHECK(both.subjects(database, first) == count_to(251));
    CHECK(created.subjects(database, second) == count_to(1));
    CHECK(heard.back().workspace == second);
    CHECK(heard[1].data["version"].as_integer() == 2);
    CHECK(heard[1].data["name"].as_string() == "x\"y");
    CHECK(heard[1].at == start);
    CHECK(heard[0].id < heard[1].id);
    CHECK(worker.run_due() == 0);
    CHECK_FALSE(worker.next_due());
  });
}

TEST_CASE("an event is not heard when the change it tells of was taken back") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    Worker worker(database, clock);
    int heard = 0;
    worker.add({"t.any", {"lead_created"}, [&](db::Work&, const Event&) { ++heard; }});
    CHECK_THROWS_AS(database.write({start, Caller::system(first)},
                                   [](db::Work& work) {
                                     announce(work, "lead_created", 1);
                                     throw Problem{"invalid"};
                                   }),
                    Problem);
    CHECK(worker.run_due() == 0);
    tell(database, first, 2);
    CHECK(worker.run_due() == 1);
    CHECK(heard == 1);
  });
}

TEST_CASE("failures now and then double nothing and lose nothing") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    Worker worker(database, clock);
    const Seen shaky("shaky"), steady("steady");
    std::set<std::int64_t> failed;
    worker.add({"t.shaky", {"lead_created"}, [&](db::Work& work, const Event& event) {
                  shaky.note(work, event);
                  // After the effect: what must go is the effect itself.
                  if (event.subject % 7 == 0 && failed.insert(event.subject).second)
                    throw std::runtime_error("now and then");
                }});
    worker.add({"t.steady", {"lead_created"}, [&](db::Work& work, const Event& event) { steady.note(work, event); }});
    for (int i = 1; i <= 40; ++i) tell(database, first, i);
    worker.run_due();
    CHECK(steady.subjects(database, first) == count_to(40));
    for (int i = 41; i <= 60; ++i) tell(database, first, i);
    for (int rounds = 0; rounds < 100; ++rounds) {
      worker.run_due();
      const auto next = worker.next_due();
      if (!next || *next > start + time::days(1)) break;
      clock.set(*next);
    }
    CHECK(shaky.subjects(database, first) == count_to(60));
    CHECK(steady.subjects(database, first) == count_to(60));
    CHECK(letters(database, first).empty());
  });
}

TEST_CASE("an event that cannot be taken holds its listener for a while, then lies in the dead letters") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    Worker worker(database, clock);
    const Seen picky("picky"), other("other");
    std::atomic<bool> mended{false};
    worker.add({"t.picky", {"lead_created"}, [&](db::Work& work, const Event& event) {
                  picky.note(work, event);
                  if (event.subject == 2 && !mended) throw Problem{"invalid", "", {}, "line one\nline two"};
                }});
    worker.add({"t.other", {"lead_created"}, [&](db::Work& work, const Event& event) { other.note(work, event); }});
    for (int i = 1; i <= 4; ++i) tell(database, first, i);
    tell(database, second, 1);
    worker.run_due();
    CHECK(picky.subjects(database, first) == count_to(1));
    CHECK(other.subjects(database, first) == count_to(4));
    CHECK(picky.subjects(database, second) == count_to(1));
    tell(database, first, 5);
    int pauses = 0;
    while (letters(database, first).empty()) {
      REQUIRE(pauses < 5);
      worker.run_due();
      CHECK(picky.subjects(database, first) == count_to(1));
      const auto next = worker.next_due();
      REQUIRE(next);
      clock.set(*next);
      worker.run_due();
      ++pauses;
    }
    CHECK(pauses == 3);
    CHECK(other.subjects(database, first) == count_to(5));
    CHECK(picky.subjects(database, first) == std::vector<std::int64_t>{1, 3, 4, 5});
    const auto dead = letters(database, first);
    REQUIRE(dead.size() == 1);
    CHECK(dead[0].kind == "event:t.picky");
    CHECK(dead[0].error == "invalid: line one line two");
    CHECK(dead[0].attempts == 4);
    CHECK(letters(database, second).empty());
    mended = true;
    // Not to be reached from another workspace.
    CHECK_FALSE(database.write({clock.now(), Caller::system(second)},
                               [&](db::Work& work) { return retry_dead_letter(work, dead[0].id); }));
    CHECK(database.write({clock.now(), Caller::system(first)},
                         [&](db::Work& work) { return retry_dead_letter(work, dead[0].id); }));
    CHECK(worker.run_due() == 1);
    CHECK(picky.subjects(database, first) == std::vector<std::int64_t>{1, 3, 4, 5, 2});
    CHECK(letters(database, first).empty());
    tell(database, first, 6);
    CHECK(worker.run_due() == 2);
  });
}

TEST_CASE("a listener that is new hears what comes, not the past") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    {
      Worker before(database, clock);
      before.add({"t.old", {"lead_created"}, [](db::Work&, const Event&) {}});
      tell(database, first, 1);
      before.run_due();
    }
    Worker worker(database, clock);
    const Seen fresh("fresh");
    worker.add({"t.old", {"lead_created"}, [](db::Work&, const Event&) {}});
    worker.add({"t.new", {"lead_created"}, [&](db::Work& work, const Event& event) { fresh.note(work, event); }});
    tell(database, first, 2);
    worker.run_due();
    CHECK(fresh.subjects(database, first) == std::vector<std::int64_t>{2});
  });
}

TEST_CASE("what a listener announces is delivered as well") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    Worker worker(database, clock);
    const Seen last("last");
    worker.add({"t.chain", {"lead_created"}, [](db::Work& work, const Event& event) {
                  announce(work, "score_changed", event.subject * 10);
                }});
    worker.add({"t.last", {"score_changed"}, [&](db::Work& work, const Event& event) { last.note(work, event); }});
    tell(database, first, 1);
    tell(database, first, 2);
    CHECK(worker.run_due() == 4);
    CHECK(last.subjects(database, first) == std::vector<std::int64_t>{10, 20});
  });
}

// Two workers on one database stand for two servers: whoever is quicker, each effect happens once.
TEST_CASE("two workers at the same time deliver each event once, in order") {
  db::testing::for_each_database([](db::Database& database) {
    time::SystemClock clock;
    const Seen steady("steady"), shaky("shaky");
    std::mutex mutex;
    std::set<std::int64_t> failed;
    const auto fill = [&](Worker& worker) {
      worker.add({"t.steady", {"lead_created"}, [&](db::Work& work, const Event& event) { steady.note(work, event); }});
      worker.add({"t.shaky", {"lead_created"}, [&](db::Work& work, const Event& event) {
                    shaky.note(work, event);
                    const std::lock_guard lock(mutex);
                    if (event.subject == 100 && failed.insert(event.subject).second) throw std::runtime_error("once");
                  }});
    };
    Worker one(database, clock), two(database, clock);
    fill(one);
    fill(two);
    one.start(1);
    two.start(1);
    for (int i = 1; i <= 300; ++i) tell(database, first, i, clock.now());
    while (steady.subjects(database, first).size() < 300 || shaky.subjects(database, first).size() < 300)
      std::this_thread::yield();
    one.stop();
    two.stop();
    CHECK(steady.subjects(database, first) == count_to(300));
    CHECK(shaky.subjects(database, first) == count_to(300));
    CHECK(letters(database, first).empty());
  });
}

TEST_CASE("old events go once every listener has had them") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    Worker worker(database, clock);
    bool broken = true;
    worker.add({"t.any", {"lead_created"}, [&](db::Work&, const Event& event) {
                  if (broken && event.subject == 2) throw std::runtime_error("not yet");
                }});
    worker.add(forget_old_events(time::days(1)));
    static constexpr db::Statement left{"t.left", "SELECT count(*) FROM events WHERE workspace_id > 0",
                                        "SELECT count(*) FROM events WHERE workspace_id > 0"};
    const auto count = [&] {
      return database.read({start, Caller::system(first)}, [](db::Work& work) { return work.one(left)->integer(0); });
    };
    for (int i = 1; i <= 3; ++i) tell(database, first, i);
    worker.run_due();
    CHECK(count() == 3);
    clock.advance(time::days(2));
    // The listener is behind at 1: 2 and 3 stay for it, though they are old.
    auto runner = forget_old_events(time::days(1));
    runner.act(database, {clock.now(), Caller::system({})});
    CHECK(count() == 2);
    broken = false;
    worker.run_due();
    runner.act(database, {clock.now(), Caller::system({})});
    CHECK(count() == 0);
    tell(database, first, 4, clock.now());
    CHECK(worker.run_due() == 1);
    CHECK(count() == 1);
  });
}
