#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "foundations/basics/log.hpp"
#include "foundations/basics/random.hpp"
#include "foundations/db/testing.hpp"
#include "stories/bless.hpp"
#include "stories/teller.hpp"

using namespace sarnakh;
using namespace sarnakh::stories;

namespace {

std::filesystem::path temporary_folder() {
  auto folder = std::filesystem::temp_directory_path() / ("sarnakh-story-" + to_hex(random_bytes(6)));
  std::filesystem::create_directories(folder);
  return folder;
}

// SARNAKH_STORY names one of them: ./test stories NAME.
bool is_asked_for(const Story& story) {
  const char* name = std::getenv("SARNAKH_STORY");
  return name == nullptr || std::filesystem::path(story.path).stem() == name;
}

void tell_all(db::Dialect dialect, Mode mode) {
  log::set_level(log::Level::error);
  int told = 0;
  for (const auto& story : read_stories({SARNAKH_STORIES})) {
    if (!is_asked_for(story)) continue;
    ++told;
    const auto folder = temporary_folder();
    std::optional<db::testing::Fresh> server;
    if (dialect == db::Dialect::postgres) server.emplace(dialect);
    const auto faults = Teller{story, folder.string(), server ? server->url() : "", mode}.tell();
    for (const auto& fault : faults)
      FAIL_CHECK(story.path << ":" << fault.line << ": " << fault.action << "\n  expected: " << fault.expected
                            << "\n  came:     " << fault.came);
    std::filesystem::remove_all(folder);
  }
  CHECK_MESSAGE(told > 0, "no story has that name");
}

bool has_postgres() {
  for (const auto dialect : db::testing::dialects())
    if (dialect == db::Dialect::postgres) return true;
  return false;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

struct WrittenStory {
  explicit WrittenStory(const std::string& text) {
    std::ofstream(path) << "clock 2026-11-21T09:00:00+03:30\n\n" << text;
  }
  ~WrittenStory() { std::filesystem::remove_all(folder); }
  WrittenStory(const WrittenStory&) = delete;
  WrittenStory& operator=(const WrittenStory&) = delete;
  std::vector<Fault> tell() const {
    const auto story = read_story(path.string());
    return Teller{story, folder.string(), "", Mode::straight}.tell();
  }

  std::filesystem::path folder = temporary_folder();
  std::filesystem::path path = folder / "one.story";
};

}  // namespace

TEST_CASE("stories on SQLite") { tell_all(db::Dialect::sqlite, Mode::straight); }
TEST_CASE("stories, the program started again after every step") { tell_all(db::Dialect::sqlite, Mode::restart); }
TEST_CASE("stories on PostgreSQL") {
  if (has_postgres()) tell_all(db::Dialect::postgres, Mode::straight);
}

TEST_CASE("a blessed story says what came, and stays true") {
  log::set_level(log::Level::error);
  const WrittenStory story{
      "POST /api/v1/leads {\"full_name\": \"رضا\", \"phones\": [{\"value\": \"09351112233\"}]}\n----\n200\nkeep "
      "lead.id as lead\nlead.full_name = \"علی\"\n\nGET /api/v1/leads/$lead\n----\n200\nevents: lead_lost\n"};
  const auto faults = story.tell();
  REQUIRE(faults.size() == 4);
  CHECK(faults[0].line == 5);
  CHECK(faults[0].expected == "200");
  CHECK(faults[0].came.starts_with("201 "));

  REQUIRE(bless(story.path.string(), faults));
  const auto text = text_of(story.path);
  CHECK(text.find("----\n201\nkeep lead.id as lead\nlead.full_name = \"رضا\"\nevents: lead_created\n") !=
        std::string::npos);
  CHECK(text.ends_with("----\n200\n"));
  std::filesystem::remove(story.folder / "sarnakh.db");
  std::filesystem::remove(story.folder / "sarnakh.db-wal");
  std::filesystem::remove(story.folder / "sarnakh.db-shm");
  CHECK(story.tell().empty());
}

TEST_CASE("what the program did not answer, and what only a person can mean, is never blessed") {
  log::set_level(log::Level::error);
  for (const std::string step :
       {"NO_METHOD /api/v1/leads\n----\n200\nlead.id = ~\n", "GET /api/v1/leads\n----\n200\nhas a sentence\n"}) {
    const WrittenStory story{step};
    const auto before = text_of(story.path);
    const auto faults = story.tell();
    CHECK(!faults.empty());
    CHECK_FALSE(bless(story.path.string(), faults));
    CHECK(text_of(story.path) == before);
  }
}
