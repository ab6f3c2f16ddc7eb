#include "foundations/db/shared_answers.hpp"

#include "foundations/db/told_apart.hpp"

namespace sarnakh::db {

std::shared_ptr<const Rows> SharedAnswers::find(const Statement& question, std::span<const Param> params) const {
  for (const auto& answer : answers_)
    if (answer.question == &question && answer.params == told_apart(params)) return answer.rows;
  return nullptr;
}

void SharedAnswers::keep(const Statement& question, std::span<const Param> params, std::shared_ptr<const Rows> answer) {
  answers_.push_back({&question, told_apart(params), std::move(answer)});
}

void SharedAnswers::before(std::string_view text) {
  if (answers_.empty()) return;
  const auto table = changed_table(text);
  if (table.empty()) return;
  if (table == "*") return clear();
  std::erase_if(answers_, [&](const Answer& answer) {
    return std::string_view(answer.question->sqlite).find(table) != std::string_view::npos;
  });
}

}  // namespace sarnakh::db
