#include "foundations/basics/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace sarnakh::log {

namespace {

spdlog::logger& logger() {
  static const auto instance = [] {
    auto made = spdlog::stderr_logger_mt("sarnakh");
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    return made;
  }();
  return *instance;
}

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

void append_value(std::string& line, std::string_view value) {
  bool plain = !value.empty();
  for (const unsigned char byte : value) plain = plain && byte > ' ' && byte != '"' && byte != '=' && byte != 0x7f;
  if (plain) {
    line += value;
    return;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  line += '"';
  for (const unsigned char byte : value) {
    if (byte == '"' || byte == '\\') {
      line += '\\';
      line += static_cast<char>(byte);
    } else if (byte < 0x20 || byte == 0x7f) {
      line += "\\x";
      line += digits[byte >> 4];
      line += digits[byte & 15];
    } else {
      line += static_cast<char>(byte);
    }
  }
  line += '"';
}

}  // namespace

void set_level(Level level) { logger().set_level(spdlog_level(level)); }

std::string line_of(std::string_view message, Pairs pairs) {
  std::string line;
  append_value(line, message);
  if (line.starts_with('"')) line = line.substr(1, line.size() - 2);
  for (const auto& [key, value] : pairs) {
    line += ' ';
    line += key;
    line += '=';
    append_value(line, value);
  }
  return line;
}

void write(Level level, std::string_view message, Pairs pairs) {
  logger().log(spdlog_level(level), "{}", line_of(message, pairs));
}

}  // namespace sarnakh::log
