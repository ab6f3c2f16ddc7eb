#pragma once

// The head of a request: where it ends, what it says, and whether we take it. Beast's parser reads the lines; what it
// lets pass (obs-fold, a missing Host, odd transfer encodings) is refused here. A head refused for its framing always
// costs the connection, because nobody can say where the next request would begin.

#include <cstdint>
#include <optional>
#include <string_view>

#include "foundations/http/message.hpp"

namespace sarnakh::http {

struct HeadLimits {
  std::size_t request_line = 8 * 1024;
  std::size_t headers = 32 * 1024;
  std::size_t count = 100;
};

// Looks for the end of the head while bytes arrive; remembers how far it has looked.
class HeadScanner {
 public:
  enum class State { more, complete, refused };
  // `buffer` holds all bytes since the start of the head (it may have grown since the last call).
  State look(std::string_view buffer);
  std::size_t length() const { return length_; }         // of the complete head, with its empty line
  std::string_view refusal() const { return refusal_; }  // the problem code

 private:
  State refuse(std::string_view code);
  std::size_t line_start_ = 0;
  std::size_t looked_ = 0;
  std::size_t lines_ = 0;
  std::size_t request_line_ = 0;
  std::size_t length_ = 0;
  std::string_view refusal_;
};

struct Head {
  Request request;  // method, target, path, query, headers, host
  bool head_only = false;
  bool keep_alive = true;
  bool version_1_1 = true;
  bool chunked = false;
  bool expects_continue = false;
  std::optional<std::uint64_t> content_length;
};

// Throws Problem "request_malformed", "host_missing", "bad_target", "method_unknown",
// "transfer_encoding_unknown", "length_required", "expectation_unknown".
Head parse_head(std::string_view bytes);

// Fills path and query from the target; Problem "bad_target".
void read_target(Request& request, std::string_view target);

}  // namespace sarnakh::http
