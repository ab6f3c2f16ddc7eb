#include "foundations/http/percent.hpp"

namespace sarnakh::http {

std::string percent_decoded(std::string_view text, Plus plus) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus == Plus::is_space) {
      result += ' ';
    } else if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      result += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

bool read_pairs(std::string_view text, std::size_t most, std::vector<std::pair<std::string, std::string>>& into) {
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto piece = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (piece.empty()) continue;
    if (into.size() >= most) return false;
    const auto equals = piece.find('=');
    into.emplace_back(percent_decoded(piece.substr(0, equals), Plus::is_space),
                      equals == piece.npos ? "" : percent_decoded(piece.substr(equals + 1), Plus::is_space));
  }
  return true;
}

}  // namespace sarnakh::http
