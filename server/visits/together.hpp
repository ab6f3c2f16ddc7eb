#pragma once

// Deliveries that wait for the database at the same moment are taken through the second list by one of them, for all:
// what they ask is asked once, what they leave is written once (docs/decisions/0027). Each has its own write as if it
// were alone, and is answered when what it left is durable; no thread waits for that.

#include <atomic>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "foundations/db/database.hpp"
#include "visits/pipeline.hpp"

namespace sarnakh::visits {

class Together {
 public:
  explicit Together(db::Database& database) : database_(database) {}

  // What a delivery came to, or why it could not be kept. Called once: on a thread of the database, which it must not
  // hold up, or before keep() returns.
  using Done = std::move_only_function<void(std::exception_ptr failure, Result result)>;
  // Takes the delivery through the second list. Throws what is known at once, and then tells nobody.
  void keep(const db::Scope& scope, Delivered delivered, Done done);

 private:
  struct Waiting {
    db::Scope scope;
    Delivered delivered;
    Done done;
    bool kept = false;  // of the writer's thread
  };
  using Companion = std::shared_ptr<Waiting>;
  class KeptHere;

  Result keep_alone(const db::Scope& scope, Delivered& delivered);
  void join(const Companion& one);
  void leave(const Companion& one);
  void write(const Companion& own, int tries);
  void keep_with_others(db::Work& work, const Companion& own);
  std::vector<Companion> others(WorkspaceId workspace);
  // PostgreSQL counts a table about once a minute, and keeps until then the plans that it made when it was empty: on a
  // new site's first busy minute every lookup would read all visitors. So it is told at the first 1,000 events of this
  // process, and at every tenfold of that.
  void tell_of_growth(db::Work& work, std::int64_t more);

  db::Database& database_;
  std::atomic<std::int64_t> come_ = 0, count_at_ = 1000;
  std::mutex mutex_;
  std::map<WorkspaceId, std::vector<Companion>> waiting_;
};

}  // namespace sarnakh::visits
