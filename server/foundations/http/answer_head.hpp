#pragma once

// The first lines of an answer as they go over the wire.

#include <string>
#include <string_view>

#include "foundations/http/message.hpp"

namespace sarnakh::http {

// The status in words: "Not Found".
std::string reason_of(int status);
bool has_header(const Answer& answer, std::string_view name);

// `length_line`: how the client knows where the body ends ("Content-Length: 12\r\n"); may be empty.
std::string head_of(const Answer& answer, std::string_view length_line, bool keep_alive);

}  // namespace sarnakh::http
