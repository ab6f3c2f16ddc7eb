#include "foundations/basics/embedded.hpp"

#include <algorithm>

namespace sarnakh {

const EmbeddedFile* find_file(std::span<const EmbeddedFile> files, std::string_view path) {
  const auto place =
      std::lower_bound(files.begin(), files.end(), path,
                       [](const EmbeddedFile& file, std::string_view wanted) { return file.path < wanted; });
  return place != files.end() && place->path == path ? &*place : nullptr;
}

}  // namespace sarnakh
