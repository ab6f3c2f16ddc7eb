#include "foundations/text/markup.hpp"

#include "foundations/text/utf8.hpp"

namespace sarnakh::text {

namespace {

constexpr std::string_view hex = "0123456789ABCDEF";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Characters with which a spreadsheet begins a formula, also in their full-width forms.
bool starts_formula(std::string_view text) {
  if (text.empty()) return false;
  std::size_t at = 0;
  const auto first = next_code_point(text, at);
  switch (first) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
    case 0:
    case 0xFF1D:
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string html_escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size();) {
    const auto code = next_code_point(text, at);
    switch (code) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case 0:
        append_utf8(out, 0xFFFD);
        break;
      default:
        append_utf8(out, code);
    }
  }
  return out;
}

std::string guard_formula(std::string_view text) {
  // A text that begins with an apostrophe before such a character gets one more, so that unguarding gives it back.
  const bool guarded_look =
      text.starts_with('\'') && (starts_formula(text.substr(1)) || text.substr(1).starts_with('\''));
  return starts_formula(text) || guarded_look ? "'" + std::string(text) : std::string(text);
}

std::string unguard_formula(std::string_view text) {
  if (text.starts_with('\'') && (starts_formula(text.substr(1)) || text.substr(1).starts_with('\'')))
    return std::string(text.substr(1));
  return std::string(text);
}

std::string csv_escape_raw(std::string_view text, char delimiter) {
  const bool quotes = text.find_first_of("\"\r\n") != std::string_view::npos ||
                      text.find(delimiter) != std::string_view::npos || text.starts_with(' ') || text.ends_with(' ');
  if (!quotes) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string csv_escape(std::string_view text, char delimiter) { return csv_escape_raw(guard_formula(text), delimiter); }

std::string csv_unescape(std::string_view cell) {
  if (cell.size() < 2 || !cell.starts_with('"') || !cell.ends_with('"')) return unguard_formula(cell);
  std::string out;
  cell = cell.substr(1, cell.size() - 2);
  for (std::size_t at = 0; at < cell.size(); ++at) {
    out += cell[at];
    if (cell[at] == '"' && at + 1 < cell.size() && cell[at + 1] == '"') ++at;
  }
  return unguard_formula(out);
}

std::string percent_encode(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unreserved = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                            (byte >= 'A' && byte <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
    if (unreserved) {
      out += c;
    } else {
      out += '%';
      out += hex[byte >> 4];
      out += hex[byte & 15];
    }
  }
  return out;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += text[at];
      continue;
    }
    if (at + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[at + 1]), low = hex_value(text[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return out;
}

std::string json_quote(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const auto code = next_code_point(text, at);
    if (code == '"' || code == '\\') {
      out += '\\';
      out += static_cast<char>(code);
    } else if (code < 0x20 || code == 0x7F) {
      out += "\\u00";
      out += hex[code >> 4];
      out += hex[code & 15];
    } else {
      append_utf8(out, code);
    }
  }
  return out + "\"";
}

}  // namespace sarnakh::text
