#include <doctest/doctest.h>

#include "foundations/json/describe.hpp"
#include "foundations/json/schema.hpp"

namespace json = sarnakh::json;
using sarnakh::Instant;
using sarnakh::LeadId;
using sarnakh::Problem;

namespace {

enum class Colour { red, green };

struct Phone {
  std::string value;
  std::optional<std::string> type;
  static constexpr auto fields =
      json::fields(json::field("value", &Phone::value, json::length{3, 20}), json::field("type", &Phone::type));
  static constexpr std::string_view schema_name = "Phone";
};

}  // namespace

template <>
inline constexpr std::array<std::string_view, 2> sarnakh::json::names_of<Colour> = {"red", "green"};

namespace {

struct Everything {
  bool yes = false;
  int small = 0;
  std::int64_t large = 0;
  double number = 0;
  std::string name;
  LeadId lead;
  Instant at;
  json::Value anything;
  Colour colour = Colour::red;
  std::vector<Phone> phones;
  std::optional<std::string> note;
  int limit = 50;
  static constexpr auto fields = json::fields(
      json::field("yes", &Everything::yes), json::field("small", &Everything::small, json::range{0, 500}),
      json::field("large", &Everything::large), json::field("number", &Everything::number),
      json::field("name", &Everything::name, json::length{1, 5}, "A name"), json::field("lead", &Everything::lead),
      json::field("at", &Everything::at), json::field("anything", &Everything::anything),
      json::field("colour", &Everything::colour), json::field("phones", &Everything::phones, json::length{0, 2}),
      json::field("note", &Everything::note), json::field("limit", &Everything::limit, json::with_default));
};

constexpr std::string_view everything_text =
    R"({"yes":true,"small":7,"large":9007199254740993,"number":1.5,"name":"سارا","lead":"12",)"
    R"("at":"2026-09-05T09:00:00+03:30","anything":{"a":[1,null]},"colour":"green","phones":[{"value":"0912"}]})";

std::string code_of(std::string_view text, const json::Limits& limits = {}) {
  try {
    json::parse(text, limits);
  } catch (const Problem& problem) {
    return problem.code;
  }
  return "";
}

// "code@pointer" of every fault that `change` makes in a good text.
std::string faults_of(std::string_view member, std::string_view text) {
  auto value = json::parse(everything_text);
  if (text.empty())
    value.erase(member);
  else
    value.set(member, json::parse(text));
  std::string result;
  try {
    json::from_value<Everything>(value);
  } catch (const Problem& problem) {
    for (const auto& fault : problem.faults) result += fault.code + "@" + fault.pointer + " ";
  }
  return result;
}

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
}

std::string with_members(int count) {
  std::string text = "{";
  for (int i = 0; i < count; ++i) text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
  return text + "}";
}

}  // namespace

TEST_CASE("what is not JSON is refused, what is not safe JSON too") {
  for (const auto* text :
       {"",    " ",     "{",    "[1,]",           "{\"a\":1,}", "nul",      "NaN",         "Infinity",    "-",
        "01",  "1.",    "'a'",  "{a:1}",          "\"\x01\"",   "\"\xff\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\x\"",
        "1 2", "1e999", "[1]]", "\xef\xbb\xbf{}", "// c\n1"})
    CHECK_MESSAGE(code_of(text) == "json_malformed", text);
  CHECK(code_of(R"({"a":1,"b":{"c":1,"c":2}})") == "json_duplicate_member");
  CHECK(code_of(R"({"a":1,"\u0061":2})") == "json_duplicate_member");
  CHECK(code_of(with_members(30).insert(1, "\"29\":1,")) == "json_duplicate_member");
}

TEST_CASE("limits hold one below, at and above") {
  CHECK(code_of(nested(63)) == "");
  CHECK(code_of(nested(64)) == "");
  CHECK(code_of(nested(65)) == "json_too_deep");
  CHECK(code_of(nested(5000)) == "json_too_deep");
  CHECK(code_of(with_members(9'999)) == "");
  CHECK(code_of(with_members(10'000)) == "");
  CHECK(code_of(with_members(10'001)) == "json_too_many_members");
  const auto text_of = [](std::size_t bytes) { return '"' + std::string(bytes - 2, 'x') + '"'; };
  CHECK(code_of(text_of((1 << 20) - 1)) == "");
  CHECK(code_of(text_of(1 << 20)) == "");
  CHECK(code_of(text_of((1 << 20) + 1)) == "body_too_large");
}

TEST_CASE("numbers keep their value") {
  struct Case {
    const char* text;
    std::optional<std::int64_t> integer;
    double number;
  };
  for (const auto& [text, integer, number] :
       std::vector<Case>{{"0", 0, 0},
                         {"-7", -7, -7},
                         {"9223372036854775807", INT64_MAX, 9223372036854775807.0},
                         {"-9223372036854775808", INT64_MIN, -9223372036854775808.0},
                         {"9223372036854775808", std::nullopt, 9223372036854775808.0},
                         {"18446744073709551616", std::nullopt, 18446744073709551616.0},
                         {"-123456789012345678901234567890", std::nullopt, -123456789012345678901234567890.0},
                         {"2.0", 2, 2},
                         {"2.5", std::nullopt, 2.5},
                         {"1e3", 1000, 1000}}) {
    const auto value = json::parse(text);
    const std::string shown(text);
    CAPTURE(shown);
    CHECK(value.as_integer() == integer);
    CHECK(value.as_number() == number);
  }
  CHECK(json::parse(R"({"99999999999999999999":[99999999999999999999,"\"99999999999999999999"]})") ==
        json::Value{json::Object{{"99999999999999999999", json::Array{1e20, "\"99999999999999999999"}}}});
}

TEST_CASE("text written is read back the same and is safe in a page") {
  const std::string hostile = "</script><!--&\"\\\n\t\x01 \xe2\x80\xa8\xe2\x80\xa9 \xe2\x82\xac سلام";
  const auto text = json::write(json::Object{{"a", hostile}});
  for (const auto* bad : {"<", ">", "&", "\n", "\xe2\x80\xa8", "\xe2\x80\xa9"}) CHECK(!text.contains(bad));
  CHECK(json::parse(text)["a"].as_string() == hostile);
  CHECK(json::write("a\xff\xe2\x80z") == "\"a\uFFFD\uFFFD\uFFFDz\"");
  CHECK(json::write(json::Array{nullptr, true, -1, 0.1, 1e300, json::Object{}}) == "[null,true,-1,0.1,1e+300,{}]");
}

TEST_CASE("values compare by meaning") {
  CHECK(json::parse(R"({"a":1,"b":[1,2]})") == json::parse(R"({"b":[1,2.0],"a":1.0})"));
  CHECK_FALSE(json::parse("[1,2]") == json::parse("[2,1]"));
  CHECK_FALSE(json::parse("\"1\"") == json::parse("1"));
}

TEST_CASE("a struct reads and writes itself") {
  const auto all = json::from_text<Everything>(everything_text);
  CHECK(all.large == 9007199254740993);
  CHECK(all.lead.value == 12);
  CHECK(all.at.ms == 1788586200000);
  CHECK(all.colour == Colour::green);
  CHECK(all.phones.at(0).value == "0912");
  CHECK(all.limit == 50);
  CHECK(
      json::to_text(all) ==
      R"({"yes":true,"small":7,"large":9007199254740993,"number":1.5,"name":"سارا","lead":"12",)"
      R"("at":"2026-09-05T05:30:00Z","anything":{"a":[1,null]},"colour":"green","phones":[{"value":"0912"}],"limit":50})");
}

TEST_CASE("every fault is told with its pointer") {
  CHECK(faults_of("name", "") == "required@/name ");
  CHECK(faults_of("note", "null") == "");
  CHECK(faults_of("unknown", "1") == "");
  CHECK(faults_of("name", "\"\"") == "required@/name ");
  CHECK(faults_of("name", "\"سلاسل\"") == "");  // five characters, ten bytes
  CHECK(faults_of("name", "\"سلاسلا\"") == "too_long@/name ");
  CHECK(faults_of("name", "\"a\\u0000b\"") == "not_utf8@/name ");
  CHECK(faults_of("name", "5") == "wrong_type@/name ");
  CHECK(faults_of("small", "-1") == "out_of_range@/small ");
  CHECK(faults_of("small", "501") == "out_of_range@/small ");
  CHECK(faults_of("small", "\"5\"") == "wrong_type@/small ");
  CHECK(faults_of("large", "1.5") == "wrong_type@/large ");
  CHECK(faults_of("large", "99999999999999999999") == "wrong_type@/large ");
  CHECK(faults_of("lead", "12") == "wrong_type@/lead ");
  CHECK(faults_of("lead", "\"0x1\"") == "not_an_id@/lead ");
  CHECK(faults_of("colour", "\"blue\"") == "unknown_choice@/colour ");
  CHECK(faults_of("phones", "{}") == "wrong_type@/phones ");
  CHECK(faults_of("phones", R"([{"value":"1"},{}])") == "too_short@/phones/0/value required@/phones/1/value ");
  CHECK(faults_of("phones", R"([{"value":"111"},{"value":"111"},{"value":"111"}])") == "too_many@/phones ");
  CHECK(faults_of("anything", R"({"a":["\u0000"]})") == "not_utf8@/anything ");
}

TEST_CASE("instants") {
  struct Case {
    const char* text;
    std::optional<std::int64_t> ms;
  };
  for (const auto& [text, ms] : std::vector<Case>{{"1970-01-01T00:00:00Z", 0},
                                                  {"1969-12-31T23:59:59.999Z", -1},
                                                  {"2024-02-29T12:00:00.5z", 1709208000500},
                                                  {"2024-02-29t12:00:00.123456789+00:00", 1709208000123},
                                                  {"2026-01-01T00:00:00-05:00", 1767243600000},
                                                  {"2023-02-29T12:00:00Z", std::nullopt},
                                                  {"2024-13-01T12:00:00Z", std::nullopt},
                                                  {"2024-01-01T24:00:00Z", std::nullopt},
                                                  {"2024-01-01T12:00:00", std::nullopt},
                                                  {"2024-01-01", std::nullopt},
                                                  {"2024-01-01T12:00:00.Z", std::nullopt},
                                                  {"2024-01-01T12:00:00Zx", std::nullopt},
                                                  {"0000-01-01T12:00:00Z", std::nullopt}}) {
    json::Reading reading;
    Instant instant;
    json::read(reading, text, instant, {});
    const std::string shown(text);
    CAPTURE(shown);
    CHECK((reading.faults.empty() ? std::optional(instant.ms) : std::nullopt) == ms);
  }
  CHECK(json::to_text(Instant{-1}) == "\"1969-12-31T23:59:59.999Z\"");
  CHECK(json::to_text(Instant{1709208000500}) == "\"2024-02-29T12:00:00.500Z\"");
}

TEST_CASE("query strings are read leniently") {
  json::Reading reading;
  reading.lenient = true;
  int number = 0;
  bool yes = false;
  std::vector<std::string> list;
  json::read(reading, "5", number, {});
  json::read(reading, "true", yes, {});
  json::read(reading, "one", list, {});
  CHECK(reading.faults.empty());
  CHECK(number == 5);
  CHECK(yes);
  CHECK(list == std::vector<std::string>{"one"});
  json::read(reading, "5x", number, {});
  CHECK(reading.faults.size() == 1);
}

TEST_CASE("the schema says what reading checks") {
  json::Value components{json::Object{}};
  const auto schema = json::schema_of<Everything>(components);
  CHECK(json::write(schema["properties"]["small"]) ==
        R"({"type":"integer","format":"int64","minimum":0,"maximum":500})");
  CHECK(json::write(schema["properties"]["name"]) ==
        R"({"type":"string","minLength":1,"maxLength":5,"description":"A name"})");
  CHECK(json::write(schema["properties"]["colour"]) == R"({"type":"string","enum":["red","green"]})");
  CHECK(json::write(schema["properties"]["phones"]) ==
        R"({"type":"array","items":{"$ref":"#/components/schemas/Phone"},"maxItems":2})");
  CHECK(json::write(components["Phone"]["required"]) == R"(["value"])");
  CHECK(schema["required"].as_array().size() == 10);
}

namespace {

struct Inner {
  std::int64_t a = 0;
  static constexpr auto fields = json::fields(json::field("a", &Inner::a));
};
struct Outer {
  std::vector<Inner> list;
  static constexpr auto fields = json::fields(json::field("list", &Outer::list));
};

}  // namespace

TEST_CASE("a member that the struct does not have is a fault only where the reader is strict") {
  const auto read = [](bool strict) {
    json::Reading reading;
    reading.strict = strict;
    Outer outer;
    json::read(reading, json::parse(R"({"list":[{"a":1},{"a":2,"b~":3}],"lists":[]})"), outer, json::Options{});
    std::string faults;
    for (const auto& fault : reading.faults) faults += fault.code + "@" + fault.pointer + " ";
    return faults;
  };
  CHECK(read(false).empty());
  CHECK(read(true) == "member_unknown@/list/1/b~0 member_unknown@/lists ");
}
