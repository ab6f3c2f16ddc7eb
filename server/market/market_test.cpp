#include <doctest/doctest.h>

#include "foundations/db/testing.hpp"
#include "market/market_sql.hpp"

using namespace sarnakh;

TEST_CASE("every statement of the market prepares on every database") {
  const auto faults = db::testing::faults_of(market::sql::all);
  for (const auto& fault : faults) MESSAGE(fault);
  CHECK(faults.empty());
}
