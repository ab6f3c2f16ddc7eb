#include <doctest/doctest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>

// The library below, at the one moment in which it lost data up to 3.51.2 (https://sqlite.org/wal.html#walresetbug): a
// checkpoint has read what the log holds and has not yet compared it with what is written back, when a writer begins
// the log anew. SQLite lets go of its view of the file just there, which is where this test writes.

namespace {

constexpr int begun_with = 100, in_the_window = 3, after_it = 300;

class Plain {
 public:
  explicit Plain(const std::string& path) {
    REQUIRE(sqlite3_open(path.c_str(), &handle_) == SQLITE_OK);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0");
  }
  ~Plain() { sqlite3_close(handle_); }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;

  void run(const std::string& text) {
    REQUIRE(sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  void add(int rows) {
    run("WITH RECURSIVE more(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM more WHERE n < " + std::to_string(rows) +
        ") INSERT INTO things (name) SELECT hex(randomblob(900)) FROM more");
  }
  std::string ask(const std::string& text) {
    std::string answer;
    const auto take = [](void* into, int, char** values, char**) {
      *static_cast<std::string*>(into) += values[0];
      return 0;
    };
    sqlite3_exec(handle_, text.c_str(), take, &answer, nullptr);
    return answer;
  }
  void checkpoint() { sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr); }
  sqlite3_file* file() {
    sqlite3_file* file = nullptr;
    sqlite3_file_control(handle_, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return file;
  }

 private:
  sqlite3* handle_ = nullptr;
};

// Who writes in the window, once.
Plain* writer = nullptr;
const sqlite3_io_methods* methods_below = nullptr;

int write_and_let_go(sqlite3_file* file, sqlite3_int64 offset, void* page) {
  if (writer != nullptr) std::exchange(writer, nullptr)->add(in_the_window);
  return methods_below->xUnfetch(file, offset, page);
}

}  // namespace

TEST_CASE("a checkpoint that begins while the log begins anew loses nothing") {
  const auto path = std::filesystem::temp_directory_path() / ("sarnakh-race-" + std::to_string(getpid()));
  {
    Plain writes(path), first(path), second(path);
    writes.run("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)");
    writes.add(begun_with);
    first.checkpoint();  // the log is written back as a whole: the next writer begins it anew
    auto* const file = second.file();
    methods_below = file->pMethods;
    auto methods = *methods_below;
    methods.xUnfetch = &write_and_let_go;
    file->pMethods = &methods;
    writer = &writes;
    second.checkpoint();
    CHECK(writer == nullptr);  // it was in the window
    file->pMethods = methods_below;
    writes.add(after_it);
    first.checkpoint();
  }
  Plain after(path);
  CHECK(after.ask("PRAGMA integrity_check") == "ok");
  CHECK(after.ask("SELECT count(*) FROM things") == std::to_string(begun_with + in_the_window + after_it));
  std::filesystem::remove(path);
}
