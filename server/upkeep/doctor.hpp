#pragma once

// The doctor: what must always hold between the rows, looked at one by one, workspace by workspace. It reads one
// consistent state, so it may look at a database that a server is writing to.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/db/migrations.hpp"

namespace sarnakh::upkeep {

struct Finding {
  WorkspaceId workspace;  // 0: of the whole installation
  std::int64_t faults = 0;
  std::vector<std::string> examples;  // ids of what is wrong, a few
};

struct Examined {
  std::string_view name;     // "lead_counts"
  std::string_view promise;  // what holds: "The counts of leads are those of the rows."
  std::string_view remedy;   // what to do when it does not
  bool repairable = false;
  std::vector<Finding> findings = {};  // empty: it holds
};

struct Examination {
  // The steps of this program; the schema is compared with them.
  const std::vector<db::Migration>& steps;
  // Puts right what follows from other rows with certainty: counts and search terms.
  bool repair = false;
};

// Tells each check as it ends; how many of them found faults (those that were repaired do not count).
int examine(db::Database& database, Instant now, const Examination& wish,
            const std::function<void(const Examined&, bool repaired)>& tell);

// The same within one Work: of its workspace and of the installation; repairs nothing.
void examine_in(db::Work& work, const Examination& wish, const std::function<void(const Examined&)>& tell);

}  // namespace sarnakh::upkeep
