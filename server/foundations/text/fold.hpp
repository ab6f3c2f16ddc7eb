#pragma once

// One text, three forms.
//
// What people see: clean_text(). Persian is typed with Arabic keyboards, copied from PDFs and chat programs,
// and arrives with two kinds of ye and kaf, stretched letters and invisible marks that flip the direction of
// a line. The displayed form mends this and keeps what carries meaning: the half-space (ZWNJ), the vowel
// marks, the digits as typed, capital letters.
//
// What search compares: search_key(). Two texts that a person would call "the same word" have the same key:
//   «يگانه‌ي كريمي» and «یگانه ی کریمی», «۰۹۱۲» and «0912»,
//   «مسأله» and «مساله», «José» and «jose».
// The key is stored at write; no database collation enters the meaning. The displayed form has the key of the raw one.
//
// What lists are ordered by: sort_key(). Binary order puts pe, che, zhe, gaf and ye in wrong places.
//
// All functions take any bytes at all; malformed UTF-8 counts as U+FFFD.

#include <string>
#include <string_view>
#include <vector>

#include "foundations/text/utf8.hpp"

namespace sarnakh::text {

// One line for display: NFC; Arabic ye and kaf become Persian, presentation forms become letters; tatweel,
// bidi controls and other invisible marks go; white space (also line breaks) becomes single spaces, none at
// the ends or beside a half-space. The half-space stays, as does the joiner inside emoji.
std::string clean_text(std::string_view utf8);

// The same for several lines: line breaks stay (CRLF becomes LF), at most one empty line in a row, none at
// the ends.
std::string clean_lines(std::string_view utf8);

// The form that search compares; see above. Lower case, ASCII digits, words apart by single spaces.
// Idempotent.
std::string search_key(std::string_view utf8);

// The words of the key: runs of letters and digits, each once, in the order of their first appearance.
// "ali.rezaei@example.com" gives ali, rezaei, example, com.
std::vector<std::string> search_words(std::string_view utf8);

// Without emoji and what only joins or colours them. The spaces beside them stay: clean_text() mends them.
std::string without_emoji(std::string_view utf8);

// Persian, Arabic and every other script's decimal digits become 0-9; all else stays as it is.
std::string ascii_digits(std::string_view utf8);

// ASCII digits become ۰-۹; all else stays as it is.
std::string persian_digits(std::string_view utf8);

// The key of Persian order (ICU's `fa` collation, Persian before Latin) as lower-case hex, so that every
// database orders a text column of it alike. At most 128 characters: texts that agree in their first ~25
// letters may come out equal.
std::string sort_key(std::string_view utf8);

}  // namespace sarnakh::text
