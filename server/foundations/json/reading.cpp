#include <charconv>

#include "foundations/json/describe.hpp"
#include "foundations/json/rfc3339.hpp"

namespace sarnakh::json {

namespace {

// `/` and `~` in a name are written ~1 and ~0 in a JSON pointer (RFC 6901).
std::string pointer_part(std::string_view name) {
  std::string part;
  for (const char c : name) {
    if (c == '~')
      part += "~0";
    else if (c == '/')
      part += "~1";
    else
      part += c;
  }
  return part;
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

void check_length(Reading& reading, std::size_t size, const Options& options) {
  if (size < options.least_length)
    reading.fault(options.least_length == 1 && size == 0 ? "required" : "too_short",
                  {{"least", std::to_string(options.least_length)}});
  else if (size > options.most_length)
    reading.fault("too_long", {{"most", std::to_string(options.most_length)}});
}

template <class Number>
std::optional<Number> number_of(const Value& value, bool lenient) {
  if (lenient && value.is_string()) {
    const auto text = *value.as_string();
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) return number;
    return std::nullopt;
  }
  if constexpr (std::is_same_v<Number, double>)
    return value.as_number();
  else
    return value.as_integer();
}

}  // namespace

void Reading::fault(std::string code, std::vector<std::pair<std::string, std::string>> values) {
  if (faults.size() < 100) faults.push_back({std::move(code), pointer_, std::move(values)});
}

Reading::Step::Step(Reading& reading, std::string_view name)
    : reading_(reading), length_(reading.pointer_.size()) {
  reading_.pointer_ += "/" + pointer_part(name);
}
Reading::Step::Step(Reading& reading, std::size_t index)
    : reading_(reading), length_(reading.pointer_.size()) {
  reading_.pointer_ += "/" + std::to_string(index);
}
Reading::Step::~Step() { reading_.pointer_.resize(length_); }

void read(Reading& reading, const Value& value, bool& into, const Options&) {
  if (reading.lenient && value.is_string()) {
    if (*value.as_string() == "true" || *value.as_string() == "1") {
      into = true;
      return;
    }
    if (*value.as_string() == "false" || *value.as_string() == "0") {
      into = false;
      return;
    }
  }
  if (const auto flag = value.as_bool())
    into = *flag;
  else
    reading.fault("wrong_type", {{"expected", "boolean"}});
}

void read(Reading& reading, const Value& value, std::int64_t& into, const Options& options) {
  const auto number = number_of<std::int64_t>(value, reading.lenient);
  if (!number) return reading.fault("wrong_type", {{"expected", "integer"}});
  if (*number < options.least || *number > options.most)
    return reading.fault("out_of_range",
                         {{"least", std::to_string(options.least)}, {"most", std::to_string(options.most)}});
  into = *number;
}

void read(Reading& reading, const Value& value, int& into, const Options& options) {
  auto bounded = options;
  bounded.least = std::max<std::int64_t>(bounded.least, INT32_MIN);
  bounded.most = std::min<std::int64_t>(bounded.most, INT32_MAX);
  std::int64_t wide = into;
  read(reading, value, wide, bounded);
  into = static_cast<int>(wide);
}

void read(Reading& reading, const Value& value, double& into, const Options&) {
  if (const auto number = number_of<double>(value, reading.lenient))
    into = *number;
  else
    reading.fault("wrong_type", {{"expected", "number"}});
}

void read(Reading& reading, const Value& value, std::string& into, const Options& options) {
  const auto text = value.as_string();
  if (!text) return reading.fault("wrong_type", {{"expected", "string"}});
  // NUL cannot be stored as text by PostgreSQL, and nobody types it.
  if (text->find('\0') != std::string_view::npos) return reading.fault("not_text");
  check_length(reading, characters(*text), options);
  into = *text;
}

void read(Reading& reading, const Value& value, Instant& into, const Options&) {
  const auto text = value.as_string();
  const auto instant = text ? parse_rfc3339(*text) : std::nullopt;
  if (!instant) return reading.fault("not_an_instant");
  into = *instant;
}

void read(Reading&, const Value& value, Value& into, const Options&) { into = value; }

void read_id(Reading& reading, const Value& value, std::int64_t& into) {
  const auto text = value.as_string();
  const auto id = text ? parse_id(*text) : std::nullopt;
  if (!id) return reading.fault("not_an_id");
  into = *id;
}

void read_enum(Reading& reading, const Value& value, const std::string_view* names, std::size_t count,
               std::size_t& into) {
  const auto text = value.as_string();
  for (std::size_t i = 0; text && i < count; ++i) {
    if (names[i] == *text) {
      into = i;
      return;
    }
  }
  std::string choices;
  for (std::size_t i = 0; i < count; ++i) choices += (i == 0 ? "" : ", ") + std::string(names[i]);
  reading.fault("unknown_choice", {{"choices", choices}});
}

void check_items(Reading& reading, const Value& value, const Options& options) {
  if (!value.is_array()) return reading.fault("wrong_type", {{"expected", "array"}});
  check_length(reading, value.as_array().size(), options);
}

}  // namespace sarnakh::json
