#pragma once

// Answers that the Works of one group have in common: what each of them asks alike (the settings of the workspace, the
// version of a form) goes to the database once for the group.
//
// Nobody can tell: the transaction of the group is the one that asked, and an answer is forgotten as soon as a
// statement of the group changes a table that the question names.

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/db/database.hpp"

namespace sarnakh::db {

class SharedAnswers {
 public:
  std::shared_ptr<const Rows> find(const Statement& question, std::span<const Param> params) const;
  void keep(const Statement& question, std::span<const Param> params, std::shared_ptr<const Rows> answer);
  // A statement with this text is about to run.
  void before(std::string_view text);
  void clear() { answers_.clear(); }

 private:
  struct Answer {
    const Statement* question;
    std::string params;
    std::shared_ptr<const Rows> rows;
  };
  std::vector<Answer> answers_;  // a handful
};

}  // namespace sarnakh::db
