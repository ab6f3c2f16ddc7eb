#pragma once

// Files inside the binary: pages, scripts, fonts, texts. tools/embed_files.py makes the table of a folder at build
// time; the bytes themselves go straight from the file into the program, without a compiler reading them.

#include <span>
#include <string_view>

namespace sarnakh {

struct EmbeddedFile {
  std::string_view path;  // below the folder, with '/': "assets/index-3fa9.js"
  std::string_view bytes;
  std::string_view hash;  // 16 hex digits of the content: an ETag
};

// The file at `path`, or nullptr. The table is sorted by path.
const EmbeddedFile* find_file(std::span<const EmbeddedFile> files, std::string_view path);

}  // namespace sarnakh
