#include "runner/story.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace sarnakh::stories {

namespace {

Story read_story(const std::filesystem::path& path, const std::string& folder) {
  Story story;
  story.name = std::filesystem::relative(path, folder).replace_extension().string();
  std::ifstream in(path);
  std::string line;
  bool in_expected = false;
  Step step;
  const auto finish = [&] {
    if (!step.action.empty()) story.steps.push_back(std::move(step));
    step = {};
    in_expected = false;
  };
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.starts_with("#")) {
      if (story.title.empty()) story.title = line.substr(2);
    } else if (line.starts_with("clock ")) {
      story.clock = line.substr(6);
    } else if (line.empty()) {
      finish();
    } else if (line == "----") {
      in_expected = true;
    } else if (in_expected) {
      step.expected.push_back(line);
    } else if (step.action.empty()) {
      step.line = number;
      const auto brace = line.find(" {");
      step.action = line.substr(0, brace);
      if (brace != std::string::npos) step.body = line.substr(brace + 1);
    } else {
      step.body += line;
    }
  }
  finish();
  return story;
}

}  // namespace

std::vector<Story> read_stories(const std::string& folder) {
  std::vector<Story> stories;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".story") stories.push_back(read_story(entry.path(), folder));
  std::sort(stories.begin(), stories.end(), [](const Story& a, const Story& b) { return a.name < b.name; });
  return stories;
}

}  // namespace sarnakh::stories
