#include "stories/bless.hpp"

#include <algorithm>
#include <fstream>
#include <map>

#include "foundations/basics/problem.hpp"

namespace sarnakh::stories {

bool bless(const std::string& path, const std::vector<Fault>& faults) {
  if (!std::all_of(faults.begin(), faults.end(), [](const Fault& fault) { return fault.blessed.has_value(); }))
    return false;
  std::map<int, std::string> instead;
  std::map<int, std::string> below;
  for (const auto& fault : faults) (fault.below ? below : instead)[fault.line] = *fault.blessed;

  std::string text;
  std::ifstream in(path);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const auto other = instead.find(number);
    const auto& kept = other == instead.end() ? line : other->second;
    if (other == instead.end() || !kept.empty()) text += kept + "\n";
    if (const auto more = below.find(number); more != below.end()) text += more->second + "\n";
  }
  std::ofstream out(path, std::ios::trunc);
  out << text << std::flush;
  if (!out) throw Problem{"file_unreadable", {}, {{"path", path}}};
  return true;
}

}  // namespace sarnakh::stories
