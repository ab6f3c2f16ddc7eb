#include "stories/story.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "foundations/basics/problem.hpp"
#include "foundations/json/rfc3339.hpp"

namespace sarnakh::stories {

Story read_story(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw Problem{"file_unreadable", {}, {{"path", path}}};
  Story story;
  story.path = path;
  Step step;
  bool in_expected = false;
  const auto finish = [&] {
    if (!step.action.empty()) story.steps.push_back(std::move(step));
    step = {};
    in_expected = false;
  };
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.starts_with("#")) continue;
    if (line.empty()) {
      finish();
    } else if (line.starts_with("clock ")) {
      story.clock = line.substr(6);
    } else if (line == "----") {
      in_expected = true;
      step.end = number;
    } else if (in_expected) {
      step.expected.push_back({number, line});
      step.end = number;
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
  if (!json::parse_rfc3339(story.clock) || story.steps.empty()) throw Problem{"story_unclear", {}, {{"path", path}}};
  return story;
}

std::vector<Story> read_stories(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const auto& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
      if (entry.path().extension() == ".story") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  std::vector<Story> stories;
  stories.reserve(files.size());
  for (const auto& file : files) stories.push_back(read_story(file));
  return stories;
}

}  // namespace sarnakh::stories
