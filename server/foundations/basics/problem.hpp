#pragma once

// A Problem ends the request: it carries a code from a closed list (server/texts/problems.json has its
// sentence in Persian and English and its HTTP status), the field it concerns, and values for the sentence.
// Only http turns it into an answer (RFC 9457). An expected answer is a return value, never a Problem; our
// own mistake is an assertion.

#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sarnakh {

// One fault of one field. `pointer` is a JSON pointer into the body ("/phones/0"), "" for the whole.
struct FieldFault {
  std::string code;
  std::string pointer;
  // Values for the {places} of the sentence: {{"limit", "254"}}.
  std::vector<std::pair<std::string, std::string>> values = {};
};

class Problem : public std::exception {
 public:
  // `code` is one of problems.json, for example "not_found". `pointer` as in FieldFault. `cause` is for
  // the log alone and never reaches the caller.
  explicit Problem(std::string code, std::string pointer = {},
                   std::vector<std::pair<std::string, std::string>> values = {}, std::string cause = {});

  // Several faults of one body at once; the code of the whole is "invalid".
  explicit Problem(std::vector<FieldFault> faults);

  // One that passes: the caller may come again after so many seconds.
  static Problem again_in(int seconds, std::string code, std::string cause = {});

  const char* what() const noexcept override { return what_.c_str(); }

  std::string code;
  std::string pointer;
  std::vector<std::pair<std::string, std::string>> values;
  std::string cause;
  std::vector<FieldFault> faults;
  // A member of the answer that says the sentence once more, where a caller's own format looks for it ("message").
  std::string sentence_member;
  // Answer header Retry-After in seconds, for 429 and 503; 0 for none.
  int retry_after_seconds = 0;

 private:
  std::string what_;
};

// The one check that every "load or refuse" shares: the value, or Problem{"not_found"}.
template <class T>
T found(T maybe, std::string_view pointer = {}) {
  if (!maybe) throw Problem{"not_found", std::string(pointer)};
  return maybe;
}

}  // namespace sarnakh
