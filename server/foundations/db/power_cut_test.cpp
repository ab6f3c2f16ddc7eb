#include <doctest/doctest.h>
#include <sqlite3.h>

#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <thread>

#include "foundations/basics/problem.hpp"
#include "foundations/db/connection.hpp"
#include "foundations/db/log_flusher.hpp"
#include "foundations/db/testing_things.hpp"

// What is answered is on the disk: the power goes at any moment, and what had not been brought to the disk by then is
// gone. The disk is a file system of SQLite's that keeps a second copy of each file, as of its last sync.

using namespace sarnakh;
using namespace sarnakh::db;
using namespace sarnakh::db::testing::things;
using testing::problem_of;

namespace {

class Disk {
 public:
  // From here on every file that SQLite opens lies on it.
  Disk() : plain_(sqlite3_vfs_find(nullptr)) {
    own_ = *plain_;
    own_.zName = "power_cut";
    own_.pAppData = this;
    own_.szOsFile = static_cast<int>(sizeof(File)) + plain_->szOsFile;
    own_.xOpen = &Disk::open;
    sqlite3_vfs_register(&own_, 1);
    made() = this;
  }
  ~Disk() {
    sqlite3_vfs_unregister(&own_);
    sqlite3_vfs_register(plain_, 1);
  }
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;

  // What the disk holds of the file and its log if the power goes now, written to `path`.
  void hold(const std::string& file, const std::string& path) {
    const std::lock_guard lock(mutex_);
    for (const char* end : {"", "-wal"}) {
      std::filesystem::remove(path + end);
      if (const auto kept = kept_.find(file + end); kept != kept_.end()) {
        std::ofstream out(path + end, std::ios::binary);
        out.write(kept->second.data(), static_cast<std::streamsize>(kept->second.size()));
      }
    }
  }
  void break_syncs(bool broken) { broken_ = broken; }

 private:
  struct File {
    sqlite3_file base;
    sqlite3_io_methods methods;
    const sqlite3_io_methods* plain;
    const char* name;
    sqlite3_file* under() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };
  static Disk*& made() {
    static Disk* disk = nullptr;
    return disk;
  }
  // The methods of the plain file system expect its own file, which lies behind ours.
  template <auto Method>
  struct Under;
  template <class... Rest, int (*sqlite3_io_methods::*Method)(sqlite3_file*, Rest...)>
  struct Under<Method> {
    static int call(sqlite3_file* file, Rest... rest) {
      auto* own = reinterpret_cast<File*>(file);
      return (own->plain->*Method)(own->under(), rest...);
    }
  };
  static void barrier(sqlite3_file* file) {
    auto* own = reinterpret_cast<File*>(file);
    own->plain->xShmBarrier(own->under());
  }
  static int sync(sqlite3_file* file, int flags) {
    auto* own = reinterpret_cast<File*>(file);
    auto& disk = *made();
    if (disk.broken_) return SQLITE_IOERR_FSYNC;
    disk.keep(*own);
    return own->plain->xSync(own->under(), flags);
  }
  void keep(File& file) {
    const std::lock_guard lock(mutex_);
    sqlite3_int64 size = 0;
    file.plain->xFileSize(file.under(), &size);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    file.plain->xRead(file.under(), bytes.data(), static_cast<int>(size), 0);
    kept_[file.name] = std::move(bytes);
  }
  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* given) {
    auto& disk = *static_cast<Disk*>(vfs->pAppData);
    auto* own = reinterpret_cast<File*>(file);
    std::memset(own, 0, sizeof(File));
    own->name = name != nullptr ? name : "";
    const int code = disk.plain_->xOpen(disk.plain_, name, own->under(), flags, given);
    if (own->under()->pMethods == nullptr) return code;
    own->plain = own->under()->pMethods;
    using Methods = sqlite3_io_methods;
    own->methods = {.iVersion = 3,
                    .xClose = &Under<&Methods::xClose>::call,
                    .xRead = &Under<&Methods::xRead>::call,
                    .xWrite = &Under<&Methods::xWrite>::call,
                    .xTruncate = &Under<&Methods::xTruncate>::call,
                    .xSync = &Disk::sync,
                    .xFileSize = &Under<&Methods::xFileSize>::call,
                    .xLock = &Under<&Methods::xLock>::call,
                    .xUnlock = &Under<&Methods::xUnlock>::call,
                    .xCheckReservedLock = &Under<&Methods::xCheckReservedLock>::call,
                    .xFileControl = &Under<&Methods::xFileControl>::call,
                    .xSectorSize = &Under<&Methods::xSectorSize>::call,
                    .xDeviceCharacteristics = &Under<&Methods::xDeviceCharacteristics>::call,
                    .xShmMap = &Under<&Methods::xShmMap>::call,
                    .xShmLock = &Under<&Methods::xShmLock>::call,
                    .xShmBarrier = &Disk::barrier,
                    .xShmUnmap = &Under<&Methods::xShmUnmap>::call,
                    .xFetch = &Under<&Methods::xFetch>::call,
                    .xUnfetch = &Under<&Methods::xUnfetch>::call};
    own->base.pMethods = &own->methods;
    return code;
  }

  sqlite3_vfs* plain_;
  sqlite3_vfs own_;
  std::mutex mutex_;
  std::map<std::string, std::string> kept_;
  std::atomic<bool> broken_{false};
};

constexpr const char* ids_text = "SELECT id FROM things";
constexpr Statement ids{"t.ids", ids_text, ids_text};
constexpr const char* last_text = "SELECT max(id) FROM things";
constexpr Statement last{"t.last", last_text, last_text};

std::set<std::int64_t> ids_in(const std::string& path) {
  std::set<std::int64_t> found;
  const auto connection = open_sqlite(path, TransactionKind::write);
  const auto rows = [&](const char* text, const std::function<void(const Rows&)>& take) {
    connection->execute(nullptr, text, 1, {}, [&](const Rows& row) {
      take(row);
      return true;
    });
  };
  bool made = false;  // the power may go before
  rows("SELECT 1 FROM sqlite_schema WHERE name = 'things'", [&](const Rows&) { made = true; });
  if (made) rows(ids_text, [&](const Rows& row) { found.insert(row[0].integer(0)); });
  return found;
}

// Callers write and read until `cuts` power cuts have been looked at; how many of what they had been told was gone.
int lost_in(int cuts, const Settings& settings) {
  Disk disk;
  testing::Fresh fresh(Dialect::sqlite, settings);
  fresh->write(scope, [](Work& work) { work.run(make); });
  std::mutex mutex;
  std::set<std::int64_t> told;
  std::atomic<bool> enough{false};
  std::atomic<std::int64_t> next{1};
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 6; ++caller)
    callers.emplace_back([&, caller] {
      const std::string text(3'000, static_cast<char>('a' + caller));
      while (!enough) {
        const auto id = next++;
        fresh->write(scope, [&](Work& work) { work.run(insert, {id, text}); });
        const std::lock_guard lock(mutex);
        told.insert(id);
      }
    });
  // What a reader was shown has been told as well.
  callers.emplace_back([&] {
    while (!enough) {
      const auto seen = fresh->read(scope, [](Work& work) { return work.one(last)->integer(0); });
      const std::lock_guard lock(mutex);
      if (seen > 0) told.insert(seen);
    }
  });
  const auto after = fresh.url() + "-after";
  int lost = 0;
  for (int cut = 0; cut < cuts; ++cut) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    std::set<std::int64_t> promised;
    {
      const std::lock_guard lock(mutex);
      promised = told;
    }
    disk.hold(fresh.url(), after);
    const auto found = ids_in(after);
    for (const auto id : promised) lost += found.contains(id) ? 0 : 1;
  }
  enough = true;
  for (auto& caller : callers) caller.join();
  fresh.close();
  return lost;
}

}  // namespace

TEST_CASE("nothing that was told is gone when the power goes, to whoever wrote it and to whoever read it") {
  CHECK(lost_in(40, {}) == 0);
}

TEST_CASE("a database that is not durable says yes before the disk has it") {
  Settings settings;
  settings.durable = false;
  CHECK(lost_in(10, settings) > 0);
}

TEST_CASE(
    "a disk that does not keep what is written: nobody is told that it does, reading goes on, a new start finds out") {
  Disk disk;
  testing::Fresh fresh(Dialect::sqlite);
  fresh->write(scope, [](Work& work) { work.run(make); });
  fresh->write(scope, [](Work& work) { work.run(insert, {1, "kept"}); });
  const auto put = [&](int id) {
    return problem_of([&] { fresh->write(scope, [&](Work& work) { work.run(insert, {id, "x"}); }); });
  };
  disk.break_syncs(true);
  CHECK(put(2) == "storage_uncertain");
  CHECK(put(3) == "storage_failed");
  CHECK_FALSE(fresh->ready());
  CHECK(fresh->read(scope, [](Work& work) { return work.query(ids).size(); }) >= 1);
  // The system says it once and then takes everything for clean: that is no reason to believe it.
  disk.break_syncs(false);
  CHECK(put(4) == "storage_failed");
  disk.hold(fresh.url(), fresh.url() + "-after");
  CHECK(ids_in(fresh.url() + "-after") == std::set<std::int64_t>{1});
  fresh.reopen();
  CHECK(put(5) == "none");
}

TEST_CASE("who is told waits for a flush that began after his commit; who reads waits for what he may have seen") {
  std::mutex mutex;
  std::condition_variable changed;
  int begun = 0, allowed = 0;
  LogFlusher flusher([&] {
    std::unique_lock lock(mutex);
    ++begun;
    changed.notify_all();
    changed.wait(lock, [&] { return allowed >= begun; });
  });
  const auto when = [&](const std::function<bool()>& is_so) {
    std::unique_lock lock(mutex);
    changed.wait(lock, is_so);
  };
  const auto allow = [&] {
    const std::lock_guard lock(mutex);
    ++allowed;
    changed.notify_all();
  };
  std::string order;
  const auto tell = [&](char name) {
    return [&, name](bool kept) {
      const std::lock_guard lock(mutex);
      order += kept ? name : '-';
      changed.notify_all();
    };
  };
  CHECK_FALSE(flusher.busy());
  flusher.wait();  // nothing was announced
  flusher.committing();
  CHECK(flusher.busy());
  flusher.committed(tell('a'));
  when([&] { return begun == 1; });
  // These two come while the first is being flushed: the next flush is for both.
  flusher.committing();
  flusher.committed(tell('b'));
  flusher.committing();
  flusher.committed(tell('c'));
  std::atomic<bool> read{false};
  std::thread reader([&] {
    flusher.wait();
    read = true;
  });
  allow();
  when([&] { return begun == 2; });
  CHECK(order == "a");
  CHECK_FALSE(read);
  allow();
  reader.join();
  CHECK(read);
  when([&] { return order.size() == 3; });
  CHECK(order == "abc");
  CHECK(begun == 2);
  CHECK_FALSE(flusher.busy());
}
