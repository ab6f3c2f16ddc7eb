#pragma once

// What the writes of one group put off until just before their commit, so that it is written once for all of them: rows
// that only get added, sums of counters, events with their positions.
//
// Nobody can tell: before any statement that names one of the tables concerned, what was put off for that table is
// written. A Work that fails takes what it has put off with it.

#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>
#include <unordered_map>
#include <vector>

#include "foundations/db/database.hpp"

namespace sarnakh::db {

class Connection;

// One kind of what is put off.
class Late {
 public:
  virtual ~Late() = default;
  virtual std::vector<std::string> tables() const = 0;  // that write() writes to
  virtual std::size_t size() const = 0;
  virtual void cut(std::size_t size) = 0;                    // what came after the first `size` is taken back
  virtual void write(Work& work) = 0;                        // everything, and nothing is left
  virtual const Statement* adds() const { return nullptr; }  // when it is rows that this INSERT adds and nothing else
  virtual void changed() {}         // its tables may not be what they were: what it has read of them is worth nothing
  virtual void clear() { cut(0); }  // another transaction begins
};

// A statement of what was put off has been refused. It may be another Work's than the one that came upon it.
struct LateRefused {
  std::exception_ptr cause;
};

// Params with their texts kept.
class HeldParams {
 public:
  void push(std::span<const Param> params);
  void cut(std::size_t size);
  std::size_t size() const { return held_.size(); }
  // Views into this object: good until it changes.
  std::vector<Param> params(std::size_t from, std::size_t count) const;
  std::vector<Param> params() const { return params(0, held_.size()); }

 private:
  static constexpr std::size_t no_text = static_cast<std::size_t>(-1);
  struct Held {
    Param value = nullptr;  // what is no text
    std::size_t offset = 0;
    std::size_t length = no_text;
  };
  std::vector<Held> held_;
  std::string texts_;
};

// Everything that one writer has put off.
class LateGroup {
 public:
  // The collector of that name, made the first time.
  template <class T, class... Args>
  T& filling(const void* name, const Args&... args) {
    const auto [place, fresh] = places_.try_emplace(name, kinds_.size());
    if (fresh) add_kind(std::make_unique<T>(args...));
    return static_cast<T&>(*kinds_[place->second].late);
  }

  void row(const Statement& insert, std::span<const Param> params);
  void sum(const Statement& upsert, std::span<const Param> key, std::int64_t by);

  // Where one Work begins, to come back to when it fails.
  struct Mark {
    std::uint64_t written = 0;
    std::size_t size = 0;
  };
  std::vector<Mark> mark() const;
  void back_to(const std::vector<Mark>& marks);
  void clear();

  // Before a statement with this text: writes what it may see, and tells those whose tables it may change. Whether
  // anything was written. Throws LateRefused.
  bool write_for(Connection& connection, const void* key, std::string_view text);
  void write_all(Connection& connection);

  // Sends the rows that are there already without waiting, once they are worth their statements. Those INSERTs.
  std::vector<const Statement*> send_rows(Connection& connection);
  // Throws LateRefused.
  void wait_for_sent(Connection& connection);

 private:
  struct Kind {
    std::unique_ptr<Late> late;
    std::uint64_t tables = 0;
    std::uint64_t written = 0;  // how often
  };
  void add_kind(std::unique_ptr<Late> late);
  std::uint64_t bit_of(const std::string& table);
  std::uint64_t tables_in(const void* key, std::string_view text);
  bool write(Connection& connection, Kind& kind);  // whether there was anything

  std::unordered_map<const void*, std::size_t> places_;
  std::vector<Kind> kinds_;
  std::vector<std::string> tables_;  // the place is the bit
  std::unordered_map<const void*, std::uint64_t> tables_of_statement_;
  bool sent_ = false;  // rows whose answers nobody has waited for
};

// A room's own collector, one for each type, to put something off into.
template <class T>
T& late(LateGroup& group) {
  static const char name = 0;
  return group.filling<T>(&name);
}
template <class T>
T& late(Work& work) {
  return late<T>(work.late_group());
}

}  // namespace sarnakh::db
