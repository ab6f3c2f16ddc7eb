#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "foundations/json/describe.hpp"
#include "foundations/json/rfc3339.hpp"

namespace sarnakh::json {

namespace {

// Bytes that cannot simply be copied into a string; 0xE2 begins U+2028 and U+2029.
constexpr std::array<bool, 256> special = [] {
  std::array<bool, 256> table{};
  for (int byte = 0; byte < 0x20; ++byte) table[byte] = true;
  for (const unsigned char byte : {'"', '\\', '<', '>', '&'}) table[byte] = true;
  table[0x7f] = true;
  table[0xe2] = true;
  return table;
}();

void append_escape(std::string& out, unsigned char byte) {
  constexpr std::string_view digits = "0123456789abcdef";
  out += "\\u00";
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

// What is not UTF-8 (it can only come from outside by a road that does not check) becomes U+FFFD, so that the
// text stays JSON.
std::string mended(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (length <= text.size() && simdjson::validate_utf8(text.data(), length)) {
      result += text.substr(0, length);
      text.remove_prefix(length);
    } else {
      result += "\xEF\xBF\xBD";
      text.remove_prefix(1);
    }
  }
  return result;
}

template <class Number>
void append_number(std::string& out, Number value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  // By its length: two pointers make clang's build copy the whole text for each number.
  out.append(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  const auto plain = [](char byte) {
    return static_cast<unsigned char>(byte) < 0x80 && !special[static_cast<unsigned char>(byte)];
  };
  if (std::all_of(text.begin(), text.end(), plain)) {
    out += '"';
    out += text;
    out += '"';
    return;
  }
  if (!simdjson::validate_utf8(text.data(), text.size())) return append_string(out, mended(text));
  out += '"';
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (!special[byte]) continue;
    if (byte == 0xe2) {
      const bool separator = text[i + 1] == '\x80' && (text[i + 2] == '\xa8' || text[i + 2] == '\xa9');
      if (!separator) continue;
      out.append(text.substr(copied, i - copied));
      out += text[i + 2] == '\xa8' ? "\\u2028" : "\\u2029";
      copied = i + 3;
      i += 2;
      continue;
    }
    out.append(text.substr(copied, i - copied));
    copied = i + 1;
    switch (byte) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        append_escape(out, byte);
    }
  }
  out.append(text.substr(copied));
  out += '"';
}

void append(std::string& out, bool value) { out += value ? "true" : "false"; }
void append(std::string& out, int value) { append_number(out, value); }
void append(std::string& out, std::int64_t value) { append_number(out, value); }
void append(std::string& out, double value) {
  if (value == 0)
    out += '0';  // also what was -0: read again it would be 0
  else if (std::isfinite(value))
    append_number(out, value);
  else
    out += "null";
}
void append(std::string& out, const std::string& value) { append_string(out, value); }
void append(std::string& out, Instant value) {
  out += '"';
  append_rfc3339(out, value);
  out += '"';
}

// Names of members are words of our own code.
void append_name(std::string& out, std::string_view name, bool& first) {
  if (!first) out += ',';
  first = false;
  out += '"';
  out += name;
  out += "\":";
}

void append(std::string& out, const Value& value) {
  if (value.is_null()) {
    out += "null";
  } else if (const auto boolean = value.as_bool()) {
    append(out, *boolean);
  } else if (value.is_integer()) {
    append(out, *value.as_integer());
  } else if (const auto number = value.as_number()) {
    append(out, *number);
  } else if (const auto text = value.as_string()) {
    append_string(out, *text);
  } else if (value.is_array()) {
    out += '[';
    bool first = true;
    for (const auto& item : value.as_array()) {
      if (!first) out += ',';
      first = false;
      append(out, item);
    }
    out += ']';
  } else {
    out += '{';
    bool first = true;
    for (const auto& [name, member] : value.as_object()) {
      if (!first) out += ',';
      first = false;
      append_string(out, name);
      out += ':';
      append(out, member);
    }
    out += '}';
  }
}

std::string write(const Value& value) {
  std::string out;
  append(out, value);
  return out;
}

}  // namespace sarnakh::json
