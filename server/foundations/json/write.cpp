#include <array>
#include <charconv>
#include <cmath>

#include "foundations/json/describe.hpp"
#include "foundations/json/rfc3339.hpp"

namespace sarnakh::json {

void append_string(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto escape = [&](unsigned code) {
    out += "\\u";
    for (const int shift : {12, 8, 4, 0}) out += digits[(code >> shift) & 15];
  };
  out += '"';
  std::size_t plain = 0;  // start of the bytes not yet copied
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // U+2028 and U+2029 (E2 80 A8, E2 80 A9) end a line in old JavaScript.
    const bool separator = byte == 0xE2 && i + 2 < text.size() && text[i + 1] == '\x80' &&
                           (text[i + 2] == '\xA8' || text[i + 2] == '\xA9');
    const bool special = byte < 0x20 || byte == '"' || byte == '\\' || byte == '<' || byte == '>' ||
                         byte == '&' || byte == 0x7F;
    if (!special && !separator) continue;
    out.append(text, plain, i - plain);
    if (separator) {
      escape(text[i + 2] == '\xA8' ? 0x2028 : 0x2029);
      i += 2;
    } else if (byte == '"' || byte == '\\') {
      out += '\\';
      out += static_cast<char>(byte);
    } else if (byte == '\n') {
      out += "\\n";
    } else if (byte == '\t') {
      out += "\\t";
    } else {
      escape(byte);
    }
    plain = i + 1;
  }
  out.append(text, plain, std::string_view::npos);
  out += '"';
}

void append(std::string& out, bool value) { out += value ? "true" : "false"; }
void append(std::string& out, int value) { out += std::to_string(value); }
void append(std::string& out, std::int64_t value) { out += std::to_string(value); }
void append(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  out.append(buffer.data(), end);
}
void append(std::string& out, const std::string& value) { append_string(out, value); }
void append(std::string& out, Instant value) { append_string(out, print_rfc3339(value)); }

void append_name(std::string& out, std::string_view name, bool& first) {
  if (!first) out += ',';
  first = false;
  append_string(out, name);
  out += ':';
}

void append(std::string& out, const Value& value) {
  if (value.is_bool()) return append(out, *value.as_bool());
  if (value.is_integer()) return append(out, *value.as_integer());
  if (value.is_number()) return append(out, *value.as_number());
  if (value.is_string()) return append_string(out, *value.as_string());
  if (value.is_array()) return append(out, value.as_array());
  if (value.is_object()) {
    out += '{';
    bool first = true;
    for (const auto& [name, member] : value.as_object()) {
      append_name(out, name, first);
      append(out, member);
    }
    out += '}';
    return;
  }
  out += "null";
}

std::string write(const Value& value) {
  std::string out;
  append(out, value);
  return out;
}

}  // namespace sarnakh::json
