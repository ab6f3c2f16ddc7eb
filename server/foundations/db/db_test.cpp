#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "foundations/basics/problem.hpp"
#include "foundations/db/column_arrays.hpp"
#include "foundations/db/connection.hpp"
#include "foundations/db/errors.hpp"
#include "foundations/db/render.hpp"
#include "foundations/db/testing_things.hpp"

using namespace sarnakh;
using namespace sarnakh::db;
using namespace sarnakh::db::testing::things;

namespace {

constexpr Statement insert_whole{
    "t.insert_whole", "INSERT INTO things (workspace_id, id, name, amount, flag) VALUES (1, $1, $2, $3, $4)",
    "INSERT INTO things (workspace_id, id, name, amount, flag) VALUES (1, $1, $2, $3, $4)"};
constexpr Statement insert_many{"t.insert_many", "INSERT INTO things (workspace_id, id, name) VALUES {rows 3}",
                                "INSERT INTO things (workspace_id, id, name) VALUES {rows 3}"};
constexpr Statement insert_new{
    "t.insert_new", "INSERT INTO things (workspace_id, id, name) VALUES {rows 3} ON CONFLICT DO NOTHING",
    "INSERT INTO things (workspace_id, id, name) VALUES {rows 3} ON CONFLICT DO NOTHING RETURNING name"};
constexpr Statement find{"t.find", "SELECT id, name, amount, flag FROM things WHERE workspace_id = 1 AND id = $1",
                         "SELECT id, name, amount, flag FROM things WHERE workspace_id = 1 AND id = $1"};
constexpr Statement change{"t.change", "UPDATE things SET name = $2 WHERE workspace_id = 1 AND id = $1",
                           "UPDATE things SET name = $2 WHERE workspace_id = 1 AND id = $1"};
constexpr Statement in_list{"t.in_list",
                            "SELECT id FROM things WHERE workspace_id = $1 AND id IN {integers $2} AND name "
                            "IN {texts $3} ORDER BY id",
                            "SELECT id FROM things WHERE workspace_id = $1 AND id IN {integers $2} AND name "
                            "IN {texts $3} ORDER BY id"};
constexpr Statement twice{"t.twice",
                          "SELECT id FROM things WHERE workspace_id = $2 AND (id = $1 OR id = $1 + 1) ORDER BY id",
                          "SELECT id FROM things WHERE workspace_id = $2 AND (id = $1 OR id = $1 + 1) ORDER BY id"};

// Holds a write, and with it the writer, until it is opened.
class Gate {
 public:
  Gate() { closed_.lock(); }
  void pass() {  // by the write
    inside_ = true;
    const std::lock_guard wait(closed_);
  }
  void reached() const {
    while (!inside_) std::this_thread::yield();
  }
  void open() { closed_.unlock(); }

 private:
  std::mutex closed_;
  std::atomic<bool> inside_{false};
};

}  // namespace

TEST_CASE("values come back as they went in") {
  on_each([](testing::Fresh& fresh) {
    fresh->write(scope, [](Work& work) {
      work.run(insert_whole, {1, "سارا \"x\" 'y'", 2.5, true});
      work.run(insert_whole, {2, "", nullptr, false});
      work.run(insert_whole, {INT64_MAX, std::optional<std::string>{}, -0.1, std::optional<bool>{}});
    });
    fresh->read(scope, [](Work& work) {
      const auto one = *work.one(find, {1});
      CHECK(one.view(1) == "سارا \"x\" 'y'");
      CHECK(one.number(2) == 2.5);
      CHECK(one.boolean(3));
      const auto two = *work.one(find, {2});
      CHECK_FALSE(two.is_null(1));
      CHECK(two.view(1).empty());
      CHECK(two.is_null(2));
      CHECK_FALSE(two.boolean(3));
      const auto last = *work.one(find, {INT64_MAX});
      CHECK(last.integer(0) == INT64_MAX);
      CHECK(last.is_null(1));
      CHECK(last.number(2) == -0.1);
      CHECK(last.is_null(3));
      CHECK_FALSE(work.one(find, {77}));
    });
  });
}

TEST_CASE("places may come in any order and twice") {
  on_each([](testing::Fresh& fresh) {
    fresh->write(scope, [](Work& work) {
      for (int id = 1; id <= 3; ++id) work.run(insert_whole, {id, "x", 0.0, true});
    });
    fresh->read(scope, [](Work& work) {
      const auto rows = work.query(twice, {2, 1});
      REQUIRE(rows.size() == 2);
      CHECK(rows[1].integer(0) == 3);
    });
  });
}

TEST_CASE("of many rows, those that were not there yet") {
  on_each([](testing::Fresh& fresh) {
    std::vector<std::string> names;
    for (int i = 0; i < 333; ++i) names.push_back("n" + std::to_string(i));
    const auto put = [&](const std::function<bool(int)>& which) {
      std::vector<Param> params;
      for (int i = 0; i < 333; ++i)
        if (which(i)) params.insert(params.end(), {Param(1), Param(i), Param(names[static_cast<std::size_t>(i)])});
      return fresh->write(scope, [&](Work& work) { return work.insert_new(insert_new, params, 2); });
    };
    CHECK(put([](int i) { return i % 3 == 0; }) == std::vector<bool>(111, true));
    const auto all = put([](int) { return true; });
    REQUIRE(all.size() == 333);
    for (std::size_t i = 0; i < all.size(); ++i) CHECK(all[i] == (i % 3 != 0));
    CHECK(put([](int) { return true; }) == std::vector<bool>(333, false));
    CHECK(count_of(*fresh) == 333);
  });
}

TEST_CASE("lists and many rows") {
  on_each([](testing::Fresh& fresh) {
    fresh->write(scope, [](Work& work) {
      std::vector<Param> params;
      std::vector<std::string> names;
      for (int i = 0; i < 333; ++i) names.push_back("n" + std::to_string(i % 2));
      for (int i = 0; i < 333; ++i) {
        params.emplace_back(1);
        params.emplace_back(i);
        params.emplace_back(names[static_cast<std::size_t>(i)]);
      }
      CHECK(work.run_many(insert_many, params) == 333);
    });
    fresh->read(scope, [](Work& work) {
      const auto ids = list_of(std::vector<std::int64_t>{5, 6, 7, 999});
      const auto names = list_of(std::vector<std::string>{"n1", "quote\"d"});
      const auto rows = work.query(in_list, {1, ids, names});
      REQUIRE(rows.size() == 2);
      CHECK(rows[0].integer(0) == 5);
      CHECK(rows[1].integer(0) == 7);
      int seen = 0;
      work.each(in_list, {1, ids, names}, [&](const Row&) { return ++seen < 1; });
      CHECK(seen == 1);
    });
    CHECK(count_of(*fresh) == 333);
  });
}

TEST_CASE("many callers share commits, and one that fails takes back itself alone") {
  on_each([](testing::Fresh& fresh) {
    std::atomic<int> refused{0}, unique{0}, after{0};
    std::vector<std::thread> callers;
    for (int thread = 0; thread < 16; ++thread) {
      callers.emplace_back([&, thread] {
        for (int i = 0; i < 25; ++i) {
          const int id = thread * 100 + i;
          try {
            fresh->write(scope, [&](Work& work) {
              work.run(insert_whole, {id, "x", 0.0, true});
              work.after_commit([&] { ++after; });
              if (i % 5 == 4) throw Problem{"invalid"};
              if (i % 5 == 3) work.run(insert_whole, {id, "again", 0.0, true});
            });
          } catch (const Problem&) {
            ++refused;
          } catch (const UniqueViolation&) {
            ++unique;
          }
        }
      });
    }
    for (auto& caller : callers) caller.join();
    CHECK(refused == 16 * 5);
    CHECK(unique == 16 * 5);
    CHECK(after == 16 * 15);
    CHECK(count_of(*fresh) == 16 * 15);
    fresh.reopen();
    CHECK(count_of(*fresh) == 16 * 15);
  });
}

TEST_CASE("who does not wait is told once, when his write is durable or why it is not") {
  Settings settings;
  settings.queue_limit = 40;
  on_each(
      [](testing::Fresh& fresh) {
        Gate gate;
        std::atomic<int> told{0}, refused{0}, durable{0}, again{0};
        fresh->write_later(
            scope, [&](Work&) { gate.pass(); }, [&](const std::exception_ptr& failure) { told += failure ? 100 : 1; });
        gate.reached();
        for (int i = 0; i < 40; ++i)
          fresh->write_later(
              scope,
              [i](Work& work) {
                work.run(insert_whole, {i, "x", 0.0, true});
                if (i % 4 == 3) throw Problem{"invalid"};
              },
              [&, i](const std::exception_ptr& failure) {
                ++told;
                failure ? ++refused : ++durable;
                // Whoever is told may write again, from the thread of the database.
                if (i == 0)
                  fresh->write_later(
                      scope,
                      [](Work& work) {
                        work.run(insert_whole, {1000, "x", 0.0, true});
                      },
                      [&](const std::exception_ptr& late) { again += late ? 100 : 1; });
              });
        CHECK_THROWS_AS(fresh->write_later(
                            scope, [](Work&) {}, [](const std::exception_ptr&) { FAIL_CHECK("was told"); }),
                        Problem);
        gate.open();
        while (told < 41 || again < 1) std::this_thread::yield();
        CHECK(told == 41);
        CHECK(again == 1);
        CHECK(refused == 10);
        CHECK(durable == 30);
        CHECK(count_of(*fresh) == 31);
        fresh.reopen();
        CHECK(count_of(*fresh) == 31);
      },
      settings);
}

TEST_CASE("a reader cannot write and sees what was committed") {
  on_each([](testing::Fresh& fresh) {
    fresh->write(scope, [](Work& work) { work.run(insert_whole, {1, "x", 0.0, true}); });
    fresh->read(scope, [&](Work& work) {
      CHECK(work.one(count)->integer(0) == 1);
      // Written meanwhile by another: this reader's state stays as it was.
      std::thread([&] {
        fresh->write(scope, [](Work& other) { other.run(insert_whole, {2, "x", 0.0, true}); });
      }).join();
      CHECK(work.one(count)->integer(0) == 1);
    });
    CHECK(count_of(*fresh) == 2);
    CHECK_THROWS_AS(fresh->read(scope, [](Work& work) { work.query_text("DELETE FROM things", {}); }), DatabaseError);
  });
}

TEST_CASE("a full queue refuses with a time to come back") {
  Settings settings;
  settings.queue_limit = 2;
  on_each(
      [](testing::Fresh& fresh) {
        Gate gate;
        std::vector<std::thread> callers;
        callers.emplace_back([&] { fresh->write(scope, [&](Work&) { gate.pass(); }); });
        gate.reached();
        for (int i = 0; i < 2; ++i)
          callers.emplace_back([&, i] {
            fresh->write(scope, [i](Work& work) { work.run(insert_whole, {i, "x", 0.0, true}); });
          });
        while (fresh->waiting() < 2) std::this_thread::yield();
        try {
          fresh->write(scope, [](Work&) {});
          FAIL("the third was let in");
        } catch (const Problem& problem) {
          CHECK(problem.code == "overloaded");
          CHECK(problem.retry_after_seconds > 0);
        }
        gate.open();
        for (auto& caller : callers) caller.join();
        CHECK(count_of(*fresh) == 2);
      },
      settings);
}

TEST_CASE("one data folder, one server") {
  Settings first;
  first.exclusive = true;
  testing::Fresh fresh(Dialect::sqlite, first);
  try {
    Settings second;
    second.url = fresh.url();
    second.exclusive = true;
    Database::open(second);
    FAIL("two servers on one folder");
  } catch (const Problem& problem) {
    CHECK(problem.code == "database_in_use");
  }
}

TEST_CASE("the log begins anew under writes that never pause, and what was written is there") {
  testing::Fresh fresh(Dialect::sqlite);
  fresh->write(scope, [](Work& work) { work.run(make); });
  for (int id = 0; id < 4; ++id) fresh->write(scope, [&](Work& work) { work.run(insert_whole, {id, "", 0.0, true}); });
  // The header of the log counts how often it began anew (the file format of SQLite, section 4.1: bytes 12 to 15).
  const auto beginnings = [&] {
    std::ifstream log(fresh.url() + "-wal", std::ios::binary);
    unsigned char header[16] = {};
    log.read(reinterpret_cast<char*>(header), sizeof header);
    return log ? header[12] << 24 | header[13] << 16 | header[14] << 8 | header[15] : 0;
  };
  const auto before = beginnings();
  std::atomic<bool> enough{false};
  std::atomic<int> last[4] = {0, 0, 0, 0};
  std::vector<std::thread> callers;
  for (int id = 0; id < 4; ++id) {
    callers.emplace_back([&, id] {
      for (int turn = 1; !enough; ++turn) {
        const auto text = std::to_string(turn) + std::string(1 << 18, static_cast<char>('a' + turn % 26));
        fresh->write(scope, [&](Work& work) { work.run(change, {id, text}); });
        last[id] = turn;
      }
    });
  }
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (beginnings() == before && std::chrono::steady_clock::now() < patience)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(beginnings() > before);
  enough = true;
  for (auto& caller : callers) caller.join();
  fresh.reopen();
  for (int id = 0; id < 4; ++id) {
    const auto name = fresh->read(scope, [&](Work& work) { return std::string(work.one(find, {id})->text(1)); });
    CHECK(name.substr(0, name.find_first_not_of("0123456789")) == std::to_string(last[id]));
  }
}

TEST_CASE("migrations run once, in order, each whole or not at all") {
  for (const auto dialect : testing::dialects()) {
    testing::Fresh fresh(dialect);
    std::vector<Migration> steps{
        {"1_first",
         "CREATE TABLE a (x BIGINT);\n-- only sqlite\nCREATE TABLE lite (x BIGINT);\n-- only "
         "postgres\nCREATE TABLE pg (x BIGINT);\n-- both\nINSERT INTO a (x)\n  VALUES (1);\n"}};
    CHECK(migrate(*fresh, steps, Instant{1}) == std::vector<std::string>{"1_first"});
    CHECK(migrate(*fresh, steps, Instant{2}).empty());
    steps.push_back({"2_second", "INSERT INTO a (x) VALUES (2);\nINSERT INTO nowhere (x) VALUES (1);\n"});
    CHECK_THROWS(migrate(*fresh, steps, Instant{3}));
    constexpr Statement rows{"t.rows", "SELECT count(*) FROM a", "SELECT count(*) FROM a"};
    CHECK(fresh->read(scope, [&](Work& work) { return work.one(rows)->integer(0); }) == 1);
    CHECK(migration_state(*fresh, steps).pending == std::vector<std::string>{"2_second"});
    const auto code = [&](const std::vector<Migration>& all) {
      try {
        migrate(*fresh, all, Instant{4});
      } catch (const Problem& problem) {
        return problem.code;
      }
      return std::string("none");
    };
    CHECK(code({}) == "database_newer");
    CHECK(code({{"1_first", "CREATE TABLE other (x BIGINT);"}}) == "migration_changed");
  }
}

TEST_CASE("what the steps made is taken away, under whatever name it is now, and nothing else") {
  const std::vector<Migration> steps{{"1_first", "CREATE TABLE a (x BIGINT);\nCREATE TABLE b (x BIGINT);\n"},
                                     {"2_second", "DROP TABLE a;\nALTER TABLE b\n  RENAME TO \"c d\";\n"}};
  for (const auto dialect : testing::dialects()) {
    testing::Fresh fresh(dialect);
    migrate(*fresh, steps, Instant{1});
    fresh->write(scope, [](Work& work) { work.query_text("CREATE TABLE theirs (x BIGINT)", {}); });
    take_down(*fresh, steps);
    CHECK(fresh->read(scope, [](Work& work) { return work.query_text("SELECT x FROM theirs", {}).empty(); }));
    CHECK(migrate(*fresh, steps, Instant{2}).size() == 2);
  }
}

TEST_CASE("every room's migrations apply on each database") {
  testing::for_each_database(
      [](Database& database) { CHECK(migration_state(database, testing::all_migrations()).pending.empty()); });
}

TEST_CASE("many rows at once arrive as each of them alone would") {
  static constexpr const char* text =
      "INSERT INTO things (workspace_id, id, name, amount, flag) VALUES {rows 5} ON CONFLICT (workspace_id, id) "
      "DO UPDATE SET name = excluded.name || '!'";
  static constexpr Statement save{"t.save", text, text};
  static constexpr const char* all_text =
      "SELECT id, name, amount, flag FROM things WHERE workspace_id = $1 ORDER BY id";
  static constexpr Statement all{"t.all", all_text, all_text};
  on_each([](testing::Fresh& fresh) {
    const std::vector<Param> names{nullptr,         "",     "سارا \U0001F600",  "{\"a\",NULL,'b'\\}", "line\nline\ttab",
                                   std::int64_t{7}, "NULL", "\xF4\x8F\xBF\xBF", "(1,2),($1)",         "a\\000b"};
    const std::vector<Param> amounts{nullptr, 0.1, -1e300, 3.0, std::int64_t{4}};
    const std::vector<Param> flags{nullptr, true, false};
    const auto rows_of = [&](std::int64_t workspace) {
      std::vector<Param> rows;
      std::int64_t id = std::numeric_limits<std::int64_t>::min();
      for (std::size_t i = 0; i < 5'000; ++i, id += std::int64_t{1} << 51)
        rows.insert(rows.end(), {Param(workspace), Param(id), names[i % names.size()], amounts[i % amounts.size()],
                                 flags[i % flags.size()]});
      return rows;
    };
    const auto alone = rows_of(1), together = rows_of(2);
    fresh->write(scope, [&](Work& work) {
      for (int round = 0; round < 2; ++round) {
        for (std::size_t at = 0; at < alone.size(); at += 5)
          CHECK(work.run_many(save, {alone.begin() + static_cast<std::ptrdiff_t>(at),
                                     alone.begin() + static_cast<std::ptrdiff_t>(at) + 5}) == 1);
        CHECK(work.run_many(save, together) == 5'000);
      }
    });
    fresh->read(scope, [&](Work& work) {
      const auto one = work.query(all, {1}), other = work.query(all, {2});
      CHECK(one.size() == 5'000);
      CHECK(other.size() == one.size());
      CHECK(one.texts == other.texts);
      CHECK(std::equal(one.cells.begin(), one.cells.end(), other.cells.begin(), other.cells.end(),
                       [](const Rows::Cell& a, const Rows::Cell& b) {
                         return a.kind == b.kind && a.integer == b.integer && a.number == b.number &&
                                a.length == b.length;
                       }));
    });
    if (fresh->dialect() == Dialect::postgres)
      CHECK_THROWS_AS(fresh->write(scope,
                                   [&](Work& work) {
                                     work.run_many(save, {1, "no number", "a", 1.0, true, 1, 2, "b", 1.0, true});
                                   }),
                      DatabaseError);
  });
}

TEST_CASE("marks are written out for each database") {
  CHECK(render("VALUES {rows 2}", Dialect::sqlite) == "VALUES ($1,$2)");
  CHECK(render("a LIKE '%{%'", Dialect::sqlite) == "a LIKE '%{%'");
  CHECK(with_arrays("INSERT INTO t (a, b) VALUES {rows 2} RETURNING a",
                    std::array{ColumnType::integer, ColumnType::text}) ==
        "INSERT INTO t (a, b) SELECT * FROM unnest($1::int8[],$2::text[]) RETURNING a");
  CHECK(render("IN {texts $3}", Dialect::sqlite) == "IN (SELECT value FROM json_each($3))");
  CHECK(render("id IN {integers $3}", Dialect::postgres) ==
        "id = ANY (ARRAY(SELECT CAST(value AS BIGINT) AS value FROM json_array_elements_text(CAST($3 AS JSON))))");
  CHECK(
      render("SELECT value FROM {integers $3} AS f", Dialect::postgres) ==
      "SELECT value FROM (SELECT CAST(value AS BIGINT) AS value FROM json_array_elements_text(CAST($3 AS JSON))) AS f");
  CHECK(render("SELECT value FROM {integers $3} AS f", Dialect::sqlite) ==
        "SELECT value FROM (SELECT value FROM json_each($3)) AS f");
  CHECK(render("name NOT IN {texts $1} AND", Dialect::postgres) ==
        "name <> ALL (ARRAY(SELECT value FROM json_array_elements_text(CAST($1 AS JSON)))) AND");
  CHECK(row_width("VALUES {rows 12}") == 12);
  CHECK(render("'{}'", Dialect::sqlite) == "'{}'");
}

TEST_CASE("PostgreSQL waits for its disk unless it is told that it need not; SQLite: power_cut_test.cpp") {
  for (const auto dialect : testing::dialects()) {
    if (dialect == Dialect::sqlite) continue;
    for (const bool durable : {true, false}) {
      Settings settings;
      settings.durable = durable;
      testing::Fresh database(dialect, settings);
      database->write({}, [&](Work& work) {
        CHECK(work.query_text("SHOW synchronous_commit", {})[0].text(0) == (durable ? "on" : "off"));
      });
    }
  }
}
