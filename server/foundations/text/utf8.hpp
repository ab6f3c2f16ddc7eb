#pragma once

// Reading UTF-8 byte by byte, for the functions of this folder that look at single letters.

#include <cstddef>
#include <string>
#include <string_view>

namespace sarnakh::text {

// True when `bytes` is well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates, up to U+10FFFF).
bool valid_utf8(std::string_view bytes);

// The code point at `position`, which moves past it. A malformed sequence gives U+FFFD and moves past its
// longest well-formed beginning (at least one byte), as browsers do.
char32_t next_code_point(std::string_view bytes, std::size_t& position);

void append_utf8(std::string& out, char32_t code_point);

// How many code points `bytes` holds: what people call the length of a text.
std::size_t length(std::string_view bytes);

// The longest beginning of `bytes` that has at most `bytes_at_most` bytes and cuts no code point.
std::string_view cut(std::string_view bytes, std::size_t bytes_at_most);

}  // namespace sarnakh::text
