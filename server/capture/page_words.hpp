#pragma once

// The words of public pages that are ours, not the form's, in both languages.

#include <string_view>

#include "foundations/basics/caller.hpp"
#include "foundations/json/value.hpp"

namespace sarnakh::capture {

enum class Word {
  send,
  next,
  back,
  step_of,  // {step}, {steps}
  required,
  choose,
  yes,
  no,
  thanks_title,
  thanks,
  mend,  // above the list of faults
  closed_title,
  closed,
  other_language,
  leave_empty,
  date_hint,
  no_network
};
std::string_view word(Word which, Language language);

// All of them, for the embedded form: {"send": "…"}.
json::Value words_of(Language language);

}  // namespace sarnakh::capture
