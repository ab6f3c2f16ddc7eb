// Lists: any bytes are decoded, split and read; pieces hold the rows of the whole, and a cell we write is read back.

#include "connect/csv.hpp"
#include "connect/import_rows.hpp"
#include "foundations/text/markup.hpp"
#include "foundations/text/utf8.hpp"
#include "fuzz/input.hpp"

using namespace sarnakh;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const auto input = fuzz::text_of(bytes + 1, size - 1);
  const auto text = connect::decode(input, connect::guess_encoding(input));
  fuzz::must(text::valid_utf8(text));
  const char delimiter = connect::guess_delimiter(text);
  connect::CsvReader reader(text, delimiter, {.field_bytes = 64, .row_bytes = 256, .columns = 8});
  while (const auto row = reader.next())
    if (row->fault == connect::RowFault::none)
      for (const auto& field : row->fields) fuzz::must(field.size() <= 64);

  const auto split = connect::split_into_pieces(text, delimiter, bytes[0] + std::size_t{1});
  std::int64_t rows = 0;
  for (const auto& piece : split.pieces) {
    connect::CsvReader one(piece.content, delimiter);
    while (one.next()) ++rows;
  }
  fuzz::must(rows == split.rows);

  if (text.find('\0') == std::string::npos) {
    const auto cell = text::csv_escape(text, ',');
    fuzz::must(text::csv_unescape(cell) == text);
    fuzz::must(text::unguard_formula(text::guard_formula(text)) == text);
  }
  return 0;
}
