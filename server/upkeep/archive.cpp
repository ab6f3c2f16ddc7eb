#include "upkeep/archive.hpp"

#include <algorithm>
#include <chrono>
#include <deque>
#include <thread>

#include "foundations/basics/problem.hpp"
#include "foundations/json/rfc3339.hpp"
#include "upkeep/archive_file.hpp"
#include "upkeep/tables.hpp"
#include "upkeep/upkeep_sql.hpp"

namespace sarnakh::upkeep {

namespace {

constexpr std::int64_t format = 1;
constexpr std::int64_t rows_between_words = 5'000;
constexpr std::size_t rows_in_statement = 64;

db::Scope everybody(Instant now) { return {now, Caller::system(WorkspaceId{})}; }

// Says now and then how far it is.
class Teller {
 public:
  Teller(const Watch& watch, std::int64_t of) : watch_(watch), of_(of) {}
  void one(const std::string& table) {
    if (++rows_ % rows_between_words == 0 && watch_) watch_({table, rows_, of_});
  }
  std::int64_t rows() const { return rows_; }

 private:
  const Watch& watch_;
  std::int64_t rows_ = 0, of_;
};

json::Value header_of(db::Work& work, std::string_view version, const std::vector<Table>& tables,
                      const std::vector<std::int64_t>& counts) {
  json::Array steps;
  for (const auto& [name, checksum] : db::applied_steps(work)) steps.push_back(json::Array{name, checksum});
  json::Array list;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    json::Array columns(tables[i].columns.begin(), tables[i].columns.end());
    list.push_back(json::Object{{"name", tables[i].name}, {"rows", counts[i]}, {"columns", std::move(columns)}});
  }
  return json::Object{{"sarnakh", version},
                      {"format", format},
                      {"made_at", json::print_rfc3339(work.now())},
                      {"database", work.dialect() == db::Dialect::sqlite ? "sqlite" : "postgres"},
                      {"steps", std::move(steps)},
                      {"tables", std::move(list)}};
}

// What the first line says.
struct Header {
  ArchiveState state;
  std::vector<std::pair<std::string, std::string>> steps;  // name, checksum
  std::vector<Table> tables;
};

Problem not_ours(const std::string& path) {
  return Problem{"archive_unreadable", {}, {{"path", path}, {"cause", "not an archive of Sarnakh"}}};
}

Header read_header(ArchiveReader& reader, const std::string& path) {
  const auto line = reader.line();
  json::Value first;
  try {
    first = parse_line(line, path);
  } catch (const Problem&) {
    throw not_ours(path);
  }
  const auto version = first["sarnakh"].as_string();
  if (!version) throw not_ours(path);
  if (first["format"].as_integer() != format) throw Problem{"archive_newer", {}, {{"version", std::string(*version)}}};
  Header header;
  header.state.version = *version;
  header.state.made_at = json::parse_rfc3339(first["made_at"].as_string().value_or("")).value_or(Instant{});
  for (const auto& step : first["steps"].as_array())
    header.steps.emplace_back(step.as_array().at(0).as_string().value_or(""),
                              step.as_array().at(1).as_string().value_or(""));
  for (const auto& one : first["tables"].as_array()) {
    Table table{std::string(one["name"].as_string().value_or("")), {}};
    for (const auto& column : one["columns"].as_array()) table.columns.emplace_back(column.as_string().value_or(""));
    header.state.tables.push_back({table.name, one["rows"].as_integer().value_or(0), {}});
    header.tables.push_back(std::move(table));
  }
  return header;
}

// Reads the rows of one table and its last line; `take` gets each row's line. Sets the digest.
void read_table(ArchiveReader& reader, const std::string& path, TableState& state,
                const std::function<void(std::string_view)>& take) {
  const auto damaged = [&](const std::string& cause) {
    return Problem{"archive_damaged", {}, {{"path", path}, {"cause", state.name + ": " + cause}}};
  };
  if (parse_line(reader.line(), path)["table"].as_string() != state.name) throw damaged("the table does not begin");
  RowsDigest digest;
  for (auto line = reader.line();; line = reader.line()) {
    if (line.starts_with('[')) {
      digest.add(line);
      take(line);
      continue;
    }
    const auto last = parse_line(line, path);
    if (last["end"].as_string() != state.name) throw damaged("the table does not end");
    if (last["rows"].as_integer() != digest.rows() || digest.rows() != state.rows) throw damaged("rows are missing");
    if (last["digest"].as_string() != digest.hex()) throw damaged("the rows differ from their digest");
    state.digest = digest.hex();
    return;
  }
}

// The steps of this program that the archive was made with, in their order.
std::vector<db::Migration> steps_of(const Header& header, const std::vector<db::Migration>& all) {
  std::vector<db::Migration> steps;
  for (const auto& [name, checksum] : header.steps) {
    const auto known =
        std::find_if(all.begin(), all.end(), [&wanted = name](const auto& step) { return step.name == wanted; });
    if (known == all.end()) throw Problem{"archive_newer", {}, {{"version", header.state.version}}, name};
    if (db::checksum_of(*known) != checksum) throw Problem{"migration_changed", {}, {{"step", name}}, name};
    steps.push_back(*known);
  }
  return steps;
}

// Collects rows and writes them with as few statements as it can.
class Loader {
 public:
  Loader(db::Work& work, const Table& table, const std::string& path) : work_(work), table_(table), path_(path) {}

  void take(std::string_view line) {
    rows_.push_back(parse_line(line, path_));
    if (rows_.back().as_array().size() != table_.columns.size())
      throw Problem{"archive_damaged", {}, {{"path", path_}, {"cause", table_.name + ": a row of another length"}}};
    if (rows_.size() == rows_in_statement) write();
  }
  void finish() {
    while (!rows_.empty()) write();
  }

 private:
  void write() {
    const auto rows = rows_.size() == rows_in_statement ? rows_in_statement : std::size_t{1};
    std::deque<std::string> bytes;
    std::vector<db::Param> params;
    for (std::size_t row = 0; row < rows; ++row)
      for (const auto& cell : rows_[row].as_array()) params.push_back(param_of(cell, bytes));
    work_.query_text(text_for(rows), params);
    rows_.erase(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(rows));
  }
  static db::Param param_of(const json::Value& cell, std::deque<std::string>& bytes) {
    if (const auto text = cell.as_string()) return {*text};
    if (cell.is_integer()) return {*cell.as_integer()};
    if (const auto number = cell.as_number()) return {*number};
    if (const auto hex = cell["hex"].as_string()) return {bytes.emplace_back(from_hex(*hex))};
    return {nullptr};
  }
  static std::string from_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
      bytes += static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
    return bytes;
  }
  std::string text_for(std::size_t rows) const {
    std::string text = "INSERT INTO \"" + table_.name + "\" (";
    for (std::size_t i = 0; i < table_.columns.size(); ++i) text += (i == 0 ? "\"" : ", \"") + table_.columns[i] + "\"";
    text += ") VALUES ";
    std::size_t place = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      text += row == 0 ? "(" : ", (";
      for (std::size_t i = 0; i < table_.columns.size(); ++i) text += (i == 0 ? "$" : ", $") + std::to_string(++place);
      text += ")";
    }
    return text;
  }

  db::Work& work_;
  const Table& table_;
  const std::string& path_;
  std::vector<json::Value> rows_;
};

TableState state_of(db::Work& work, const Table& table, Teller& teller) {
  RowsDigest digest;
  each_line(work, table, [&](std::string_view line) {
    digest.add(line);
    teller.one(table.name);
    return true;
  });
  return {table.name, digest.rows(), digest.hex()};
}

int servers(db::Work& work) { return static_cast<int>(work.one(sql::count_servers)->integer(0)); }

// PostgreSQL shows the connections of a command that has just ended for a moment longer.
void wait_for_the_last(db::Database& database, Instant now) {
  for (int tenths = 0; tenths < 30 && database.write_alone(everybody(now), servers) > 0; ++tenths)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
}

void clear(db::Work& work, bool replace) {
  if (servers(work) > 0) throw Problem{"restore_while_serving"};
  const auto tables = tables_of(work);
  if (!replace)
    for (const auto& table : tables)
      if (const auto rows = count_rows(work, table); rows > 0)
        throw Problem{"restore_not_empty", {}, {{"table", table.name}, {"rows", std::to_string(rows)}}};
  for (const auto& table : tables) work.query_text("DROP TABLE \"" + table.name + "\"", {});
}

}  // namespace

std::int64_t ArchiveState::rows() const {
  std::int64_t sum = 0;
  for (const auto& table : tables) sum += table.rows;
  return sum;
}

ArchiveState back_up(db::Database& database, Instant now, std::string_view version, const std::string& path,
                     const Watch& watch) {
  ArchiveWriter writer(path);
  // One read sees one state of the database, from its first statement to its last.
  return database.read(everybody(now), [&](db::Work& work) {
    ArchiveState state{now, std::string(version), {}};
    const auto tables = tables_of(work);
    std::vector<std::int64_t> counts;
    std::int64_t of = 0;
    for (const auto& table : tables) of += counts.emplace_back(count_rows(work, table));
    writer.line(json::write(header_of(work, version, tables, counts)));
    Teller teller(watch, of);
    for (const auto& table : tables) {
      writer.line(json::write(json::Object{{"table", table.name}}));
      RowsDigest digest;
      each_line(work, table, [&](std::string_view line) {
        writer.line(line);
        digest.add(line);
        teller.one(table.name);
        return true;
      });
      writer.line(json::write(json::Object{{"end", table.name}, {"rows", digest.rows()}, {"digest", digest.hex()}}));
      state.tables.push_back({table.name, digest.rows(), digest.hex()});
    }
    writer.commit(teller.rows());
    return state;
  });
}

ArchiveState restore(db::Database& database, Instant now, const std::vector<db::Migration>& steps,
                     const std::string& path, bool replace, const Watch& watch) {
  wait_for_the_last(database, now);
  auto state = database.write_alone(everybody(now), [&](db::Work& work) {
    ArchiveReader reader(path);
    auto header = read_header(reader, path);
    const auto wanted = steps_of(header, steps);
    clear(work, replace);
    db::apply_anew(work, wanted);
    Teller teller(watch, header.state.rows());
    for (std::size_t i = 0; i < header.tables.size(); ++i) {
      const auto& table = header.tables[i];
      // A step may have put rows of its own in.
      work.query_text("DELETE FROM \"" + table.name + "\"", {});
      Loader loader(work, table, path);
      read_table(reader, path, header.state.tables[i], [&](std::string_view line) {
        loader.take(line);
        teller.one(table.name);
      });
      loader.finish();
    }
    reader.finish();
    Teller checker(watch, header.state.rows());
    for (std::size_t i = 0; i < header.tables.size(); ++i)
      if (state_of(work, header.tables[i], checker) != header.state.tables[i])
        throw Problem{"restore_differs", {}, {{"table", header.tables[i].name}}};
    return header.state;
  });
  db::migrate(database, steps, now);
  return state;
}

std::vector<Difference> verify(db::Database& database, const std::string& path, ArchiveState& state,
                               const Watch& watch) {
  ArchiveReader reader(path);
  auto header = read_header(reader, path);
  for (auto& table : header.state.tables) read_table(reader, path, table, [](std::string_view) {});
  reader.finish();
  std::vector<Difference> differences;
  database.read(everybody({}), [&](db::Work& work) {
    const auto present = tables_of(work);
    Teller teller(watch, header.state.rows());
    for (std::size_t i = 0; i < header.tables.size(); ++i) {
      const auto& archived = header.state.tables[i];
      const auto same =
          std::find_if(present.begin(), present.end(), [&](const Table& table) { return table.name == archived.name; });
      const auto now = same == present.end() ? TableState{archived.name, 0, "-"}
                                             // The archive's columns: a later step may have added some.
                                             : state_of(work, header.tables[i], teller);
      if (now != archived) differences.push_back({archived, now});
    }
    for (const auto& table : present)
      if (std::none_of(header.tables.begin(), header.tables.end(),
                       [&](const Table& one) { return one.name == table.name; }))
        if (const auto rows = count_rows(work, table); rows > 0)
          differences.push_back({{table.name, 0, {}}, {table.name, rows, "-"}});
  });
  state = std::move(header.state);
  return differences;
}

}  // namespace sarnakh::upkeep
