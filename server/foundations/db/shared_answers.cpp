#include "foundations/db/shared_answers.hpp"

#include <cassert>

namespace sarnakh::db {

namespace {

// "UPDATE leads SET …" → "leads"; "" for a read; nothing known ("*") for what begins otherwise.
std::string_view changed_table(std::string_view text) {
  for (const std::string_view reads : {"SELECT ", "EXPLAIN "})
    if (text.starts_with(reads)) return "";
  for (const std::string_view changes : {"INSERT INTO ", "UPDATE ", "DELETE FROM "})
    if (text.starts_with(changes)) {
      text.remove_prefix(changes.size());
      return text.substr(0, text.find_first_of(" (\n"));
    }
  return "*";
}

std::string told_apart(std::span<const Param> params) {
  std::string all;
  for (const auto& param : params) {
    const auto& data = param.data();
    all += static_cast<char>('0' + data.index());
    if (const auto* text = std::get_if<std::string_view>(&data))
      all += std::to_string(text->size()).append(":").append(*text);
    else if (const auto* integer = std::get_if<std::int64_t>(&data))
      all += std::to_string(*integer) + ";";
    else
      assert(!"shared questions are told apart by numbers and words");
  }
  return all;
}

}  // namespace

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
