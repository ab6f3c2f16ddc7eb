#include "foundations/jobs/queue.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "foundations/basics/problem.hpp"
#include "foundations/db/testing.hpp"
#include "foundations/jobs/back_off.hpp"
#include "foundations/jobs/testing.hpp"

using namespace sarnakh;
using namespace sarnakh::jobs;
using namespace sarnakh::jobs::testing;

namespace {

const WorkspaceId workspace{first_id_at(start.ms) + 1};

JobId put(db::Database& database, const char* kind, json::Value payload, std::optional<Instant> due = {},
          std::string_view key = {}, Instant now = start) {
  return database.write({now, Caller::system(workspace)},
                        [&](db::Work& work) { return enqueue(work, kind, payload, due, key); });
}

}  // namespace

TEST_CASE("a job runs at its time, once, with what it was given") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    Worker worker(database, clock);
    std::vector<std::string> ran;
    worker.add({"greet", [&](db::Database&, const db::Scope& scope, const Job& job) {
                  CHECK(scope.caller.workspace == workspace);
                  CHECK(scope.now == clock.now());
                  CHECK(job.attempt == 1);
                  ran.emplace_back(*job.payload["name"].as_string());
                }});
    put(database, "greet", json::Object{{"name", "later"}}, start + time::hours(1));
    put(database, "greet", json::Object{{"name", "now"}});
    put(database, "unknown_kind", {});
    CHECK(worker.run_due() == 1);
    CHECK(ran == std::vector<std::string>{"now"});
    CHECK(worker.next_due() == start + time::hours(1));
    CHECK(worker.queued() == 2);
    clock.set(start + time::hours(1));
    CHECK(worker.run_due() == 1);
    CHECK(ran.back() == "later");
    CHECK(worker.run_due() == 0);
  });
}

TEST_CASE("with a key, what waits already is not put there twice") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    Worker worker(database, clock);
    int ran = 0;
    JobId during{};
    worker.add({"rebuild", [&](db::Database& its, const db::Scope&, const Job&) {
                  // What runs may have read the old state: asking again now means once more.
                  if (++ran == 1) during = put(its, "rebuild", {}, {}, "segment:1");
                }});
    const auto one = put(database, "rebuild", {}, {}, "segment:1");
    CHECK(put(database, "rebuild", {}, {}, "segment:1") == one);
    CHECK(put(database, "rebuild", {}, {}, "segment:2") != one);
    CHECK(worker.run_due() == 3);
    CHECK(during != one);
  });
}

TEST_CASE("a job that fails is tried again after longer and longer pauses, then waits for a person") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    Worker worker(database, clock);
    std::vector<Instant> attempts;
    bool mended = false;
    worker.add({"send", [&](db::Database&, const db::Scope& scope, const Job& job) {
                  attempts.push_back(scope.now);
                  CHECK(job.attempt == (mended ? 1 : static_cast<int>(attempts.size())));
                  if (!mended) throw std::runtime_error("the other side is silent");
                }});
    const auto id = put(database, "send", {});
    worker.run_due();
    while (const auto next = worker.next_due()) {
      clock.set(*next);
      worker.run_due();
    }
    REQUIRE(attempts.size() == 7);
    const time::Duration pauses[] = {time::seconds(5),  time::seconds(30), time::minutes(5),
                                     time::minutes(30), time::hours(2),    time::hours(6)};
    for (std::size_t i = 0; i < 6; ++i) {
      const auto pause = attempts[i + 1] - attempts[i];
      CHECK(pause >= pauses[i]);
      CHECK(pause.ms <= pauses[i].ms * 11 / 10);
    }
    const auto dead = letters(database, workspace);
    REQUIRE(dead.size() == 1);
    CHECK(dead[0].id == id);
    CHECK(dead[0].kind == "send");
    CHECK(dead[0].error == "the other side is silent");
    CHECK(dead[0].attempts == 7);
    CHECK(dead[0].failed_at == clock.now());
    CHECK(worker.queued() == 0);
    mended = true;
    CHECK(database.write({clock.now(), Caller::system(workspace)},
                         [&](db::Work& work) { return retry_dead_letter(work, id); }));
    CHECK_FALSE(database.write({clock.now(), Caller::system(workspace)},
                               [&](db::Work& work) { return retry_dead_letter(work, id); }));
    CHECK(worker.run_due() == 1);
    CHECK(letters(database, workspace).empty());
    CHECK_FALSE(worker.next_due());
  });
}

TEST_CASE("when a lease runs out another takes the job, and the first has no say any more") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    int ran = 0;
    Worker other(database, clock);
    other.add({"import", [&](db::Database&, const db::Scope&, const Job& job) {
                 CHECK(job.attempt == 2);
                 ++ran;
                 throw std::runtime_error("tried and failed");
               }});
    Worker slow(database, clock);
    slow.add({"import", [&](db::Database&, const db::Scope&, const Job& job) {
                if (job.attempt > 1) return;
                CHECK(other.run_due() == 0);
                clock.advance(time::seconds(31));
                CHECK(other.run_due() == 1);
              }});
    put(database, "import", {});
    CHECK(slow.run_due() == 1);
    CHECK(ran == 1);
    // The slow one ended well, but the job was no longer its own: the other's failure counts, and it comes again.
    CHECK(slow.queued() == 1);
    const auto next = slow.next_due();
    REQUIRE(next);
    CHECK(*next >= clock.now() + time::seconds(30));
    clock.set(*next);
    CHECK(slow.run_due() == 1);
    CHECK(slow.queued() == 0);
  });
}

TEST_CASE("a job over which the server dies again and again is given up") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    struct Death {};
    int deaths = 0;
    put(database, "heavy", {});
    for (int i = 0; i < 20; ++i) {
      Worker worker(database, clock);
      worker.add({"heavy", [&](db::Database&, const db::Scope&, const Job&) {
                    ++deaths;
                    throw Death{};  // as when the process ends: nothing is written about it
                  }});
      try {
        worker.run_due();
      } catch (const Death&) {
      }
      clock.advance(time::seconds(31));
    }
    CHECK(deaths == 7);
    REQUIRE(letters(database, workspace).size() == 1);
    CHECK(letters(database, workspace)[0].error == "the server stopped while it ran");
  });
}

TEST_CASE("periodic work keeps its grid, is not doubled by a second server, and is made up for once") {
  db::testing::for_each_database([](db::Database& database) {
    time::VirtualClock clock(start);
    std::vector<Instant> ran;
    bool fails = false;
    const auto hourly = [&](Worker& worker) {
      worker.add(Periodic{"t.hourly", time::hours(1), [&](db::Database&, const db::Scope& scope) {
                            ran.push_back(scope.now);
                            if (fails) throw std::runtime_error("not today");
                          }});
    };
    Worker one(database, clock), two(database, clock);
    hourly(one);
    hourly(two);
    CHECK(one.run_due() == 1);
    CHECK(two.run_due() == 0);
    CHECK(two.next_due() == start + time::hours(1));
    clock.set(start + time::minutes(63));
    CHECK(two.run_due() == 1);
    CHECK(one.run_due() == 0);
    CHECK(one.next_due() == start + time::hours(2));
    clock.set(start + time::hours(7));  // off for five hours: once, not five times
    CHECK(one.run_due() == 1);
    CHECK(one.next_due() == start + time::hours(8));
    fails = true;
    clock.set(start + time::hours(8));
    CHECK(one.run_due() == 1);
    CHECK(one.next_due() == start + time::hours(8) + time::minutes(5));
    CHECK(ran.size() == 4);
  });
}

TEST_CASE("a started worker runs what is put, and its end waits for what runs") {
  db::testing::for_each_database([](db::Database& database) {
    time::SystemClock clock;
    std::atomic<int> ran{0}, ticks{0};
    {
      Worker worker(database, clock);
      worker.add({"count", [&](db::Database&, const db::Scope&, const Job&) { ++ran; }});
      worker.add(Periodic{"t.tick", time::hours(1), [&](db::Database&, const db::Scope&) { ++ticks; }});
      worker.start(3);
      for (int i = 0; i < 60; ++i) put(database, "count", i, {}, {}, clock.now());
      while (ran < 60 || ticks < 1) std::this_thread::yield();
    }
    CHECK(ran == 60);
    CHECK(ticks == 1);
  });
}

TEST_CASE("words of a failure fit on a line") {
  CHECK(words_of(std::runtime_error("a\nb\t")) == "a b");
  std::string persian;
  for (int i = 0; i < 400; ++i) persian += "س";
  CHECK(words_of(std::runtime_error("x" + persian)).size() == 499);
  CHECK(is_passing(Problem{"storage_full"}));
  CHECK_FALSE(is_passing(Problem{"invalid"}));
  CHECK_FALSE(is_passing(std::runtime_error("storage_full")));
}
