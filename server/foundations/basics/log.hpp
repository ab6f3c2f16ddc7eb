#pragma once

// Structured logs: one line of `key=value` pairs, to standard error. Never a secret, never personal data: say
// ids and counts, not names, phones, bodies or addresses with tokens.

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace sarnakh::log {

enum class Level { debug, info, warning, error };
using Pairs = std::initializer_list<std::pair<std::string_view, std::string>>;

// Lines below `level` are dropped. Default: info.
void set_level(Level level);
void write(Level level, std::string_view message, Pairs pairs = {});

inline void debug(std::string_view message, Pairs pairs = {}) { write(Level::debug, message, pairs); }
inline void info(std::string_view message, Pairs pairs = {}) { write(Level::info, message, pairs); }
inline void warning(std::string_view message, Pairs pairs = {}) { write(Level::warning, message, pairs); }
inline void error(std::string_view message, Pairs pairs = {}) { write(Level::error, message, pairs); }

// The line as it would be written, without time and level (for tests): values with spaces, quotes or
// control characters are quoted and escaped, so that no value can forge a second line.
std::string line_of(std::string_view message, Pairs pairs);

}  // namespace sarnakh::log
