#pragma once

// The page of the tablet at an exhibition stand: the whole form at once, in large, with who talked to the visitor. It
// keeps what is entered on the tablet until the server has it (public/stand.js).

#include <string>
#include <vector>

#include "capture/form.hpp"
#include "foundations/http/message.hpp"

namespace sarnakh::capture {

struct StandState {
  Language language = Language::fa;
  std::string key;
  std::string exhibition;
  std::vector<std::pair<UserId, std::string>> people;  // who may have talked
};
http::Answer stand_page(const FormContent& content, const StandState& state);
http::Answer stand_closed_page(Language language);

}  // namespace sarnakh::capture
