#pragma once

// What the Works of one group, which share a transaction, have together.

#include "foundations/db/late.hpp"
#include "foundations/db/shared_answers.hpp"

namespace sarnakh::db {

struct Group {
  LateGroup late;
  SharedAnswers shared;

  void clear() {
    late.clear();
    shared.clear();
  }
};

}  // namespace sarnakh::db
