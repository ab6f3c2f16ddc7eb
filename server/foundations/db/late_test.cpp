// What writes put off: nobody can tell, whatever fails beside it.

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "foundations/db/database.hpp"
#include "foundations/db/errors.hpp"
#include "foundations/db/shared_answers.hpp"
#include "foundations/db/testing_things.hpp"

using namespace sarnakh;
using namespace sarnakh::db;
using testing::things::scope;

namespace {

constexpr const char* make_notes_text =
    "CREATE TABLE notes (workspace_id BIGINT NOT NULL, id BIGINT NOT NULL, text TEXT, PRIMARY KEY (workspace_id, id))";
constexpr Statement make_notes{"t.make_notes", make_notes_text, make_notes_text};
constexpr const char* make_sums_text =
    "CREATE TABLE sums (workspace_id BIGINT NOT NULL, name TEXT NOT NULL, total BIGINT NOT NULL, PRIMARY KEY "
    "(workspace_id, name))";
constexpr Statement make_sums{"t.make_sums", make_sums_text, make_sums_text};
constexpr const char* note_text = "INSERT INTO notes (workspace_id, id, text) VALUES {rows 3}";
constexpr Statement note{"t.note", note_text, note_text};
constexpr const char* sum_text =
    "INSERT INTO sums (workspace_id, name, total) VALUES {rows 3} "
    "ON CONFLICT (workspace_id, name) DO UPDATE SET total = sums.total + excluded.total";
constexpr Statement sum{"t.sum", sum_text, sum_text};
constexpr const char* notes_text = "SELECT id, text FROM notes WHERE workspace_id = 1 ORDER BY id";
constexpr Statement notes{"t.notes", notes_text, notes_text};
constexpr const char* count_notes_text = "SELECT count(*) FROM notes WHERE workspace_id = 1";
constexpr Statement count_notes{"t.count_notes", count_notes_text, count_notes_text};
constexpr const char* totals_text = "SELECT name, total FROM sums WHERE workspace_id = 1 ORDER BY name";
constexpr Statement totals{"t.totals", totals_text, totals_text};
constexpr const char* total_text = "SELECT total FROM sums WHERE workspace_id = 1 AND name = $1";
constexpr Statement total_of{"t.total_of", total_text, total_text};
constexpr const char* double_text = "UPDATE sums SET total = total * 2 WHERE workspace_id = 1";
constexpr Statement double_all{"t.double_all", double_text, double_text};
constexpr const char* nothing_text = "SELECT 1";
constexpr Statement nothing{"t.nothing", nothing_text, nothing_text};

std::string told(Database& database) {
  return database.read(scope, [](Work& work) {
    std::string all;
    for (const auto row : work.query(notes)) all += std::to_string(row.integer(0)) + ":" + row.text(1) + " ";
    for (const auto row : work.query(totals)) all += row.text(0) + "=" + std::to_string(row.integer(1)) + " ";
    return all;
  });
}

void on_notes(const std::function<void(Database&)>& test) {
  for (const auto dialect : testing::dialects()) {
    testing::Fresh fresh(dialect);
    fresh->write(scope, [](Work& work) {
      work.run(make_notes);
      work.run(make_sums);
    });
    test(*fresh);
  }
}

// Runs the writes in one group: the first holds the writer until all the others wait.
void in_one_group(Database& database, std::vector<std::function<void()>> writes) {
  std::atomic<bool> inside{false}, go{false};
  std::thread first([&] {
    database.write(scope, [&](Work&) {
      inside = true;
      while (!go) std::this_thread::yield();
    });
  });
  while (!inside) std::this_thread::yield();
  std::vector<std::thread> others;
  for (auto& write : writes) {
    const auto waiting = database.waiting();
    others.emplace_back(std::move(write));
    while (database.waiting() == waiting) std::this_thread::yield();
  }
  go = true;
  first.join();
  for (auto& each : others) each.join();
}

}  // namespace

TEST_CASE("what is put off is there for whoever asks for it") {
  on_notes([](Database& database) {
    database.write(scope, [](Work& work) {
      work.later(note, {1, 7, std::string("kept though it is gone")});
      work.query(nothing);
      CHECK(work.query(notes).size() == 1);
      work.later(note, {1, 8, nullptr});
      work.add_later(sum, {1, "a"}, 2);
      work.add_later(sum, {1, "b"}, 5);
      work.add_later(sum, {1, "a"}, 1);
      work.add_later(sum, {1, "c"}, 0);
    });
    CHECK(told(database) == "7:kept though it is gone 8: a=3 b=5 ");
    database.write(scope, [](Work& work) { work.add_later(sum, {1, "a"}, -1); });
    CHECK(told(database) == "7:kept though it is gone 8: a=2 b=5 ");
  });
}

TEST_CASE("what the writes of a group ask alike is true for each of them, whatever its neighbours change") {
  on_notes([](Database& database) {
    database.write(scope, [](Work& work) { work.add_later(sum, {1, "a"}, 1); });
    std::string seen;  // by the writes of one group, one after the other
    const auto look = [&] {
      database.write(scope, [&](Work& work) {
        const auto total = work.shared_one(total_of, {"a"});
        CHECK(work.shared_one(total_of, {"a"})->integer(0) == total->integer(0));
        CHECK_FALSE(work.shared_one(total_of, {"b"}));
        seen += std::to_string(total->integer(0)) + " ";
      });
    };
    const auto changed = [&](bool late) {
      return [&, late] {
        database.write(scope, [&](Work& work) {
          if (late)
            work.add_later(sum, {1, "a"}, 1);
          else
            work.run(double_all);
        });
      };
    };
    const auto fail = [&] {
      CHECK_THROWS_AS(database.write(scope,
                                     [&](Work& work) {
                                       work.run(double_all);
                                       work.shared_one(total_of, {"a"});
                                       throw std::runtime_error("no");
                                     }),
                      std::runtime_error);
    };
    in_one_group(database, {look, changed(false), look, changed(true), look, look});
    CHECK(seen == "1 2 3 3 ");
    const auto fail_late = [&] {
      CHECK_THROWS_AS(database.write(scope,
                                     [&](Work& work) {
                                       work.add_later(sum, {1, "a"}, 100);
                                       CHECK(work.shared_one(total_of, {"a"})->integer(0) == 103);
                                       throw std::runtime_error("no");
                                     }),
                      std::runtime_error);
    };
    in_one_group(database, {look, fail_late, look});
    CHECK(seen.ends_with("3 3 "));
    in_one_group(database, {look, fail, look, changed(false), look});
    // The first is asked again, for the group runs once more without the one that failed.
    CHECK(seen.ends_with("3 3 6 "));
  });
}

TEST_CASE("what a group has asked is kept until a statement changes a table of the question") {
  SharedAnswers shared;
  const Param one[] = {Param(1), Param("a")};
  const Param other[] = {Param(1), Param("b")};
  const auto keep = [&] { shared.keep(totals, one, std::make_shared<Rows>()); };
  keep();
  CHECK(shared.find(totals, one));
  CHECK_FALSE(shared.find(totals, other));
  CHECK_FALSE(shared.find(notes, one));
  for (const auto* harmless : {notes_text, totals_text, note_text, "UPDATE notes SET text = ''"})
    shared.before(harmless);
  CHECK(shared.find(totals, one));
  for (const auto* changing : {sum_text, "UPDATE sums SET total = 0", "DELETE FROM sums WHERE total = 0",
                               "WITH gone AS (DELETE FROM sums) SELECT 1", "DROP TABLE sums"}) {
    CAPTURE(changing);
    keep();
    shared.before(changing);
    CHECK_FALSE(shared.find(totals, one));
  }
}

TEST_CASE("a write that fails takes what it has put off with it, and nothing of its neighbours") {
  on_notes([](Database& database) {
    const auto put = [&](int id) {
      return [&database, id] {
        database.write(scope, [&](Work& work) {
          work.later(note, {1, id, "x"});
          work.add_later(sum, {1, "a"}, 1);
        });
      };
    };
    const auto fail = [&](bool looks_first) {
      return [&database, looks_first] {
        CHECK_THROWS_AS(database.write(scope,
                                       [&](Work& work) {
                                         work.later(note, {1, 50, "lost"});
                                         work.add_later(sum, {1, "a"}, 100);
                                         if (looks_first) work.query(notes);
                                         work.later(note, {1, 51, "lost"});
                                         throw std::runtime_error("no");
                                       }),
                        std::runtime_error);
      };
    };
    in_one_group(database, {put(1), fail(false), put(2), fail(true), put(3)});
    CHECK(told(database) == "1:x 2:x 3:x a=3 ");
  });
}

TEST_CASE("a row that is refused late is refused to the one who put it off") {
  on_notes([](Database& database) {
    const auto put = [&](int id, bool refused) {
      return [&database, id, refused] {
        bool violated = false;
        try {
          database.write(scope, [&](Work& work) {
            work.later(note, {1, id, "x"});
            work.add_later(sum, {1, "a"}, 1);
          });
        } catch (const UniqueViolation&) {
          violated = true;
        }
        CHECK(violated == refused);
      };
    };
    put(5, false)();
    // The one who reads comes upon the refused row of another, and is none the worse for it.
    const auto look = [&database] {
      database.write(scope, [](Work& work) {
        work.query(notes);
        work.later(note, {1, 9, "looked"});
      });
    };
    in_one_group(database, {put(1, false), put(5, true), put(2, false)});
    in_one_group(database, {put(3, false), put(5, true), look, put(4, false)});
    CHECK(told(database) == "1:x 2:x 3:x 4:x 5:x 9:looked a=5 ");
  });
}

TEST_CASE("rows that are sent while the group is still at work are as unseen as those that wait for its end") {
  on_notes([](Database& database) {
    // Enough of them that they are sent before the next write begins.
    constexpr int many = 1'500;
    const auto put = [&](int first, bool refused) {
      return [&database, first, refused] {
        bool violated = false;
        try {
          database.write(scope, [&](Work& work) {
            for (int id = first; id < first + many; ++id) work.later(note, {1, id, "x"});
            work.add_later(sum, {1, "a"}, 1);
          });
        } catch (const UniqueViolation&) {
          violated = true;
        }
        CHECK(violated == refused);
      };
    };
    std::string counted;  // the rows that the writes between saw
    const auto count_them = [&] {
      database.write(
          scope, [&](Work& work) { counted += std::to_string(work.shared_one(count_notes, {})->integer(0)) + " "; });
    };
    const auto total = [&] {
      return database.read(scope, [](Work& work) { return work.one(count_notes)->integer(0); });
    };
    in_one_group(database, {count_them, put(0, false), count_them, put(10'000, false), put(20'000, false), count_them});
    CHECK(counted == "0 1500 4500 ");
    CHECK(total() == 4'500);
    // The one row that is there already takes back its own write, and whoever asks meanwhile hears nothing of it.
    counted.clear();
    in_one_group(database, {put(30'000, false), put(21'499, true), count_them, put(40'000, false)});
    CHECK(counted.ends_with("6000 "));
    CHECK(total() == 7'500);
    const auto fail = [&database] {
      CHECK_THROWS_AS(database.write(scope,
                                     [](Work& work) {
                                       for (int id = 0; id < many; ++id) work.later(note, {1, 90'000 + id, "lost"});
                                       throw std::runtime_error("no");
                                     }),
                      std::runtime_error);
    };
    in_one_group(database, {put(50'000, false), fail, put(60'000, false)});
    CHECK(total() == 10'500);
    CHECK(told(database).ends_with("a=7 "));
  });
}
