#include "stories/command.hpp"

#include <filesystem>
#include <iostream>

#include "foundations/basics/log.hpp"
#include "foundations/basics/problem.hpp"
#include "foundations/basics/random.hpp"
#include "stories/bless.hpp"
#include "stories/teller.hpp"

namespace sarnakh::stories {

namespace {

// A folder that goes away with this object.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(std::filesystem::temp_directory_path() / ("sarnakh-story-" + to_hex(random_bytes(6)))) {
    std::filesystem::create_directories(path_);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

void show(const Story& story, const Fault& fault) {
  std::cout << story.path << ":" << fault.line << ": " << fault.action << "\n    expected: " << fault.expected
            << "\n    came:     " << fault.came << "\n";
}

}  // namespace

int tell_stories(const app::CommandLine& line, const StoryCommand& command) {
  const auto url = line.settings().text("database.url");
  log::set_level(log::Level::error);
  const auto stories = read_stories(command.paths);
  if (stories.empty()) throw Problem{"story_unclear", {}, {{"path", command.paths.front()}}};
  if (!url.empty() && stories.size() > 1) throw Problem{"story_database_used"};

  int good = 0, bad = 0, blessed = 0;
  for (const auto& story : stories) {
    const TemporaryFolder folder;
    const auto faults = Teller{story, folder.path(), url, command.restart ? Mode::restart : Mode::straight}.tell();
    std::cout << (faults.empty() ? "ok   " : "FAIL ") << story.path << " (" << story.steps.size() << " steps)\n";
    for (const auto& fault : faults) show(story, fault);
    if (!faults.empty() && command.bless) {
      const bool written = bless(story.path, faults);
      blessed += written ? 1 : 0;
      std::cout << (written ? "     written into the story as it came\n"
                            : "     left as it is: the program failed, or only a person can say what was meant\n");
    }
    ++(faults.empty() ? good : bad);
  }
  std::cout << good << " passed, " << bad << " failed";
  if (command.bless) std::cout << ", " << blessed << " of them rewritten";
  std::cout << "\n";
  return bad > blessed ? 1 : 0;
}

}  // namespace sarnakh::stories
