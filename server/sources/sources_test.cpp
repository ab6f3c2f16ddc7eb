#include "sources/sources.hpp"

#include <doctest/doctest.h>

#include "accounts/accounts.hpp"
#include "foundations/db/testing.hpp"
#include "sources/sources_sql.hpp"

using namespace sarnakh;
using namespace sarnakh::sources;

TEST_CASE("every statement of the sources prepares on every database") {
  const auto faults = db::testing::faults_of(sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}
