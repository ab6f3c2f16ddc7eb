#pragma once

// Which code points mean nothing, a space, or another letter. Shared by the functions of this folder; other
// rooms take fold.hpp.

namespace sarnakh::text {

// Marks that set the direction of what follows: they are never part of a name, and can make "exe.cod" read
// "doc.exe".
constexpr bool is_bidi_control(char32_t c) {
  return c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

constexpr bool is_space(char32_t c) {
  return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

constexpr bool is_control(char32_t c) { return (c < 0x20 || (c >= 0x7F && c < 0xA0)) && !is_space(c); }

// Nothing to see and nothing to say: soft hyphen, zero-width space, word joiner and its relatives, byte order
// mark, interlinear marks, language tags. Not the half-space U+200C, nor the joiner U+200D.
constexpr bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x200B || (c >= 0x2060 && c <= 0x2065) || (c >= 0x206A && c <= 0x206F) || c == 0xFEFF ||
         c == 0x180E || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE0FFF && !(c >= 0xE0100 && c <= 0xE01EF));
}

constexpr char32_t half_space = 0x200C;
constexpr char32_t tatweel = 0x0640;

}  // namespace sarnakh::text
