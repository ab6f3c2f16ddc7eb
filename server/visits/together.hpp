#pragma once

// Deliveries that wait for the database at the same moment are taken through the second list by one of them, for all:
// what they ask is asked once, what they leave is written once (docs/decisions/0027). Each waits for its own write as
// if it were alone, and is answered when what it left is durable.

#include <atomic>
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

  // Takes the delivery through the second list; what it came to.
  Result keep(const db::Scope& scope, Delivered delivered);

 private:
  struct Waiting {
    Delivered delivered;
    bool durable = false;  // of the writer's thread
  };
  using Companion = std::shared_ptr<Waiting>;
  class KeptHere;

  void write(const db::Scope& scope, const std::function<void(db::Work&)>& once);
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
