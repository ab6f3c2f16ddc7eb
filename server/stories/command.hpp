#pragma once

// `sarnakh story FILE…`: stories in a shell.

#include <string>
#include <vector>

#include "app/commands.hpp"

namespace sarnakh::stories {

struct StoryCommand {
  std::vector<std::string> paths;
  bool restart = false;
  bool bless = false;
};

// Each story has a fresh SQLite database in a temporary folder. A database that is named (--database) must be new,
// serves one story, and is kept: to look at what the story left.
int tell_stories(const app::CommandLine& line, const StoryCommand& command);

}  // namespace sarnakh::stories
