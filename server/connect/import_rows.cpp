#include "connect/import_rows.hpp"

#include <strings.h>

#include "foundations/basics/random.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/markup.hpp"
#include "foundations/text/utf8.hpp"
#include "sources/arrival.hpp"

namespace sarnakh::connect {

namespace {

constexpr std::size_t longest_raw = 20'000;

// A row without phone, e-mail and handle is known again by the key it has in the program it comes from, which is known
// by the columns of its lists. The name belongs to it: row 7 of another list with the same columns is somebody else.
std::string record_of(const Import& import, const leads::Draft& draft) {
  if (!draft.external_id) return "";
  std::string text;
  for (const auto& column : import.columns) text += text::search_key(column.name) + "\n";
  text += *draft.external_id;
  for (const auto* name : {&draft.full_name, &draft.first_name, &draft.last_name, &draft.organisation})
    text += "\n" + text::search_key(name->value_or(""));
  return to_base64url(hash_256(text)).substr(0, 22);
}

// The row's own word for how he came goes before its campaign tags, and what was said of the whole list behind both. A
// word that is no channel is kept as it stands: it is what the list shows as the source.
void name_channel(leads::Touch& touch, const std::string& said, const Import& import, const RowSettings& settings) {
  if (const auto* channel = sources::channel_called(settings.channels, said))
    touch.channel = channel->key;
  else if (!said.empty() && !touch.label)
    touch.label = std::string(text::cut(said, 200));
  if (!touch.channel) touch.channel = import.channel;
}

// A list is called by its name; what kind of file it came in says nothing about where people came from.
std::string without_ending(const std::string& file_name) {
  const auto dot = file_name.rfind('.');
  if (dot == std::string::npos || dot == 0) return file_name;
  for (const char* ending : {".csv", ".tsv", ".txt"})
    if (strcasecmp(file_name.c_str() + dot, ending) == 0) return file_name.substr(0, dot);
  return file_name;
}

}  // namespace

std::string reason_of(RowFault fault) {
  switch (fault) {
    case RowFault::field_too_long:
      return "csv_field_too_long";
    case RowFault::row_too_long:
      return "csv_row_too_long";
    case RowFault::too_many_columns:
      return "csv_too_many_columns";
    case RowFault::quote_not_closed:
      return "csv_quote_not_closed";
    case RowFault::none:
      break;
  }
  return "";
}

Pieces split_into_pieces(std::string_view text, char delimiter, std::size_t bytes_of_piece) {
  Pieces split;
  CsvReader reader(text, delimiter);
  std::size_t begin = 0;
  std::int64_t first_row = 1, in_pieces = 0;
  while (reader.next()) {
    ++split.rows;
    if (reader.position() - begin < bytes_of_piece) continue;
    split.pieces.push_back({first_row, text.substr(begin, reader.position() - begin)});
    begin = reader.position();
    first_row = reader.rows() + 1;
    in_pieces = split.rows;
  }
  if (in_pieces < split.rows) split.pieces.push_back({first_row, text.substr(begin)});
  return split;
}

RowsOfPiece read_rows(const Import& import, std::string_view content, std::int64_t first_row,
                      const RowSettings& settings) {
  RowsOfPiece result;
  CsvReader reader(content, import.delimiter.front());
  bool header_comes = import.has_header && first_row == 1;
  while (const auto read = reader.next()) {
    if (header_comes && read->fault == RowFault::none) {
      header_comes = false;
      continue;
    }
    ++result.read;
    const auto row = first_row + read->number - 1;
    const auto reject = [&](std::string reason, std::string column) {
      result.rejects.push_back(
          {row, std::move(reason), std::move(column), std::string(text::cut(read->raw, longest_raw))});
    };
    if (read->fault != RowFault::none) {
      reject(reason_of(read->fault), "");
      continue;
    }
    leads::Draft draft;
    std::string wrong, column, said;  // how the person came, in the words of the row
    for (std::size_t i = 0; i < import.columns.size() && i < read->fields.size() && wrong.empty(); ++i) {
      const auto& target = import.columns[i].target;
      if (target == "skip") continue;
      if (is_test_of_meta(read->fields[i])) {
        wrong = "import_test_row";
        column = import.columns[i].name;
        break;
      }
      // What our own export guarded against spreadsheets comes back as it was.
      const auto value = text::unguard_formula(read->fields[i]);
      if (target == channel_target) {
        said = text::clean_text(value);
        continue;
      }
      if (auto code = leads::fill(draft, target, std::string(without_letter_of_meta(value, target)), settings.home,
                                  settings.time_zone)) {
        wrong = std::move(*code);
        column = import.columns[i].name;
      }
    }
    if (!wrong.empty()) {
      reject(wrong, column);
      continue;
    }
    draft.record = record_of(import, draft);
    draft.clue = leads::Clue::import;
    draft.origin = import.origin ? import.origin : draft.origin;
    if (!draft.purpose && import.purpose) draft.purpose = import.purpose;
    draft.by = {.kind = leads::ByKind::import,
                .id = import.id.value,
                .label = without_ending(import.file_name),
                .batch_id = import.id.value};
    if (!draft.touch) draft.touch.emplace();
    draft.touch->kind = "import";
    sources::name_channel(*draft.touch, settings.own_sources);
    name_channel(*draft.touch, said, import, settings);
    if (!draft.touch->label) draft.touch->label = without_ending(import.file_name);
    if (draft.created_at) draft.touch->at = draft.created_at;
    result.drafts.push_back(std::move(draft));
    result.rows.push_back(row);
    result.raws.emplace_back(text::cut(read->raw, longest_raw));
  }
  return result;
}

}  // namespace sarnakh::connect
