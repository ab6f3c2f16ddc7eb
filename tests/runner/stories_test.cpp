#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "foundations/basics/log.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/db/testing.hpp"
#include "runner/teller.hpp"

using namespace sarnakh;
using namespace sarnakh::stories;

namespace {

void tell_all(db::Dialect dialect, Mode mode) {
  log::set_level(log::Level::error);
  const auto stories = read_stories(SARNAKH_STORIES);
  REQUIRE(!stories.empty());
  for (const auto& story : stories) {
    const auto folder = std::filesystem::temp_directory_path() / ("sarnakh-story-" + to_hex(random_bytes(6)));
    std::filesystem::create_directories(folder);
    std::optional<db::testing::Fresh> server;
    if (dialect == db::Dialect::postgres) server.emplace(dialect);
    const auto faults = Teller{story, folder.string(), server ? server->url() : "", mode}.tell();
    for (const auto& fault : faults) FAIL_CHECK(fault);
    std::filesystem::remove_all(folder);
  }
}

bool has_postgres() {
  for (const auto dialect : db::testing::dialects())
    if (dialect == db::Dialect::postgres) return true;
  return false;
}

}  // namespace

TEST_CASE("stories on SQLite") { tell_all(db::Dialect::sqlite, Mode::straight); }
TEST_CASE("stories, the program started again after every step") { tell_all(db::Dialect::sqlite, Mode::restart); }
TEST_CASE("stories on PostgreSQL") {
  if (has_postgres()) tell_all(db::Dialect::postgres, Mode::straight);
}
