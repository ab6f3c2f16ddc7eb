#pragma once

// The desk as files: the hashed assets with their compressed twins, and index.html with language, direction,
// theme and the session written into it, so that a Persian reader never sees a flash of left-to-right.
// Everything comes from the binary.

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "foundations/basics/embedded.hpp"
#include "foundations/http/message.hpp"

namespace sarnakh::app {

// What index.html is told about the reader.
struct DeskReader {
  Language language = Language::fa;
  std::string theme = "system";
  std::string bootstrap = "{}";  // JSON, safe inside <script> (json::write escapes it)
};

class DeskPages {
 public:
  // `reader` is asked for each page (never for assets).
  DeskPages(std::span<const EmbeddedFile> files, std::function<DeskReader(const http::Request&)> reader);

  // The file or the page at the request's path; nothing when there is none: unknown assets, anything under
  // /api, /f, /t, and requests that do not ask for HTML.
  std::optional<http::Answer> answer(const http::Request& request) const;

 private:
  std::optional<http::Answer> asset(const http::Request& request) const;
  http::Answer page(const http::Request& request) const;
  std::span<const EmbeddedFile> files_;
  std::function<DeskReader(const http::Request&)> reader_;
};

}  // namespace sarnakh::app
