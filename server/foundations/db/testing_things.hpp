#pragma once

// One table and what is done with it, for the tests of this floor. Only *_test.cpp files include this.

#include <functional>

#include "foundations/db/testing.hpp"

namespace sarnakh::db::testing::things {

inline constexpr const char* make_text =
    "CREATE TABLE things (workspace_id BIGINT, id BIGINT, name TEXT, amount DOUBLE PRECISION, flag BOOLEAN, "
    "PRIMARY KEY (workspace_id, id))";
inline constexpr Statement make{"t.make", make_text, make_text};
inline constexpr const char* insert_text = "INSERT INTO things (workspace_id, id, name) VALUES (1, $1, $2)";
inline constexpr Statement insert{"t.insert", insert_text, insert_text};
inline constexpr const char* count_text = "SELECT count(*) FROM things WHERE workspace_id = 1";
inline constexpr Statement count{"t.count", count_text, count_text};

inline const Scope scope{Instant{1'000}, Caller::system(WorkspaceId{1})};

// Runs `test` with an empty table on each database.
inline void on_each(const std::function<void(Fresh&)>& test, const Settings& settings = {}) {
  for (const auto dialect : dialects()) {
    Fresh fresh(dialect, settings);
    fresh->write(scope, [](Work& work) { work.run(make); });
    test(fresh);
  }
}

inline std::int64_t count_of(Database& database) {
  return database.read(scope, [](Work& work) { return work.one(count)->integer(0); });
}

}  // namespace sarnakh::db::testing::things
