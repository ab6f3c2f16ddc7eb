#pragma once

// The rows of one piece become drafts, or rejects with a reason.

#include <string>
#include <string_view>
#include <vector>

#include "connect/csv.hpp"
#include "connect/imports.hpp"
#include "leads/draft.hpp"
#include "sources/channels.hpp"
#include "sources/source_rules.hpp"

namespace sarnakh::connect {

struct Reject {
  std::int64_t row = 0;  // as a spreadsheet counts: the header is row 1, an empty row is one too
  std::string reason;    // a problem code
  std::string column;
  std::string raw;
};
struct RowsOfPiece {
  std::vector<leads::Draft> drafts;
  std::vector<std::int64_t> rows;  // of each draft
  std::vector<std::string> raws;
  std::vector<Reject> rejects;
  std::int64_t read = 0;
};

struct RowSettings {
  text::PhoneHome home;  // of the workspace, which outlives it
  std::string time_zone;
  sources::OwnSources own_sources = {};
  std::vector<sources::Channel> channels = {};
};

// The problem code of a row that cannot be read.
std::string reason_of(RowFault fault);

RowsOfPiece read_rows(const Import& import, std::string_view content, std::int64_t first_row,
                      const RowSettings& settings);

// The text of the file in pieces that end where a row ends, with the number of the first row of each.
struct Piece {
  std::int64_t first_row;
  std::string_view content;
};
struct Pieces {
  std::vector<Piece> pieces;
  std::int64_t rows = 0;
};
Pieces split_into_pieces(std::string_view text, char delimiter, std::size_t bytes_of_piece);

}  // namespace sarnakh::connect
