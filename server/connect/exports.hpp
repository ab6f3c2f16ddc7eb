#pragma once

// The leads of a filter as a file, piece by piece: CSV for spreadsheets (byte order mark, CRLF, both calendars, cells
// that would be read as formulas made harmless), or NDJSON with everything, one lead a line.

#include <functional>
#include <optional>
#include <string>

#include "foundations/db/database.hpp"
#include "leads/leads.hpp"

namespace sarnakh::connect {

enum class ExportKind { csv, ndjson };

// Each call gives the next piece, nothing at the end. The database must outlive the function.
std::function<std::optional<std::string>()> export_leads(db::Database& database, const db::Scope& scope,
                                                         const leads::Filter& filter, ExportKind kind);

}  // namespace sarnakh::connect
