#pragma once

// An import as the API shows it, and the few values its steps pass to each other.

#include <optional>
#include <string>
#include <vector>

#include "connect/csv.hpp"
#include "connect/mapping_rules.hpp"
#include "foundations/basics/ids.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::connect {

using ImportId = Id<struct ImportTag>;

enum class ImportState { uploaded, running, done, failed, undoing, undone };

struct ImportProgress {
  std::int64_t total = 0;     // rows of data in the file
  std::int64_t read = 0;      // rows taken so far
  std::int64_t made = 0;      // new leads
  std::int64_t matched = 0;   // rows that belonged to a lead that was there
  std::int64_t rejected = 0;  // rows in the file of rejected rows
  std::int64_t undone = 0;    // leads taken away again
  static constexpr auto fields = json::fields(
      json::field("total", &ImportProgress::total), json::field("read", &ImportProgress::read),
      json::field("made", &ImportProgress::made), json::field("matched", &ImportProgress::matched),
      json::field("rejected", &ImportProgress::rejected), json::field("undone", &ImportProgress::undone));
  static constexpr std::string_view schema_name = "ImportProgress";
};

// How an import treats its rows.
struct ImportOptions {
  std::string origin = "organic";  // where the list comes from (B16): organic, cold or purchased
  std::string purpose;             // a purpose tag for every lead, empty for none
  bool day_first = true;           // 03/04/2025 is the third of April
  static constexpr auto fields =
      json::fields(json::field("origin", &ImportOptions::origin, json::with_default, "organic, cold or purchased"),
                   json::field("purpose", &ImportOptions::purpose, json::with_default),
                   json::field("day_first", &ImportOptions::day_first, json::with_default));
  static constexpr std::string_view schema_name = "ImportOptions";
};

struct Import {
  ImportId id;
  std::int64_t version = 1;
  ImportState state = ImportState::uploaded;
  std::string file_name;
  std::string encoding;
  std::string delimiter;
  bool has_header = true;
  std::vector<Column> columns;
  ImportOptions options;
  ImportProgress progress;
  std::optional<std::string> failure;
  std::vector<std::vector<std::string>> preview;  // the first 20 rows; only when one import is asked for
  Instant created_at;
  std::optional<Instant> started_at;
  std::optional<Instant> finished_at;
  std::int64_t pieces = 0;      // not shown
  std::int64_t next_piece = 0;  // not shown
  UserId created_by{};          // not shown
  static constexpr auto fields = json::fields(
      json::field("id", &Import::id), json::field("state", &Import::state), json::field("file_name", &Import::file_name),
      json::field("encoding", &Import::encoding), json::field("delimiter", &Import::delimiter),
      json::field("has_header", &Import::has_header), json::field("columns", &Import::columns),
      json::field("options", &Import::options), json::field("progress", &Import::progress),
      json::field("failure", &Import::failure), json::field("preview", &Import::preview),
      json::field("created_at", &Import::created_at), json::field("started_at", &Import::started_at),
      json::field("finished_at", &Import::finished_at));
  static constexpr std::string_view schema_name = "Import";
};

}  // namespace sarnakh::connect

template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::connect::ImportState> =
    std::to_array<std::string_view>({"uploaded", "running", "done", "failed", "undoing", "undone"});
