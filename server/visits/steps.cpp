#include "visits/steps.hpp"

#include "visits/pipeline.hpp"

namespace sarnakh::visits {

std::string encoded(std::string_view value) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.')
      out += c;
    else
      (out += '%') += {digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

const std::vector<std::string_view>& step_names() {
  static const auto names = [] {
    auto all = judging_step_names();
    for (const auto name : keeping_step_names()) all.push_back(name);
    return all;
  }();
  return names;
}

}  // namespace sarnakh::visits
