#pragma once

// Compression of answers: brotli or gzip, as the client prefers, for texts worth it.

#include <string_view>

#include "foundations/http/message.hpp"

namespace sarnakh::http {

// Compresses the body in place and says so in its headers, when the type is a text of 1 KiB or more, nothing has
// encoded it yet, and `accept_encoding` allows it.
void compress(Answer& answer, std::string_view accept_encoding);

}  // namespace sarnakh::http
