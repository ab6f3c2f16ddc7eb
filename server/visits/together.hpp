#pragma once

// Deliveries that wait for the database at the same moment are taken through the second list by one of them, for all:
// what they ask is asked once, what they leave is written once (docs/decisions/0027). Each waits for its own write as
// if it were alone, and is answered when what it left is durable.

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

  db::Database& database_;
  std::mutex mutex_;
  std::map<WorkspaceId, std::vector<Companion>> waiting_;
};

}  // namespace sarnakh::visits
