#pragma once

// The hosted page of a form as HTML that needs no JavaScript: right-to-left when Persian, one step at a time, with the
// answers so far and what is wrong with them. Every text that is not ours is escaped here.

#include <functional>
#include <string>
#include <vector>

#include "capture/form.hpp"
#include "capture/submission.hpp"
#include "foundations/http/message.hpp"

namespace sarnakh::capture {

// The sentence of a problem code, from the catalogue of the server.
using Sentence = std::function<std::string(std::string_view code, Language language,
                                           const std::vector<std::pair<std::string, std::string>>& values)>;

struct PageState {
  Language language = Language::fa;
  std::string token;
  std::size_t step = 0;
  Answers answers = {};
  std::vector<FieldFault> faults = {};
  std::string landing_page = {};  // where the visitor came in, with its campaign tags
  std::string referrer = {};
  bool preview = false;  // in the builder: nothing is sent
};

http::Answer form_page(int status, const FormContent& content, const std::string& public_id, const PageState& state,
                       const Sentence& sentence);
// All questions and boxes of the form at once, empty.
std::string questions(const FormContent& content, Language language);

http::Answer thanks_page(const FormContent& content, Language language);
http::Answer closed_page(Language language);

}  // namespace sarnakh::capture
