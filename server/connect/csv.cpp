#include "connect/csv.hpp"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "foundations/text/fold.hpp"

namespace sarnakh::connect {

namespace {

const char* converter_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
    case Encoding::cp1256:
      return "windows-1256";
    case Encoding::cp1251:
      return "windows-1251";
  }
  return "UTF-8";
}

// A letter of the language in question, in a code page where it is one byte.
int count_letters(std::string_view bytes, std::string_view common) {
  return static_cast<int>(std::count_if(bytes.begin(), bytes.end(),
                                        [&](char byte) { return common.find(byte) != std::string_view::npos; }));
}

}  // namespace

std::string_view name_of(Encoding encoding) { return converter_name(encoding); }

Encoding guess_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return Encoding::utf8;
  if (bytes.starts_with("\xFF\xFE")) return Encoding::utf16le;
  if (bytes.starts_with("\xFE\xFF")) return Encoding::utf16be;
  const auto sample = bytes.substr(0, 64 * 1024);
  // Half of the bytes of Latin text in UTF-16 are zero.
  const auto zeros = std::count(sample.begin(), sample.end(), '\0');
  if (zeros * 5 > static_cast<std::ptrdiff_t>(sample.size())) {
    std::ptrdiff_t odd = 0;
    for (std::size_t i = 1; i < sample.size(); i += 2) odd += sample[i] == '\0' ? 1 : 0;
    return odd * 2 > zeros ? Encoding::utf16le : Encoding::utf16be;
  }
  if (text::valid_utf8(bytes)) return Encoding::utf8;
  // The most frequent letters of Persian in windows-1256 (alef, re, nun, ye in both forms, dal, mim, he, be,
  // te, vav, shin, kaf in both forms, le) and of Russian in windows-1251 (о е а и н т с р в л к м д п у).
  constexpr std::string_view persian = "\xC7\xD1\xE4\xED\xED\xCF\xE3\xE5\xC8\xCA\xE6\xD4\xDF\x98\xE1";
  constexpr std::string_view russian = "\xEE\xE5\xE0\xE8\xED\xF2\xF1\xF0\xE2\xEB\xEA\xEC\xE4\xEF\xF3";
  return count_letters(sample, russian) > count_letters(sample, persian) ? Encoding::cp1251 : Encoding::cp1256;
}

std::string decode(std::string_view bytes, Encoding encoding) {
  std::string result;
  UErrorCode status = U_ZERO_ERROR;
  UConverter* source = ucnv_open(converter_name(encoding), &status);
  UConverter* target = ucnv_open("UTF-8", &status);
  if (U_SUCCESS(status)) {
    std::vector<UChar> pivot(8192);
    UChar* pivot_source = pivot.data();
    UChar* pivot_target = pivot.data();
    std::array<char, 16384> buffer{};
    const char* from = bytes.data();
    const char* const end = bytes.data() + bytes.size();
    bool first = true;
    do {
      status = U_ZERO_ERROR;
      char* to = buffer.data();
      ucnv_convertEx(target, source, &to, buffer.data() + buffer.size(), &from, end, pivot.data(), &pivot_source,
                     &pivot_target, pivot.data() + pivot.size(), first, true, &status);
      first = false;
      result.append(buffer.data(), to);
    } while (status == U_BUFFER_OVERFLOW_ERROR);
  }
  ucnv_close(source);
  ucnv_close(target);
  if (result.starts_with("\xEF\xBB\xBF")) result.erase(0, 3);
  std::erase(result, '\0');
  return result;
}

char guess_delimiter(std::string_view text) {
  char best = ',';
  double best_score = 0;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    CsvReader reader(text.substr(0, 256 * 1024), delimiter);
    std::vector<std::size_t> widths;
    while (widths.size() < 20) {
      const auto row = reader.next();
      if (!row) break;
      if (row->fault == RowFault::none) widths.push_back(row->fields.size());
    }
    if (widths.empty() || widths.front() < 2) continue;
    const auto same = std::count(widths.begin(), widths.end(), widths.front());
    // Equal rows first, then more columns.
    const double score = static_cast<double>(same) / static_cast<double>(widths.size()) * 1000 +
                         static_cast<double>(std::min<std::size_t>(widths.front(), 500));
    if (score > best_score) {
      best_score = score;
      best = delimiter;
    }
  }
  return best;
}

CsvReader::CsvReader(std::string_view text, char delimiter, CsvLimits limits)
    : text_(text), delimiter_(delimiter), limits_(limits) {}

std::optional<CsvRow> CsvReader::next() {
  while (true) {
    pass_empty_lines();
    if (position_ == text_.size()) break;
    auto row = read_row();
    row.number = ++rows_;
    const bool empty = row.fault == RowFault::none && std::all_of(row.fields.begin(), row.fields.end(),
                                                                  [](const auto& field) { return field.empty(); });
    if (!empty) return row;
  }
  return std::nullopt;
}

// They are no rows, but they are counted; a file may hold millions of them.
void CsvReader::pass_empty_lines() {
  const auto end = std::min(text_.find_first_not_of("\r\n", position_), text_.size());
  for (; position_ < end; ++position_)
    if (text_[position_] == '\n' || text_.substr(position_, 2) != "\r\n") ++rows_;
}

CsvRow CsvReader::read_row() {
  CsvRow row;
  const auto start = position_;
  const auto fault = [&row](RowFault kind) {
    if (row.fault == RowFault::none) row.fault = kind;
  };
  std::string field;
  bool quoted = false;      // inside quotes
  bool was_quoted = false;  // this field began with a quote
  const auto end_field = [&] {
    if (row.fields.size() == limits_.columns)
      fault(RowFault::too_many_columns);
    else
      row.fields.push_back(std::move(field));
    field.clear();
    was_quoted = false;
  };
  const auto keep = [&](char byte) {
    if (field.size() < limits_.field_bytes)
      field += byte;
    else
      fault(RowFault::field_too_long);
  };
  std::size_t at = position_;
  std::size_t end = text_.size();  // where the row's own bytes end
  for (;; ++at) {
    if (at >= text_.size()) {
      if (quoted) fault(RowFault::quote_not_closed);
      position_ = text_.size();
      break;
    }
    const char byte = text_[at];
    if (quoted) {
      if (byte != '"') {
        keep(byte);
      } else if (at + 1 < text_.size() && text_[at + 1] == '"') {
        keep('"');
        ++at;
      } else {
        quoted = false;
      }
    } else if (byte == '"' && field.empty() && !was_quoted) {
      quoted = was_quoted = true;
    } else if (byte == delimiter_) {
      end_field();
    } else if (byte == '\n' || byte == '\r') {
      end = at;
      position_ = at + (byte == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n' ? 2 : 1);
      break;
    } else {
      keep(byte);
    }
  }
  end_field();
  row.raw = text_.substr(start, end - start);
  if (row.raw.size() > limits_.row_bytes) fault(RowFault::row_too_long);
  if (row.fault == RowFault::quote_not_closed) {
    // The quote was a slip of one row: give up that row alone, not all that follow it.
    const auto line_end = text_.find_first_of("\r\n", start);
    if (line_end != std::string_view::npos) {
      row.raw = text_.substr(start, line_end - start);
      position_ = line_end + (text_.substr(line_end, 2) == "\r\n" ? 2 : 1);
    }
  }
  if (row.fault != RowFault::none) row.fields.clear();
  return row;
}

bool looks_like_header(const CsvRow& first) {
  std::set<std::string> seen;
  for (const auto& field : first.fields) {
    const auto folded = text::search_key(field);
    if (folded.empty() || !seen.insert(folded).second) return false;
    if (field.find('@') != std::string::npos) return false;
    // A number or a phone is data; "q10" is a name.
    const auto digits = std::count_if(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool letters = std::any_of(folded.begin(), folded.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    });
    if (static_cast<std::size_t>(digits) * 2 > folded.size() && (!letters || digits >= 7)) return false;
  }
  return !first.fields.empty();
}

}  // namespace sarnakh::connect
