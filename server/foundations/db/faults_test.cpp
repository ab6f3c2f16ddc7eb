#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "foundations/basics/problem.hpp"
#include "foundations/db/connection.hpp"
#include "foundations/db/testing_things.hpp"

// What the database floor does when the disk, the network, another server or a room's own mistake is in the way.

using namespace sarnakh;
using namespace sarnakh::db;
using namespace sarnakh::db::testing::things;
using testing::problem_of;

namespace {

constexpr const char* endless_text =
    "WITH RECURSIVE n(x) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT (x + 1) % 1000 FROM n) "
    "INSERT INTO things (workspace_id, id, name) SELECT 1, 77, 'x' FROM n WHERE x < 0";
constexpr Statement endless{"t.endless", endless_text, endless_text};
// About a second.
constexpr const char* slow_text =
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 12000000) SELECT count(*) FROM n";
constexpr Statement slow{"t.slow", slow_text, slow_text};

bool on_postgres() { return testing::dialects().size() > 1; }

// Ends the server's side of this Work's connection.
void cut(Work& work, const std::string& url) {
  constexpr Statement self{"t.self", "", "SELECT pg_backend_pid()"};
  const auto process = work.one(self)->integer(0);
  open_postgres(url)->execute_script("SELECT pg_terminate_backend(" + std::to_string(process) + ", 5000)");
}

}  // namespace

TEST_CASE("a full disk refuses, keeps what was there, and writing goes on once there is room") {
  testing::Fresh fresh(Dialect::sqlite);
  fresh->write(scope, [](Work& work) { work.run(make); });
  // The limit counts for the connection of the writer.
  const auto limit = [&](int pages) {
    fresh->write(scope, [&](Work& work) { work.query_text("PRAGMA max_page_count = " + std::to_string(pages), {}); });
  };
  limit(40);
  const std::string block(3'000, 'x');
  int kept = 0, told = 0, after = 0;
  for (int id = 0; id < 200 && told < 5; ++id) {
    const auto code = problem_of([&] {
      fresh->write(scope, [&](Work& work) {
        work.after_commit([&] { ++after; });
        work.run(insert, {id, block});
      });
    });
    if (code == "none") ++kept;
    if (code == "storage_full") ++told;
  }
  CHECK(told == 5);
  CHECK(kept > 5);
  CHECK(after == kept);
  CHECK(count_of(*fresh) == kept);
  limit(1'000'000);
  fresh->write(scope, [&](Work& work) { work.run(insert, {1'000, block}); });
  fresh.reopen();
  CHECK(count_of(*fresh) == kept + 1);
}

TEST_CASE("a statement that runs too long is stopped and takes back its write alone") {
  Settings settings;
  settings.statement_timeout_ms = 300;
  on_each(
      [](testing::Fresh& fresh) {
        std::vector<std::thread> callers;
        std::atomic<int> stopped{0}, ended{0};
        for (int id = 0; id < 12; ++id)
          callers.emplace_back([&, id] {
            const auto code = problem_of([&] {
              fresh->write(scope, [&](Work& work) {
                work.run(insert, {id, "x"});
                if (id % 6 == 3) work.run(endless);
              });
            });
            if (code == "database_timeout") ++stopped;
            if (code == "none") ++ended;
          });
        for (auto& caller : callers) caller.join();
        CHECK(stopped == 2);
        CHECK(ended == 10);
        CHECK(count_of(*fresh) == 10);
      },
      settings);
}

TEST_CASE("work of its own has no time limit") {
  Settings settings;
  settings.statement_timeout_ms = 250;
  on_each(
      [](testing::Fresh& fresh) {
        CHECK(problem_of([&] { fresh->write(scope, [](Work& work) { work.query(slow); }); }) == "database_timeout");
        CHECK(problem_of([&] { fresh->read(scope, [](Work& work) { work.query(slow); }); }) == "database_timeout");
        CHECK(problem_of([&] { fresh->write_alone(scope, [](Work& work) { work.query(slow); }); }) == "none");
        CHECK(problem_of([&] { fresh->write(scope, [](Work& work) { work.query(slow); }); }) == "database_timeout");
      },
      settings);
}

TEST_CASE("a Work that goes on after a refused statement is taken back whole, on both databases alike") {
  on_each([](testing::Fresh& fresh) {
    fresh->write(scope, [](Work& work) { work.run(insert, {1, "x"}); });
    const auto swallow = [&](bool goes_on) {
      fresh->write(scope, [&](Work& work) {
        work.run(insert, {2, "x"});
        try {
          work.run(insert, {1, "again"});
        } catch (const UniqueViolation& error) {
          // Says which key, and nothing of the row's values.
          CHECK(std::string(error.what()).find("things") != std::string::npos);
          CHECK(std::string(error.what()).find("again") == std::string::npos);
        }
        if (goes_on) work.run(insert, {3, "x"});
      });
    };
    CHECK_THROWS_AS(swallow(true), DatabaseError);
    CHECK_THROWS_AS(swallow(false), DatabaseError);
    CHECK(count_of(*fresh) == 1);
  });
}

TEST_CASE("two servers on one database: every write is there, and each step is applied once") {
  on_each([](testing::Fresh& fresh) {
    Settings settings;
    settings.url = fresh.url();
    const auto other = Database::open(settings);
    std::vector<std::thread> callers;
    for (int thread = 0; thread < 4; ++thread)
      callers.emplace_back([&, thread] {
        auto& database = thread % 2 == 0 ? *fresh : *other;
        for (int i = 0; i < 25; ++i)
          database.write(scope, [&](Work& work) { work.run(insert, {thread * 100 + i, "x"}); });
      });
    const std::vector<Migration> steps{{"1_a", "CREATE TABLE a (x BIGINT);"}, {"2_b", "INSERT INTO a (x) VALUES (1);"}};
    std::atomic<std::size_t> applied{0};
    for (auto* database : {&*fresh, other.get()})
      callers.emplace_back([&, database] { applied += migrate(*database, steps, Instant{1}).size(); });
    for (auto& caller : callers) caller.join();
    CHECK(count_of(*fresh) == 100);
    CHECK(count_of(*other) == 100);
    CHECK(applied == 2);
    other->close();
  });
}

TEST_CASE("a database that is not there is said to be so") {
  Settings settings;
  settings.url = "postgres://nobody@127.0.0.1:1/none";
  CHECK(problem_of([&] { Database::open(settings); }) == "database_unreachable");
  settings.url = "/proc/no_such_folder/sarnakh.db";
  CHECK(problem_of([&] { Database::open(settings); }) == "database_unreachable");
  settings.url = ":memory:";
  CHECK(problem_of([&] { Database::open(settings); }) == "database_unreachable");
}

TEST_CASE("a closed database takes no more work") {
  on_each([](testing::Fresh& fresh) {
    fresh->close();
    CHECK(problem_of([&] { fresh->write(scope, [](Work&) {}); }) == "shutting_down");
    CHECK(problem_of([&] { fresh->read(scope, [](Work&) {}); }) == "shutting_down");
    CHECK_FALSE(fresh->ready());
  });
}

TEST_CASE("a connection that is lost before the commit is made again, and the write happens once") {
  if (!on_postgres()) return;
  testing::Fresh fresh(Dialect::postgres);
  fresh->write(scope, [](Work& work) { work.run(make); });
  int runs = 0;
  fresh->write(scope, [&](Work& work) {
    work.run(insert, {1, "x"});
    if (++runs == 1) cut(work, fresh.url());
    work.run(insert, {2, "x"});
  });
  CHECK(runs == 2);
  CHECK(count_of(*fresh) == 2);
  CHECK(fresh->ready());
}

TEST_CASE("when nobody knows whether a commit happened, nobody says that it did") {
  if (!on_postgres()) return;
  testing::Fresh fresh(Dialect::postgres);
  fresh->write(scope, [](Work& work) { work.run(make); });
  int runs = 0, after = 0;
  const auto code = problem_of([&] {
    fresh->write(scope, [&](Work& work) {
      ++runs;
      work.after_commit([&] { ++after; });
      work.run(insert, {1, "x"});
      cut(work, fresh.url());  // the next thing sent is COMMIT
    });
  });
  CHECK(code == "storage_uncertain");
  CHECK(runs == 1);
  CHECK(after == 0);
  CHECK(count_of(*fresh) == 0);
  fresh->write(scope, [](Work& work) { work.run(insert, {1, "x"}); });
  CHECK(count_of(*fresh) == 1);
}

TEST_CASE("readers survive a server that was away") {
  if (!on_postgres()) return;
  testing::Fresh fresh(Dialect::postgres);
  fresh->write(scope, [](Work& work) { work.run(make); });
  // Several connections lie in the pool, all of them dead.
  fresh->read(scope, [&](Work&) {
    fresh->read(scope, [&](Work&) { fresh->read(scope, [&](Work&) { fresh->read(scope, [](Work&) {}); }); });
  });
  open_postgres(fresh.url())
      ->execute_script(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() "
          "AND pid <> pg_backend_pid()");
  CHECK(count_of(*fresh) == 0);
  fresh->write(scope, [](Work& work) { work.run(insert, {1, "x"}); });
  CHECK(count_of(*fresh) == 1);
}

TEST_CASE("transactions that stand in each other's way are run again") {
  if (!on_postgres()) return;
  testing::Fresh fresh(Dialect::postgres);
  fresh->write(scope, [](Work& work) {
    work.run(make);
    work.run(insert, {1, "0"});
    work.run(insert, {2, "0"});
  });
  // Two servers lock two rows in opposite order: a deadlock, which PostgreSQL ends by refusing one.
  Settings settings;
  settings.url = fresh.url();
  const auto other = Database::open(settings);
  constexpr const char* touch_text = "UPDATE things SET name = name || 'x' WHERE workspace_id = 1 AND id = $1";
  static constexpr Statement touch{"t.touch", touch_text, touch_text};
  std::atomic<int> inside{0}, runs{0}, finished{0};
  const auto come_to = [](const std::atomic<int>& reached, int wanted) {
    for (int tries = 0; reached < wanted && tries < 3000; ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(reached >= wanted);
  };
  const auto cross = [&](Database& database, int first, int second) {
    int tries = 0;
    database.write(scope, [&](Work& work) {
      ++runs;
      // The row that the refused one gives back belongs to whoever comes first, which may be he himself: then they
      // would stand in each other's way once more.
      if (++tries > 1) come_to(finished, 1);
      work.run(touch, {first});
      ++inside;
      come_to(inside, 2);
      work.run(touch, {second});
    });
    ++finished;
  };
  std::thread one([&] { cross(*fresh, 1, 2); });
  std::thread two([&] { cross(*other, 2, 1); });
  one.join();
  two.join();
  CHECK(runs == 3);  // one of the two is refused, once, and comes after the other
  constexpr const char* names_text = "SELECT name FROM things WHERE workspace_id = 1 ORDER BY id";
  static constexpr Statement names{"t.names", names_text, names_text};
  fresh->read(scope, [](Work& work) {
    for (const auto row : work.query(names)) CHECK(row.view(0) == "0xx");
  });
}

TEST_CASE("a taker that throws in the middle of an answer leaves the connection usable") {
  on_each([](testing::Fresh& fresh) {
    fresh->write(scope, [](Work& work) {
      for (int id = 0; id < 50; ++id) work.run(insert, {id, "x"});
    });
    fresh->read(scope, [](Work& work) {
      constexpr const char* all_text = "SELECT id FROM things WHERE workspace_id = 1 ORDER BY id";
      static constexpr Statement all{"t.all", all_text, all_text};
      CHECK_THROWS_AS(work.each(all, {}, [](const Row&) -> bool { throw Problem{"invalid"}; }), Problem);
      CHECK(work.one(count)->integer(0) == 50);
    });
  });
}

TEST_CASE("statements of a migration end at a semicolon that ends a line, not in texts, names, bodies or comments") {
  const Migration migration{"1_x",
                            "CREATE TABLE a (x TEXT DEFAULT 'it''s; -- not a comment'); -- a comment;\n"
                            "INSERT INTO a (x) VALUES ('line one;\n  line two');\n"
                            "-- only postgres\n"
                            "CREATE FUNCTION f() RETURNS INT AS $$\nBEGIN\n  RETURN 1;\nEND;\n$$ LANGUAGE plpgsql;\n"
                            "-- only sqlite\n"
                            "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\n"
                            "-- both\n"
                            "CREATE INDEX \"odd;\n name\" ON a (x);\n"};
  const auto postgres = statements_of(migration, Dialect::postgres);
  REQUIRE(postgres.size() == 4);
  CHECK(postgres[0] == "CREATE TABLE a (x TEXT DEFAULT 'it''s; -- not a comment');");
  CHECK(postgres[1] == "INSERT INTO a (x) VALUES ('line one;\n  line two');");
  CHECK(postgres[2].ends_with("$$ LANGUAGE plpgsql;"));
  const auto sqlite = statements_of(migration, Dialect::sqlite);
  REQUIRE(sqlite.size() == 4);
  CHECK(sqlite[2] == "CREATE TRIGGER t AFTER INSERT ON a BEGIN\nDELETE FROM a;\nEND;");
  CHECK(sqlite[3] == "CREATE INDEX \"odd;\n name\" ON a (x);");
  for (const auto dialect : testing::dialects()) {
    testing::Fresh fresh(dialect);
    CHECK(migrate(*fresh, {migration}, Instant{1}).size() == 1);
  }
  // Two on one line would lose the second without a word.
  testing::Fresh fresh(Dialect::sqlite);
  CHECK_THROWS_AS(migrate(*fresh, {{"1_two", "CREATE TABLE a (x TEXT); CREATE TABLE b (x TEXT);"}}, Instant{1}),
                  DatabaseError);
}
