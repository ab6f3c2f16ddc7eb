#include "app/problem_texts.hpp"

#include <algorithm>
#include <span>
#include <sstream>

#include "foundations/basics/embedded.hpp"
#include "foundations/json/value.hpp"
#include "foundations/text/fold.hpp"

namespace sarnakh::app {

std::span<const EmbeddedFile> text_files();  // made by the build

namespace {

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
}

}  // namespace

ProblemTexts::ProblemTexts() {
  const auto* file = find_file(text_files(), "problems.json");
  const auto catalogue = json::parse(file->bytes);
  for (const auto& [code, row] : catalogue.as_object())
    rows_.emplace(
        code,
        Row{static_cast<int>(row["status"].as_integer().value_or(500)), std::string(row["fa"].as_string().value_or("")),
            std::string(row["en"].as_string().value_or("")), std::string(row["operator"].as_string().value_or(""))});
}

std::string ProblemTexts::sentence(std::string_view code, Language language,
                                   const std::vector<std::pair<std::string, std::string>>& values) const {
  const auto row = rows_.find(code);
  if (row == rows_.end()) return std::string(code);
  auto text = language == Language::fa ? row->second.fa : row->second.en;
  for (const auto& [name, told] : values) {
    const auto place = "{" + name + "}";
    const auto value = language == Language::fa && is_number(told) ? sarnakh::text::persian_digits(told) : told;
    for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
      text.replace(at, place.size(), value);
  }
  return text;
}

int ProblemTexts::status(std::string_view code) const {
  const auto row = rows_.find(code);
  return row == rows_.end() ? 500 : row->second.status;
}

std::string ProblemTexts::for_operator(const Problem& problem) const {
  const auto row = rows_.find(problem.code);
  auto text = row != rows_.end() && row->second.status >= 500 ? row->second.operator_text
                                                              : sentence(problem.code, Language::en, problem.values);
  std::istringstream words(problem.cause);  // libpq spreads its own over lines
  std::string cause;
  for (std::string word; words >> word;) cause += (cause.empty() ? "" : " ") + word;
  if (!cause.empty() && text.find(cause) == std::string::npos) text += " (" + cause + ")";
  return text;
}

}  // namespace sarnakh::app
