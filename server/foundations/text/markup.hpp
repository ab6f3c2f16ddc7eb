#pragma once

// Escaping by the place where the text will stand. There is no "raw" variant on purpose.

#include <optional>
#include <string>
#include <string_view>

namespace sarnakh::text {

// Safe between tags and inside quoted attributes: & < > " ' become references. NUL and malformed UTF-8 become
// U+FFFD.
std::string html_escape(std::string_view text);

// Spreadsheets run a cell that begins with = + - @ tab CR NUL or their full-width forms. A guarded text
// begins with an apostrophe instead; unguard_formula() undoes exactly what guard_formula() did.
std::string guard_formula(std::string_view text);
std::string unguard_formula(std::string_view text);

// One cell of a CSV file (RFC 4180): guarded, and in quotes when it holds the delimiter, quotes, line breaks
// or spaces at its ends.
std::string csv_escape(std::string_view text, char delimiter = ',');
// The same without the guard, for files that no spreadsheet will open.
std::string csv_escape_raw(std::string_view text, char delimiter = ',');
// The text of one cell as csv_escape() wrote it.
std::string csv_unescape(std::string_view cell);

// Percent-encoding (RFC 3986): all but unreserved characters. Decoding refuses a % without two hex digits.
std::string percent_encode(std::string_view text);
std::optional<std::string> percent_decode(std::string_view text);

// A JSON string with its quotes, for the few places below the json room. Malformed UTF-8 becomes U+FFFD.
std::string json_quote(std::string_view text);

}  // namespace sarnakh::text
