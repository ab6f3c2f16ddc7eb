#include "foundations/db/late.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "foundations/db/connection.hpp"
#include "foundations/db/errors.hpp"
#include "foundations/db/told_apart.hpp"

namespace sarnakh::db {

namespace {

// Of what can be put off: an INSERT.
std::string table_of(const Statement& insert) {
  assert(std::string_view(insert.sqlite).starts_with("INSERT INTO ") && "only an INSERT can be put off");
  return std::string(changed_table(insert.sqlite));
}

void as_late(const std::function<void()>& act) {
  try {
    act();
  } catch (const OfTheWhole&) {
    throw;
  } catch (...) {
    throw LateRefused{std::current_exception()};
  }
}

class LateRows final : public Late {
 public:
  explicit LateRows(const Statement& insert) : insert_(insert) {}

  void push(std::span<const Param> row) { cells_.push(row); }
  std::vector<std::string> tables() const override { return {table_of(insert_)}; }
  std::size_t size() const override { return cells_.size(); }
  void cut(std::size_t size) override { cells_.cut(size); }
  void write(Work& work) override {
    work.send_many(insert_, cells_.params());
    cells_.cut(0);
  }
  const Statement* adds() const override { return &insert_; }

 private:
  const Statement& insert_;
  HeldParams cells_;
};

class LateSums final : public Late {
 public:
  explicit LateSums(const Statement& upsert) : upsert_(upsert) {}

  void add(std::span<const Param> key, std::int64_t by) {
    width_ = key.size();
    keys_.push(key);
    by_.push_back(by);
  }
  std::vector<std::string> tables() const override { return {table_of(upsert_)}; }
  std::size_t size() const override { return by_.size(); }
  void cut(std::size_t size) override {
    by_.resize(size);
    keys_.cut(size * width_);
  }
  // In the order of their keys, so that two servers never wait for each other's rows.
  void write(Work& work) override {
    struct Sum {
      std::size_t first = 0;  // where the key stands
      std::int64_t by = 0;
    };
    std::map<std::string, Sum> sums;
    const auto keys = keys_.params();
    for (std::size_t i = 0; i < by_.size(); ++i) {
      auto name = told_apart(std::span(keys).subspan(i * width_, width_));
      sums.try_emplace(std::move(name), Sum{i * width_, 0}).first->second.by += by_[i];
    }
    std::vector<Param> params;
    for (const auto& [name, sum] : sums) {
      if (sum.by == 0) continue;
      const auto at = keys.begin() + static_cast<std::ptrdiff_t>(sum.first);
      params.insert(params.end(), at, at + static_cast<std::ptrdiff_t>(width_));
      params.emplace_back(sum.by);
    }
    if (!params.empty()) work.send_many(upsert_, params);
    cut(0);
  }

 private:
  const Statement& upsert_;
  std::size_t width_ = 0;
  HeldParams keys_;
  std::vector<std::int64_t> by_;
};

}  // namespace

void HeldParams::push(std::span<const Param> params) {
  for (const auto& param : params) {
    auto& held = held_.emplace_back();
    if (const auto* text = std::get_if<std::string_view>(&param.data())) {
      held.offset = texts_.size();
      held.length = text->size();
      texts_ += *text;
    } else {
      held.value = param;
    }
  }
}

void HeldParams::cut(std::size_t size) {
  held_.resize(size);
  if (size == 0) texts_.clear();
}

std::vector<Param> HeldParams::params(std::size_t from, std::size_t count) const {
  std::vector<Param> params;
  params.reserve(count);
  for (std::size_t i = from; i < from + count; ++i) {
    const auto& held = held_[i];
    params.push_back(held.length == no_text ? held.value
                                            : Param(std::string_view(texts_).substr(held.offset, held.length)));
  }
  return params;
}

void LateGroup::row(const Statement& insert, std::span<const Param> params) {
  filling<LateRows>(&insert, insert).push(params);
}

void LateGroup::sum(const Statement& upsert, std::span<const Param> key, std::int64_t by) {
  filling<LateSums>(&upsert, upsert).add(key, by);
}

void LateGroup::add_kind(std::unique_ptr<Late> late) {
  auto& kind = kinds_.emplace_back();
  for (const auto& table : late->tables()) kind.tables |= bit_of(table);
  kind.late = std::move(late);
}

std::vector<LateGroup::Mark> LateGroup::mark() const {
  std::vector<Mark> marks;
  marks.reserve(kinds_.size());
  for (const auto& kind : kinds_) marks.push_back({kind.written, kind.late->size()});
  return marks;
}

void LateGroup::back_to(const std::vector<Mark>& marks) {
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    auto& kind = kinds_[i];
    // When what was there before has been written meanwhile, all that is left came after the mark.
    const auto before = i < marks.size() && marks[i].written == kind.written ? marks[i].size : 0;
    if (kind.late->size() > before) kind.late->cut(before);
    kind.late->changed();
  }
}

void LateGroup::clear() {
  sent_ = false;
  for (auto& kind : kinds_) kind.late->clear();
}

bool LateGroup::write_for(Connection& connection, const void* key, std::string_view text) {
  wait_for_sent(connection);
  const auto seen = tables_in(key, text);
  if (seen == 0) return false;
  const bool reads = changed_table(text).empty();
  bool wrote = false;
  for (auto& kind : kinds_) {
    if ((kind.tables & seen) == 0) continue;
    wrote = write(connection, kind) || wrote;
    if (!reads) kind.late->changed();
  }
  wait_for_sent(connection);
  return wrote;
}

void LateGroup::write_all(Connection& connection) {
  for (auto& kind : kinds_) write(connection, kind);
  wait_for_sent(connection);
}

std::vector<const Statement*> LateGroup::send_rows(Connection& connection) {
  // Values: those of some fifteen submissions. Fewer rows a statement cost more than the company of two processes wins.
  constexpr std::size_t enough = 4'000;
  std::size_t there = 0;
  for (const auto& kind : kinds_)
    if (kind.late->adds() != nullptr) there += kind.late->size();
  std::vector<const Statement*> sent;
  if (there < enough) return sent;
  for (auto& kind : kinds_)
    if (const auto* insert = kind.late->adds(); insert != nullptr && write(connection, kind)) sent.push_back(insert);
  return sent;
}

// A refusal is one of the group's, not of the Work whose statement comes next.
void LateGroup::wait_for_sent(Connection& connection) {
  if (!std::exchange(sent_, false)) return;
  as_late([&] { connection.finish_sent(); });
}

bool LateGroup::write(Connection& connection, Kind& kind) {
  if (kind.late->size() == 0) return false;
  ++kind.written;
  const Scope scope{};
  Work work(connection, scope, true, nullptr);
  sent_ = true;
  as_late([&] { kind.late->write(work); });
  return true;
}

std::uint64_t LateGroup::bit_of(const std::string& table) {
  const auto found = std::find(tables_.begin(), tables_.end(), table);
  const auto place = static_cast<std::size_t>(found - tables_.begin());
  if (found == tables_.end()) {
    assert(tables_.size() < 64 && "more tables with late rows than bits");
    tables_.push_back(table);
    tables_of_statement_.clear();
  }
  return std::uint64_t{1} << place;
}

// A table counts when its name stands in the text: once too often does no harm.
std::uint64_t LateGroup::tables_in(const void* key, std::string_view text) {
  if (const auto known = tables_of_statement_.find(key); key != nullptr && known != tables_of_statement_.end())
    return known->second;
  std::uint64_t tables = 0;
  for (std::size_t i = 0; i < tables_.size(); ++i)
    if (text.find(tables_[i]) != std::string_view::npos) tables |= std::uint64_t{1} << i;
  if (key != nullptr) tables_of_statement_[key] = tables;
  return tables;
}

}  // namespace sarnakh::db
