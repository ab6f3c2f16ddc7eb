#include "foundations/text/utf8.hpp"

namespace sarnakh::text {
namespace {

constexpr char32_t replacement = 0xFFFD;

unsigned byte_at(std::string_view bytes, std::size_t position) { return static_cast<unsigned char>(bytes[position]); }

// What may follow a lead byte (Unicode 15, table 3-7): how many bytes, and the range of the first of them.
struct Lead {
  int followers = 0;
  unsigned low = 0x80;
  unsigned high = 0xBF;
};

Lead lead_of(unsigned byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {};
}

// Reads one sequence; false when it is malformed (the position then stands behind its well-formed beginning).
bool read(std::string_view bytes, std::size_t& position, char32_t& code_point) {
  const unsigned first = byte_at(bytes, position++);
  code_point = first;
  if (first < 0x80) return true;
  Lead lead = lead_of(first);
  if (lead.followers == 0) return false;
  code_point = first & (0x3Fu >> lead.followers);
  for (; lead.followers > 0; --lead.followers) {
    if (position >= bytes.size()) return false;
    const unsigned byte = byte_at(bytes, position);
    if (byte < lead.low || byte > lead.high) return false;
    code_point = code_point << 6 | (byte & 0x3F);
    ++position;
    lead.low = 0x80;
    lead.high = 0xBF;
  }
  return true;
}

}  // namespace

bool valid_utf8(std::string_view bytes) {
  char32_t code_point = 0;
  for (std::size_t position = 0; position < bytes.size();) {
    if (!read(bytes, position, code_point)) return false;
  }
  return true;
}

char32_t next_code_point(std::string_view bytes, std::size_t& position) {
  char32_t code_point = 0;
  return read(bytes, position, code_point) ? code_point : replacement;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | code_point >> 12);
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | code_point >> 18);
    put(0x80 | (code_point >> 12 & 0x3F));
    put(0x80 | (code_point >> 6 & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

std::size_t length(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t position = 0; position < bytes.size(); ++count) next_code_point(bytes, position);
  return count;
}

std::string_view cut(std::string_view bytes, std::size_t bytes_at_most) {
  if (bytes.size() <= bytes_at_most) return bytes;
  std::size_t end = 0;
  for (std::size_t position = 0; position < bytes.size();) {
    next_code_point(bytes, position);
    if (position > bytes_at_most) break;
    end = position;
  }
  return bytes.substr(0, end);
}

}  // namespace sarnakh::text
