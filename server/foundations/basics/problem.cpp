#include "foundations/basics/problem.hpp"

namespace sarnakh {

Problem::Problem(std::string code_, std::string pointer_, std::vector<std::pair<std::string, std::string>> values_,
                 std::string cause_)
    : code(std::move(code_)),
      pointer(std::move(pointer_)),
      values(std::move(values_)),
      cause(std::move(cause_)),
      what_(code + (pointer.empty() ? "" : " at " + pointer) + (cause.empty() ? "" : ": " + cause)) {}

Problem::Problem(std::vector<FieldFault> faults_) : code("invalid"), faults(std::move(faults_)), what_("invalid") {
  for (const auto& fault : faults) what_ += " " + fault.code + "@" + fault.pointer;
}

Problem Problem::again_in(int seconds, std::string code, std::string cause) {
  Problem problem{std::move(code), {}, {}, std::move(cause)};
  problem.retry_after_seconds = seconds;
  return problem;
}

}  // namespace sarnakh
