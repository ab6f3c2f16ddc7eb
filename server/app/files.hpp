#pragma once

#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace sarnakh::app {

// Every byte of a file; nothing when it cannot be read.
inline std::optional<std::string> bytes_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

}  // namespace sarnakh::app
