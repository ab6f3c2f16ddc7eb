#include <simdjson.h>

#include <charconv>

#include "foundations/json/describe.hpp"
#include "foundations/json/rfc3339.hpp"

namespace sarnakh::json {

void append_pointer_part(std::string& pointer, std::string_view name) {
  pointer += '/';
  for (const char c : name) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
}

namespace {

void wrong_type(Reading& reading, std::string_view expected) {
  reading.fault("wrong_type", {{"expected", std::string(expected)}});
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> integer_in(const Reading& reading, const Value& value) {
  if (value.is_number()) return value.as_integer();
  if (reading.lenient && value.is_string()) return number_in<std::int64_t>(*value.as_string());
  return std::nullopt;
}

// PostgreSQL cannot hold a NUL in text, and nobody means one.
bool is_text(std::string_view text) {
  return !text.contains('\0') && simdjson::validate_utf8(text.data(), text.size());
}

bool holds_only_text(const Value& value) {
  if (const auto text = value.as_string()) return is_text(*text);
  for (const auto& item : value.as_array())
    if (!holds_only_text(item)) return false;
  for (const auto& [name, member] : value.as_object())
    if (!is_text(name) || !holds_only_text(member)) return false;
  return true;
}

std::size_t characters_of(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return count;
}

void check_length(Reading& reading, std::size_t length, const Options& options, const char* below, const char* above) {
  // An empty text where one is needed is a field left out, to the person who filled the form.
  if (length == 0 && options.least_length == 1) return reading.fault("required");
  if (length < options.least_length)
    reading.fault(below, {{"least", std::to_string(options.least_length)}});
  else if (length > options.most_length)
    reading.fault(above, {{"most", std::to_string(options.most_length)}});
}

bool in_range(Reading& reading, std::int64_t number, std::int64_t least, std::int64_t most) {
  if (number >= least && number <= most) return true;
  reading.fault("out_of_range", {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
  return false;
}

}  // namespace

void Reading::fault(std::string code, std::vector<std::pair<std::string, std::string>> values) {
  // A hostile body could make a fault for each of its ten thousand items; nobody reads more than a hundred.
  if (faults.size() < 100) faults.push_back({std::move(code), pointer_, std::move(values)});
}

Reading::Step::Step(Reading& reading, std::string_view name) : reading_(reading), length_(reading.pointer_.size()) {
  append_pointer_part(reading_.pointer_, name);
}
Reading::Step::Step(Reading& reading, std::size_t index) : reading_(reading), length_(reading.pointer_.size()) {
  reading_.pointer_ += '/';
  reading_.pointer_ += std::to_string(index);
}
Reading::Step::~Step() { reading_.pointer_.resize(length_); }

void read(Reading& reading, const Value& value, bool& into, const Options&) {
  if (const auto boolean = value.as_bool()) {
    into = *boolean;
    return;
  }
  const auto text = reading.lenient ? value.as_string().value_or("") : "";
  if (text == "true" || text == "1" || text == "on")
    into = true;
  else if (text == "false" || text == "0" || text == "off")
    into = false;
  else
    wrong_type(reading, "boolean");
}

void read(Reading& reading, const Value& value, int& into, const Options& options) {
  const auto number = integer_in(reading, value);
  if (!number) return wrong_type(reading, "integer");
  const auto least = std::max<std::int64_t>(options.least, INT32_MIN);
  const auto most = std::min<std::int64_t>(options.most, INT32_MAX);
  if (in_range(reading, *number, least, most)) into = static_cast<int>(*number);
}

void read(Reading& reading, const Value& value, std::int64_t& into, const Options& options) {
  const auto number = integer_in(reading, value);
  if (!number) return wrong_type(reading, "integer");
  if (in_range(reading, *number, options.least, options.most)) into = *number;
}

void read(Reading& reading, const Value& value, double& into, const Options& options) {
  auto number = value.as_number();
  if (!number && reading.lenient && value.is_string()) number = number_in<double>(*value.as_string());
  if (!number || *number != *number || *number - *number != 0) return wrong_type(reading, "number");
  const bool fits = (options.least == INT64_MIN || *number >= static_cast<double>(options.least)) &&
                    (options.most == INT64_MAX || *number <= static_cast<double>(options.most));
  if (!fits) {
    reading.fault("out_of_range", {{"least", std::to_string(options.least)}, {"most", std::to_string(options.most)}});
    return;
  }
  into = *number;
}

void read(Reading& reading, const Value& value, std::string& into, const Options& options) {
  const auto text = value.as_string();
  if (!text) return wrong_type(reading, "string");
  if (!is_text(*text)) return reading.fault("not_utf8");
  check_length(reading, characters_of(*text), options, "too_short", "too_long");
  into = *text;
}

void read(Reading& reading, const Value& value, Instant& into, const Options&) {
  const auto text = value.as_string();
  if (!text) return wrong_type(reading, "string");
  const auto instant = parse_rfc3339(*text);
  if (!instant) return reading.fault("not_an_instant");
  into = *instant;
}

void read(Reading& reading, const Value& value, Value& into, const Options&) {
  if (!holds_only_text(value)) return reading.fault("not_utf8");
  into = value;
}

void read_id(Reading& reading, const Value& value, std::int64_t& into) {
  const auto text = value.as_string();
  if (!text) return wrong_type(reading, "string");
  const auto number = parse_id(*text);
  if (!number) return reading.fault("not_an_id");
  into = *number;
}

void read_enum(Reading& reading, const Value& value, const std::string_view* names, std::size_t count,
               std::size_t& into) {
  const auto text = value.as_string();
  if (!text) return wrong_type(reading, "string");
  for (std::size_t i = 0; i < count; ++i)
    if (names[i] == *text) {
      into = i;
      return;
    }
  std::string choices;
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) choices += ", ";
    choices += names[i];
  }
  reading.fault("unknown_choice", {{"choices", std::move(choices)}});
}

void check_items(Reading& reading, const Value& value, const Options& options) {
  if (!value.is_array()) return wrong_type(reading, "array");
  check_length(reading, value.as_array().size(), options, "too_few", "too_many");
}

}  // namespace sarnakh::json
