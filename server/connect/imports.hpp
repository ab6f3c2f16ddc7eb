#pragma once

// A list comes in as a file: looked at (encoding, delimiter, columns, a preview), started with what each column means,
// run piece by piece as durable work, and taken back if it was a mistake. Each piece is one transaction together with
// its progress, so an import is finished or goes on where it stopped, never half and never double.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "connect/mapping_rules.hpp"
#include "foundations/db/database.hpp"
#include "foundations/jobs/queue.hpp"
#include "leads/words.hpp"

namespace sarnakh::connect {

using ImportId = Id<struct ImportTag>;
enum class ImportState { uploaded, running, done, undoing, undone };

struct Import {
  ImportId id;
  ImportState state = ImportState::uploaded;
  std::string file_name;
  std::string encoding;
  std::string delimiter;
  bool has_header = true;
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> preview;  // the first 20 rows
  std::optional<leads::Origin> origin;            // bought and cold lists are marked for ever
  std::optional<leads::Purpose> purpose;
  std::optional<std::string> channel;        // of those whose row names none
  std::int64_t pieces = 0, pieces_done = 0;  // not shown
  std::int64_t rows = 0;
  std::int64_t read = 0, made = 0, matched = 0, rejected = 0;
  std::int64_t undone = 0;
  std::int64_t interests = 0;
  UserId created_by;
  Instant created_at;
  std::optional<Instant> finished_at;
  std::optional<bool> withheld = {};
  static constexpr auto fields = json::fields(
      json::field("id", &Import::id), json::field("state", &Import::state),
      json::field("file_name", &Import::file_name), json::field("encoding", &Import::encoding),
      json::field("delimiter", &Import::delimiter), json::field("has_header", &Import::has_header),
      json::field("columns", &Import::columns), json::field("preview", &Import::preview, "The first 20 rows"),
      json::field("origin", &Import::origin), json::field("purpose", &Import::purpose),
      json::field("channel", &Import::channel, "Of those whose row names none"),
      json::field("rows", &Import::rows, "Rows of the file"),
      json::field("read", &Import::read, "Rows worked on so far"), json::field("made", &Import::made),
      json::field("matched", &Import::matched, "Were there already; what is new was added"),
      json::field("rejected", &Import::rejected),
      json::field("undone", &Import::undone, "Leads taken away by the undo"),
      json::field("interests", &Import::interests, "Of those made, how many do not meet the lead rule yet"),
      json::field("created_at", &Import::created_at), json::field("finished_at", &Import::finished_at),
      json::field("withheld", &Import::withheld, "Its rows may hold what is kept from the role of whoever asks"));
  static constexpr std::string_view schema_name = "Import";
};

struct ImportWish {
  std::vector<std::string> targets;  // for each column; what was guessed when empty
  std::optional<leads::Origin> origin;
  std::optional<leads::Purpose> purpose;
  std::optional<std::string> channel;
  static constexpr auto fields =
      json::fields(json::field("targets", &ImportWish::targets, json::with_default, json::length{0, 500},
                               "A target for each column, in order; what was guessed when left out"),
                   json::field("origin", &ImportWish::origin, "purchased or cold lists stay marked as such"),
                   json::field("purpose", &ImportWish::purpose),
                   json::field("channel", &ImportWish::channel, json::length{1, 40},
                               "How they came, where a row does not say it itself"));
  static constexpr std::string_view schema_name = "ImportWish";
};

// Keeps the file and says what it seems to be. Problem "file_empty".
Import upload(db::Database& database, const db::Scope& scope, std::string_view file_name, std::string_view bytes);
Import load_import(db::Work& work, ImportId id);  // Problem "not_found"
std::vector<Import> list_imports(db::Work& work);

// Puts the import to work. Makes the custom fields that columns ask for ("new:<type>"). Problem "target_unknown" at
// "/targets/<n>", "choice_unknown" at "/channel", "import_started".
Import start_import(db::Work& work, ImportId id, const ImportWish& wish);
// Throws away a file that nobody has started. Problem "import_started".
void discard_upload(db::Work& work, ImportId id);
// Takes away what only this import made, as durable work. Problem "import_not_done".
Import start_undo(db::Work& work, ImportId id);

// One piece; false when none is left. The job calls it until then.
bool run_piece(db::Database& database, const db::Scope& scope, ImportId id);
// Some leads less; false when none is left.
bool undo_some(db::Database& database, const db::Scope& scope, ImportId id);

std::vector<jobs::JobHandler> job_handlers();

// What could not be taken: the rows as they were, with the number and the reason, as CSV piece by piece (nothing at the
// end).
using Sentence = std::function<std::string(std::string_view code, Language language)>;
std::function<std::optional<std::string>()> rejected_rows(db::Database& database, const db::Scope& scope, ImportId id,
                                                          const Sentence& sentence);

}  // namespace sarnakh::connect

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<connect::ImportState> =
    std::to_array<std::string_view>({"uploaded", "running", "done", "undoing", "undone"});
}  // namespace sarnakh::json
