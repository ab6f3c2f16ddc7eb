#include "foundations/db/render.hpp"

#include <charconv>

namespace sarnakh::db {

namespace {

// `before` ends with the IN of the list, or with a FROM: then they are rows (value). PostgreSQL gets an array, which it
// looks up in an index; of a subquery it guesses a hundred rows, and may read a whole table to compare it with them.
void append_list(std::string& before, std::string_view mark, std::string_view place, Dialect dialect) {
  const std::string source{place};
  if (dialect == Dialect::sqlite) {
    before += "(SELECT value FROM json_each(" + source + "))";
    return;
  }
  for (const auto& [list, array] : {std::pair{"NOT IN ", "<> ALL "}, std::pair{"IN ", "= ANY "}}) {
    if (!before.ends_with(list)) continue;
    before.replace(before.size() - std::string_view(list).size(), std::string::npos, array);
    break;
  }
  const auto rows = "(SELECT " + std::string(mark == "integers" ? "CAST(value AS BIGINT) AS value" : "value") +
                    " FROM json_array_elements_text(CAST(" + source + " AS JSON)))";
  before += before.ends_with("FROM ") ? rows : "(ARRAY" + rows + ")";
}

std::string row_of_places(std::size_t width) {
  std::string row;
  for (std::size_t place = 1; place <= width; ++place) row += (place == 1 ? "($" : ",$") + std::to_string(place);
  return row + ')';
}

std::size_t number_in(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::size_t row_width(std::string_view text) {
  const auto at = text.find("{rows ");
  return at == std::string_view::npos ? 0 : number_in(text.substr(at + 6));
}

std::string render(std::string_view text, Dialect dialect) {
  std::string out;
  while (true) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) return out += text;  // a brace alone is a character
    out += text.substr(0, open);
    const auto mark = text.substr(open + 1, close - open - 1);
    const auto space = mark.find(' ');
    const auto word = mark.substr(0, space);
    const auto argument = space == std::string_view::npos ? std::string_view{} : mark.substr(space + 1);
    if (word == "rows")
      out += row_of_places(number_in(argument));
    else if (word == "integers" || word == "texts")
      append_list(out, word, argument, dialect);
    else
      out += text.substr(open, close - open + 1);
    text.remove_prefix(close + 1);
  }
}

}  // namespace sarnakh::db
