#pragma once

// The tables that a load has added rows to, as the command line of a bare program names them: «leads:id» with the
// column that tells the new rows (ids are made in the order of time, so what is above the highest id of before has come
// since), or «seen_messages:» when the table was empty before; such rows have no order of coming and are taken in any.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

namespace sarnakh::bench {

struct BareTable {
  std::string name;
  std::string id;
  // What comes after the table's name in a statement that picks its new rows.
  std::string above(const std::string& boundary) const {
    return id.empty() ? std::string() : " WHERE " + id + " > " + boundary;
  }
  std::string order() const { return " ORDER BY " + (id.empty() ? "random()" : id); }
};

inline std::vector<BareTable> tables_of(int count, char** words, int from) {
  std::vector<BareTable> tables;
  for (int i = from; i < count; ++i) {
    const std::string word = words[i];
    const auto colon = word.find(':');
    tables.push_back({word.substr(0, colon), word.substr(colon + 1)});
  }
  return tables;
}

// Which requests a bare program writes next, and how long each has waited. Without a rate (0) always the next group,
// whole; with a rate, requests per second, those that are due by then, and a request waits from the time it was due
// until the commit that it is in (open loop, as bench_load asks).
class Turns {
 public:
  Turns(std::size_t requests, std::size_t group, double rate)
      : requests_(requests), group_(group), rate_(rate), start_(Clock::now()) {}
  bool more() const { return from_ < requests_; }
  std::size_t from() const { return from_; }
  // One past the last request of this turn; waits until there is one.
  std::size_t to() {
    to_ = std::min(from_ + group_, requests_);
    if (rate_ <= 0) return to_;
    std::this_thread::sleep_until(due(from_));
    const auto now = Clock::now();
    while (due(to_ - 1) > now) --to_;
    return to_;
  }
  // What share of a table's rows comes before that request.
  std::size_t rows_before(std::size_t request, std::size_t rows) const { return rows * request / requests_; }
  void committed() {
    const auto now = Clock::now();
    for (; from_ < to_; ++from_)
      waited_ms_.push_back(std::chrono::duration<double, std::milli>(now - due(from_)).count());
  }
  // One line of JSON.
  void tell(std::size_t rows) {
    const auto seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    std::sort(waited_ms_.begin(), waited_ms_.end());
    std::printf("{\"rows\":%zu,\"seconds\":%.3f,\"per_second\":%.1f,\"p99_ms\":%.1f}\n", rows, seconds,
                static_cast<double>(requests_) / seconds, waited_ms_[waited_ms_.size() * 99 / 100]);
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point due(std::size_t request) const {
    return start_ + std::chrono::duration_cast<Clock::duration>(
                        std::chrono::duration<double>(rate_ > 0 ? static_cast<double>(request) / rate_ : 0));
  }

  std::size_t requests_, group_, from_ = 0, to_ = 0;
  double rate_;
  Clock::time_point start_;
  std::vector<double> waited_ms_;
};

}  // namespace sarnakh::bench
