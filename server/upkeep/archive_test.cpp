#include "upkeep/archive.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <thread>

#include "foundations/basics/random.hpp"
#include "leads/testing.hpp"
#include "upkeep/archive_file.hpp"
#include "upkeep/tables.hpp"

using namespace sarnakh;
using namespace sarnakh::upkeep;
using leads::testing::World;

namespace {

constexpr Instant now{1'790'000'500'000};

struct Folder {
  Folder() : path(std::filesystem::temp_directory_path() / ("sarnakh_archive_" + to_hex(random_bytes(6)))) {
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const char* name) const { return (path / name).string(); }
  std::filesystem::path path;
};

leads::Draft person(int number) {
  const auto digits = std::to_string(1'000'000 + number);
  return leads::testing::form_draft(
      {{"full_name", "سارا «کریمی» \\ \"q\" 🙂"}, {"phone", ("0912" + digits).c_str()}});
}

void furnish(World& world, int people) {
  for (int i = 0; i < people; ++i) world.add(person(i), i);
}

// Every row of every table as text, for comparing two databases without the digests of the product.
std::map<std::string, std::multiset<std::string>> everything(db::Database& database) {
  std::map<std::string, std::multiset<std::string>> all;
  database.read({now, Caller::system(WorkspaceId{1})}, [&](db::Work& work) {
    for (const auto& table : tables_of(work))
      each_line(work, table, [&](std::string_view line) { return all[table.name].emplace(line), true; });
  });
  return all;
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}
void write_bytes(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

std::string code_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Problem& problem) {
    return problem.code;
  }
  return "";
}

}  // namespace

TEST_CASE("an archive of either database restores into either, row by row the same") {
  const Folder folder;
  for (const auto from : db::testing::dialects()) {
    auto source = db::testing::migrated(from);
    World world(*source);
    furnish(world, 150);
    const auto path = folder.file("one.ndjson.gz");
    const auto made = back_up(*source, now, "0.1.0", path, {});
    CHECK(made.rows() > 150 * 5);
    struct stat facts {};
    REQUIRE(::stat(path.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    CHECK_FALSE(std::filesystem::exists(path + ".partial"));
    for (const auto into : db::testing::dialects()) {
      db::testing::Fresh target(into);
      const auto restored = restore(*target, now, db::testing::all_migrations(), path, false, {});
      CHECK(restored.tables == made.tables);
      CHECK(restored.made_at == now);
      CHECK(everything(*target) == everything(*source));
      ArchiveState state;
      CHECK(verify(*target, path, state, {}).empty());
      // It goes on as a database does: the next lead comes in, and verifying says where it differs.
      target->write({now, Caller::system(WorkspaceId{1})},
                    [](db::Work& work) { return leads::upsert(work, person(9'000)); });
      const auto differences = verify(*target, path, state, {});
      CHECK(std::any_of(differences.begin(), differences.end(), [](const auto& one) {
        return one.archived.name == "leads" && one.present.rows == one.archived.rows + 1;
      }));
    }
  }
}

TEST_CASE("a backup under write load is the state of one instant") {
  const Folder folder;
  for (const auto dialect : db::testing::dialects()) {
    auto source = db::testing::migrated(dialect);
    World world(*source);
    furnish(world, 50);
    std::atomic<bool> ended = false;
    std::atomic<int> written = 0;
    std::thread writer([&] {
      for (int i = 1'000; !ended; ++i, ++written) world.add(person(i), i);
    });
    while (written < 20) std::this_thread::yield();
    const auto path = folder.file("load.ndjson.gz");
    const int before = written;
    const auto made = back_up(*source, now, "0.1.0", path, {});
    const int after = written;
    ended = true;
    writer.join();
    db::testing::Fresh target(dialect);
    restore(*target, now, db::testing::all_migrations(), path, false, {});
    const auto rows = everything(*target);
    const auto leads = static_cast<int>(rows.at("leads").size());
    CHECK(leads >= 50 + before);
    CHECK(leads <= 50 + after + 1);
    // Of one instant: what belongs together came together.
    CHECK(rows.at("lead_identities").size() == rows.at("leads").size());
    CHECK(rows.at("events").size() >= rows.at("leads").size());
    std::int64_t counted = 0;
    target->read({now, Caller::system(WorkspaceId{1})}, [&](db::Work& work) {
      counted =
          work.query_text("SELECT sum(leads) FROM lead_counts WHERE workspace_id = 1 AND term = ''", {})[0].integer(0);
    });
    CHECK(counted == leads);
    CHECK(made.rows() > 0);
  }
}

TEST_CASE("a restore does everything or nothing") {
  const Folder folder;
  const auto steps = db::testing::all_migrations();
  for (const auto dialect : db::testing::dialects()) {
    auto source = db::testing::migrated(dialect);
    World world(*source);
    furnish(world, 30);
    const auto path = folder.file("whole.ndjson.gz");
    back_up(*source, now, "0.1.0", path, {});

    auto target = db::testing::migrated(dialect);
    World there(*target);
    furnish(there, 3);
    const auto before = everything(*target);
    CHECK(code_of([&] { restore(*target, now, steps, path, false, {}); }) == "restore_not_empty");

    // Cut at any place, or changed in one byte: refused, and the rows that were there stay.
    const auto bytes = bytes_of(path);
    for (const auto part : {bytes.size() / 3, bytes.size() - 9, bytes.size() - 60}) {
      write_bytes(folder.file("cut"), bytes.substr(0, part));
      CHECK(code_of([&] { restore(*target, now, steps, folder.file("cut"), true, {}); }) == "archive_cut");
    }
    for (const auto at : {bytes.size() / 2, bytes.size() / 4 * 3}) {
      auto changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ 0x20);
      write_bytes(folder.file("changed"), changed);
      const auto code = code_of([&] { restore(*target, now, steps, folder.file("changed"), true, {}); });
      CHECK((code == "archive_damaged" || code == "archive_cut"));
    }
    write_bytes(folder.file("other"), "no archive\n");
    CHECK(code_of([&] { restore(*target, now, steps, folder.file("other"), true, {}); }) == "archive_unreadable");
    CHECK(code_of([&] { restore(*target, now, steps, folder.file("nothing"), true, {}); }) == "archive_unreadable");
    // Made by a program with a step that this one does not know.
    auto older = steps;
    older.pop_back();
    CHECK(code_of([&] { restore(*target, now, older, path, true, {}); }) == "archive_newer");
    CHECK(everything(*target) == before);

    restore(*target, now, steps, path, true, {});
    CHECK(everything(*target) == everything(*source));
  }
}

TEST_CASE("an archive of an older version is restored and brought forward") {
  const Folder folder;
  const auto steps = db::testing::all_migrations();
  const std::vector<db::Migration> older(steps.begin(), steps.end() - 1);
  for (const auto dialect : db::testing::dialects()) {
    db::testing::Fresh source(dialect);
    db::migrate(*source, older, now);
    const auto path = folder.file("old.ndjson.gz");
    back_up(*source, now, "0.0.9", path, {});
    db::testing::Fresh target(dialect);
    restore(*target, now, steps, path, false, {});
    CHECK(db::migration_state(*target, steps).pending.empty());
  }
}

TEST_CASE("rows are the same in any order, and different when one letter is") {
  RowsDigest one, other, third;
  for (const auto* line : {"[1,\"a\"]", "[2,\"b\"]", "[3,null]"}) one.add(line);
  for (const auto* line : {"[3,null]", "[1,\"a\"]", "[2,\"b\"]"}) other.add(line);
  for (const auto* line : {"[3,null]", "[1,\"a\"]", "[2,\"c\"]"}) third.add(line);
  CHECK(one.hex() == other.hex());
  CHECK(one.hex() != third.hex());
}

TEST_CASE("a full disk leaves no half archive behind") {
  // /dev/full takes nothing.
  CHECK(code_of([] { ArchiveWriter writer("/dev/full/archive"); }) == "archive_unwritable");
  const Folder folder;
  const auto path = folder.file("two.ndjson.gz");
  write_bytes(path, "the backup of yesterday");
  {
    ArchiveWriter writer(path);
    writer.line("{}");
    // A second backup to the same place at the same time is refused.
    CHECK(code_of([&] { ArchiveWriter second(path); }) == "archive_unwritable");
  }
  CHECK(bytes_of(path) == "the backup of yesterday");
  CHECK_FALSE(std::filesystem::exists(path + ".partial"));
}
