#pragma once

// Compression of answers: brotli or gzip, as the client prefers, for texts worth it.

#include <mutex>
#include <string>
#include <string_view>

#include "foundations/http/message.hpp"

namespace sarnakh::http {

// Compresses the body in place and says so in its headers, when the type is a text of 1 KiB or more, nothing has
// encoded it yet, and `accept_encoding` allows it.
void compress(Answer& answer, std::string_view accept_encoding);

// A long JSON text that is served again and again: packed once for each way of packing, and not copied for whoever
// asks.
class PackedText {
 public:
  explicit PackedText(std::string text) : text_(std::move(text)) {}
  // Its body lives as long as this does.
  Answer answer(std::string_view accept_encoding);

 private:
  std::string text_, brotli_, gzip_;
  std::once_flag packed_;
};

}  // namespace sarnakh::http
