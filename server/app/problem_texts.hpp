#pragma once

// The catalogue of problems (server/texts/problems.json) as the server speaks it.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "foundations/basics/caller.hpp"
#include "foundations/basics/problem.hpp"

namespace sarnakh::app {

class ProblemTexts {
 public:
  ProblemTexts();  // reads the catalogue inside the binary

  // The sentence with its {places} filled; the code itself when the catalogue does not know it.
  std::string sentence(std::string_view code, Language language,
                       const std::vector<std::pair<std::string, std::string>>& values) const;
  int status(std::string_view code) const;  // 500 for a code that is not there
  // What an operator reads in a terminal: the sentence, or for a failure of ours the one that says what to do about it,
  // and the cause.
  std::string for_operator(const Problem& problem) const;

 private:
  struct Row {
    int status;
    std::string fa, en, operator_text;
  };
  std::map<std::string, Row, std::less<>> rows_;
};

}  // namespace sarnakh::app
