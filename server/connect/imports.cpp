#include "connect/imports.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "accounts/accounts.hpp"
#include "connect/connect_sql.hpp"
#include "connect/csv.hpp"
#include "connect/import_rows.hpp"
#include "foundations/db/errors.hpp"
#include "foundations/jobs/events.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/text/markup.hpp"
#include "foundations/text/utf8.hpp"
#include "leads/custom_names.hpp"
#include "leads/hidden_fields.hpp"
#include "leads/leads.hpp"
#include "leads/many.hpp"
#include "sources/channels.hpp"
#include "sources/sources.hpp"

namespace sarnakh::connect {

namespace {

constexpr std::size_t preview_rows = 20;
constexpr std::size_t sample_rows = 500;
constexpr std::size_t samples_of_column = 5;
constexpr std::size_t most_choices = 30;
constexpr std::size_t bytes_of_piece = 128 * 1024;
constexpr int undo_step = 500;
constexpr std::int64_t many = 1000;  // fewer do not mislead whoever plans a search

Import import_of(const db::Row& row) {
  Import import;
  import.id = row.id<ImportId>(0);
  import.state = json::enum_of_name<ImportState>(row.view(1)).value_or(ImportState::uploaded);
  import.file_name = row.text(2);
  import.encoding = row.text(3);
  import.delimiter = row.text(4);
  import.has_header = row.boolean(5);
  json::Reading reading;
  json::read(reading, json::parse(row.view(6)), import.columns, json::Options{});
  json::read(reading, json::parse(row.view(7), json::Limits{.bytes = std::size_t{16} << 20, .members = 100'000}),
             import.preview, json::Options{});
  if (!row.is_null(8)) import.origin = json::enum_of_name<leads::Origin>(row.view(8));
  if (!row.is_null(9)) import.purpose = json::enum_of_name<leads::Purpose>(row.view(9));
  import.pieces = row.integer(10);
  import.pieces_done = row.integer(11);
  import.rows = row.integer(12);
  import.read = row.integer(13);
  import.made = row.integer(14);
  import.matched = row.integer(15);
  import.rejected = row.integer(16);
  import.undone = row.integer(17);
  import.created_by = row.id<UserId>(18);
  import.created_at = row.instant(19);
  import.finished_at = row.maybe_instant(20);
  import.interests = row.integer(21);
  import.channel = row.maybe_text(22);
  return import;
}

template <class T>
std::string text_of(const std::vector<T>& list) {
  std::string out;
  json::append(out, list);
  return out;
}

std::string column_name(const CsvRow& first, bool has_header, std::size_t index) {
  if (has_header && !text::clean_text(first.fields[index]).empty()) return text::clean_text(first.fields[index]);
  return std::to_string(index + 1);
}

// An Excel workbook (new or old), an archive or a PDF, by its first bytes: what people bring when they have not saved
// their table as CSV.
bool is_no_text(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0") || bytes.starts_with("%PDF-");
}

// Names, samples and the first rows, from the beginning of the file.
void look_at(Import& import, std::string_view text, const std::vector<std::string>& custom_keys) {
  CsvReader reader(text, import.delimiter.front());
  auto first = reader.next();
  const auto fault = first ? first->fault : RowFault::none;
  while (first && first->fault != RowFault::none) first = reader.next();
  if (!first) throw Problem{fault == RowFault::none ? "file_empty" : reason_of(fault), "/file"};
  import.has_header = looks_like_header(*first);
  for (std::size_t i = 0; i < first->fields.size(); ++i)
    import.columns.push_back({column_name(*first, import.has_header, i), {}, ""});
  std::optional<CsvRow> row = import.has_header ? reader.next() : first;
  for (std::size_t count = 0; row && count < sample_rows; ++count, row = reader.next()) {
    if (row->fault != RowFault::none) continue;
    if (import.preview.size() < preview_rows) import.preview.push_back(row->fields);
    for (std::size_t i = 0; i < import.columns.size() && i < row->fields.size(); ++i) {
      auto& samples = import.columns[i].samples;
      const std::string sample{text::cut(row->fields[i], 200)};
      if (!sample.empty() && samples.size() < samples_of_column &&
          std::find(samples.begin(), samples.end(), sample) == samples.end())
        samples.push_back(sample);
    }
  }
  guess_targets(import.columns, custom_keys);
}

// A column that asks for a custom field of its own gets one. A choice takes the values that stand in the file's sample.
void make_custom_field(db::Work& work, Column& column) {
  leads::NewCustomField field;
  field.key = key_of_name(column.name);
  field.label = {column.name, column.name};
  field.type = json::enum_of_name<leads::FieldType>(column.target.substr(4)).value_or(leads::FieldType::text);
  if (field.type == leads::FieldType::choice || field.type == leads::FieldType::multi_choice) {
    for (const auto& sample : column.samples)
      if (field.choices.size() < most_choices) field.choices.push_back({key_of_name(sample), {sample, sample}});
  }
  const auto settings = leads::settings_of(work);
  if (const auto* known = settings->custom_field(*field.key)) {
    column.target = leads::custom_target(known->key);
    return;
  }
  column.target = leads::custom_target(leads::add_custom_field(work, field).key);
}

void progressed(db::Work& work, const Import& import) { jobs::announce(work, "import_progress", import.id.value); }

// Who brought the list is who makes its leads.
db::Scope scope_of(db::Database& database, const db::Scope& scope, ImportId id) {
  auto mine = scope;
  mine.caller.user = database.read(scope, [&](db::Work& work) { return load_import(work, id).created_by; });
  return mine;
}

struct Tally {
  std::int64_t made = 0, matched = 0, interests = 0;
  void count(const leads::UpsertResult& result) {
    if (result.outcome == leads::Outcome::created) ++made;
    if (result.outcome == leads::Outcome::created && result.layer == leads::Layer::interest) ++interests;
    if (result.outcome == leads::Outcome::matched) ++matched;
  }
};

// All rows at once; when one of them is refused each stands for itself, and the refused ones are rejects.
Tally take_rows(db::Work& work, RowsOfPiece& rows) {
  Tally tally;
  const auto take = [&](std::size_t i, const leads::UpsertResult& result) {
    tally.count(result);
    if (result.outcome == leads::Outcome::refused_erased)
      rows.rejects.push_back({rows.rows[i], "person_erased", "", ""});  // the number of the row says which
  };
  try {
    const auto results = leads::upsert_many(work, rows.drafts);
    for (std::size_t i = 0; i < results.size(); ++i) take(i, results[i]);
    return tally;
  } catch (const Problem&) {
    tally = {};
  }
  for (std::size_t i = 0; i < rows.drafts.size(); ++i) {
    try {
      take(i, leads::upsert(work, rows.drafts[i]));
    } catch (const Problem& problem) {
      const auto& fault = problem.faults.empty() ? FieldFault{problem.code, problem.pointer} : problem.faults.front();
      rows.rejects.push_back({rows.rows[i], fault.code, fault.pointer, rows.raws[i]});
    }
  }
  return tally;
}

}  // namespace

Import upload(db::Database& database, const db::Scope& scope, std::string_view file_name, std::string_view bytes) {
  if (is_no_text(bytes)) throw Problem{"file_not_csv", "/file"};
  std::vector<std::string> custom_keys;
  database.read(scope, [&](db::Work& work) {
    custom_keys.clear();
    for (const auto& field : leads::settings_of(work)->custom_fields) custom_keys.push_back(field.key);
  });
  // Looking at a long file takes seconds: nobody's write waits for that.
  Import import;
  import.file_name = std::string(text::cut(text::clean_text(file_name), 200));
  const auto encoding = guess_encoding(bytes);
  import.encoding = name_of(encoding);
  const auto content = decode(bytes, encoding);
  import.delimiter = std::string(1, guess_delimiter(content));
  look_at(import, content, custom_keys);
  const auto split = split_into_pieces(content, import.delimiter.front(), bytes_of_piece);
  import.rows = split.rows - (import.has_header ? 1 : 0);
  return database.write_alone(scope, [&](db::Work& work) {
    import.id = work.new_id<ImportId>();
    work.run(sql::insert_import,
             {work.workspace(), import.id, import.file_name, import.encoding, import.delimiter, import.has_header,
              text_of(import.columns), text_of(import.preview), static_cast<std::int64_t>(split.pieces.size()),
              import.rows, work.caller().user, work.now()});
    std::int64_t number = 0;
    for (const auto& piece : split.pieces)
      work.run_many(sql::insert_pieces, {work.workspace(), import.id, number++, piece.first_row, piece.content});
    accounts::audit(work, "import_uploaded", "import", import.id.value);
    return load_import(work, import.id);
  });
}

Import load_import(db::Work& work, ImportId id) {
  return import_of(*found(work.one(sql::load_import, {work.workspace(), id})));
}

std::vector<Import> list_imports(db::Work& work) {
  std::vector<Import> list;
  for (const auto row : work.query(sql::list_imports, {work.workspace()})) list.push_back(import_of(row));
  return list;
}

Import start_import(db::Work& work, ImportId id, const ImportWish& wish) {
  auto import = load_import(work, id);
  if (import.state != ImportState::uploaded) throw Problem{"import_started"};
  for (std::size_t i = 0; i < wish.targets.size() && i < import.columns.size(); ++i) {
    if (!is_target(wish.targets[i])) throw Problem{"target_unknown", "/targets/" + std::to_string(i)};
    import.columns[i].target = wish.targets[i];
  }
  if (wish.channel && !sources::is_channel(work, *wish.channel)) throw Problem{"choice_unknown", "/channel"};
  // Whether a person was there already is told of each row: nobody tries out what he may not see.
  for (std::size_t i = 0; i < import.columns.size(); ++i)
    leads::HiddenFields(work.caller())
        .refuse(leads::field_of_target(import.columns[i].target), "/targets/" + std::to_string(i));
  for (auto& column : import.columns) {
    if (column.target.starts_with("new:")) make_custom_field(work, column);
    column.samples.clear();  // they and the preview were for choosing the targets
  }
  const auto origin = wish.origin ? std::optional<std::string>(json::name_of_enum(*wish.origin)) : std::nullopt;
  const auto purpose = wish.purpose ? std::optional<std::string>(json::name_of_enum(*wish.purpose)) : std::nullopt;
  work.run(sql::start_import, {work.workspace(), id, text_of(import.columns), origin, purpose, wish.channel});
  json::Value payload{json::Object{}};
  payload.set("import", to_string(id));
  jobs::enqueue(work, "import", std::move(payload), {}, to_string(id));
  accounts::audit(work, "import_started", "import", id.value);
  return load_import(work, id);
}

void discard_upload(db::Work& work, ImportId id) {
  const auto import = load_import(work, id);
  // Another may start it at this moment: then it is his.
  if (work.run(sql::delete_import, {work.workspace(), id}) == 0) throw Problem{"import_started"};
  work.run(sql::delete_pieces, {work.workspace(), id});
  accounts::audit(work, "import_discarded", "import", id.value, json::Object{{"name", import.file_name}});
}

Import start_undo(db::Work& work, ImportId id) {
  const auto import = load_import(work, id);
  if (import.state != ImportState::done) throw Problem{"import_not_done"};
  work.run(sql::set_import_state, {work.workspace(), id, "undoing", import.finished_at});
  json::Value payload{json::Object{}};
  payload.set("import", to_string(id));
  jobs::enqueue(work, "import_undo", std::move(payload), {}, to_string(id));
  accounts::audit(work, "import_undone", "import", id.value);
  return load_import(work, id);
}

bool run_piece(db::Database& database, const db::Scope& scope, ImportId id) {
  return database.write_alone(scope_of(database, scope, id), [&](db::Work& work) {
    const auto import = load_import(work, id);
    if (import.state != ImportState::running) return false;
    if (import.pieces_done == import.pieces) {
      work.run(sql::set_import_state, {work.workspace(), id, "done", work.now()});
      if (import.made >= many) leads::many_came(work);
      progressed(work, import);
      return false;
    }
    const auto piece = found(work.one(sql::load_piece, {work.workspace(), id, import.pieces_done}));
    const auto workspace = accounts::workspace_of(work);
    auto rows = read_rows(
        import, piece->view(1), piece->integer(0),
        {workspace.phone_home(), workspace.time_zone, *sources::own_sources(work), sources::list_channels(work)});
    const auto tally = take_rows(work, rows);
    std::vector<db::Param> params;
    for (const auto& reject : rows.rejects)
      for (const auto& value : {db::Param(work.workspace()), db::Param(id), db::Param(reject.row),
                                db::Param(reject.reason), db::Param(reject.column), db::Param(reject.raw)})
        params.push_back(value);
    if (!params.empty()) work.run_many(sql::insert_rejects, params);
    // Another server may have done this piece meanwhile: then all of this is taken back.
    if (work.run(sql::finish_piece, {work.workspace(), id, import.pieces_done, rows.read, tally.made, tally.matched,
                                     static_cast<std::int64_t>(rows.rejects.size()), tally.interests}) == 0)
      throw db::TryAgain("the piece was done meanwhile");
    work.run(sql::delete_piece, {work.workspace(), id, import.pieces_done});
    progressed(work, import);
    return true;
  });
}

bool undo_some(db::Database& database, const db::Scope& scope, ImportId id) {
  return database.write_alone(scope, [&](db::Work& work) {
    const auto import = load_import(work, id);
    if (import.state != ImportState::undoing) return false;
    const auto removed = leads::remove_batch(work, id.value, undo_step);
    if (removed == 0) work.run(sql::set_import_state, {work.workspace(), id, "undone", work.now()});
    work.run(sql::count_undone, {work.workspace(), id, removed});
    progressed(work, import);
    return removed != 0;
  });
}

std::vector<jobs::JobHandler> job_handlers() {
  const auto import_of_job = [](const jobs::Job& job) {
    return ImportId{parse_id(job.payload["import"].as_string().value_or("")).value_or(0)};
  };
  return {{"import",
           [=](db::Database& database, const db::Scope& scope, const jobs::Job& job) {
             while (run_piece(database, scope, import_of_job(job))) {
             }
           }},
          {"import_undo", [=](db::Database& database, const db::Scope& scope, const jobs::Job& job) {
             while (undo_some(database, scope, import_of_job(job))) {
             }
           }}};
}

std::function<std::optional<std::string>()> rejected_rows(db::Database& database, const db::Scope& scope, ImportId id,
                                                          const Sentence& sentence) {
  const auto import = database.read(scope, [&](db::Work& work) { return load_import(work, id); });
  struct State {
    std::int64_t after = -1;
    bool begun = false;
  };
  const auto state = std::make_shared<State>();
  return [&database, scope, import, sentence, state]() -> std::optional<std::string> {
    const char delimiter = import.delimiter.front();
    std::string out;
    if (!state->begun) {
      state->begun = true;
      out = "\xEF\xBB\xBF";
      for (const auto& column : import.columns) out += text::csv_escape(column.name, delimiter) + delimiter;
      out += std::string("sarnakh_row") + delimiter + "sarnakh_reason" + delimiter + "sarnakh_column\r\n";
    }
    database.read(scope, [&](db::Work& work) {
      for (const auto row : work.query(sql::list_rejects, {work.workspace(), import.id, state->after, 1000})) {
        state->after = row.integer(0);
        const std::string raw = row.text(3);
        CsvReader reader(raw, delimiter);
        const auto fields = reader.next();
        std::size_t written = 0;
        if (fields && fields->fault == RowFault::none)
          for (; written < fields->fields.size() && written < import.columns.size(); ++written)
            out += text::csv_escape(fields->fields[written], delimiter) + delimiter;
        else
          out += text::csv_escape(raw, delimiter) + delimiter, ++written;
        for (; written < import.columns.size(); ++written) out += delimiter;
        out += std::to_string(row.integer(0)) + delimiter +
               text::csv_escape(sentence(row.view(1), scope.caller.language), delimiter) + delimiter +
               text::csv_escape(row.view(2), delimiter) + "\r\n";
      }
    });
    if (out.empty()) return std::nullopt;
    return out;
  };
}

}  // namespace sarnakh::connect
