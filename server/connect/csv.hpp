#pragma once

// CSV as people have it: any of five encodings, any of four delimiters, quotes as RFC 4180 writes them and as
// others do. The reader never fails on what a person could mean: a quote inside a bare field is a character,
// a last line without an end counts, CR, LF and CRLF all end a row. It refuses only what passes the limits of
// quality.md 4, and says so for that row alone.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sarnakh::connect {

enum class Encoding { utf8, utf16le, utf16be, cp1256, cp1251 };
std::string_view name_of(Encoding encoding);  // "UTF-8" …

// The encoding the bytes most probably have: a byte order mark decides; valid UTF-8 is UTF-8; else, by which
// letters of the two old code pages make words: Persian and Arabic (1256) or Cyrillic (1251).
Encoding guess_encoding(std::string_view bytes);

// The bytes as UTF-8 without a byte order mark; what cannot be read becomes U+FFFD. NUL characters are
// dropped.
std::string decode(std::string_view bytes, Encoding encoding);

// The delimiter of , ; tab | that splits the first rows into the most equal columns.
char guess_delimiter(std::string_view text);

struct CsvLimits {
  std::size_t field_bytes = 64 * 1024;
  std::size_t row_bytes = 1024 * 1024;
  std::size_t columns = 500;
};

enum class RowFault { none, field_too_long, row_too_long, too_many_columns, quote_not_closed };

struct CsvRow {
  std::vector<std::string> fields;  // empty when the row has a fault
  std::string_view raw;             // the row as it stands in the text, without its line end
  std::int64_t number = 0;          // in the text, from 1, as a spreadsheet counts: empty lines too
  RowFault fault = RowFault::none;
};

// Reads row by row; `text` must outlive the reader.
class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter, CsvLimits limits = {});
  // The next row that is not wholly empty; nothing at the end.
  std::optional<CsvRow> next();
  // Bytes consumed so far: the offset where the next row begins.
  std::size_t position() const { return position_; }
  // The rows consumed so far, with the empty ones.
  std::int64_t rows() const { return rows_; }

 private:
  void pass_empty_lines();
  CsvRow read_row();
  std::string_view text_;
  char delimiter_;
  CsvLimits limits_;
  std::size_t position_ = 0;
  std::int64_t rows_ = 0;
};

// Whether the first row names the columns: no field of it is empty, a number, a phone or an address, or twice
// there.
bool looks_like_header(const CsvRow& first);

}  // namespace sarnakh::connect
