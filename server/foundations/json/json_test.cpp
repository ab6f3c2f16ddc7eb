#include <doctest/doctest.h>

#include "foundations/json/describe.hpp"
#include "foundations/json/rfc3339.hpp"
#include "foundations/json/schema.hpp"

using namespace sarnakh;

namespace {

enum class Colour { red, green };

struct Inner {
  std::string word;
  static constexpr auto fields = json::fields(json::field("word", &Inner::word, json::length{1, 3}));
};
struct Outer {
  LeadId id;
  std::optional<int> count;
  std::vector<Inner> inner;
  Colour colour = Colour::red;
  Instant at;
  bool flag = true;
  json::Value anything;
  static constexpr auto fields = json::fields(
      json::field("id", &Outer::id), json::field("count", &Outer::count, json::range{0, 9}),
      json::field("inner", &Outer::inner, json::length{0, 2}), json::field("colour", &Outer::colour),
      json::field("at", &Outer::at), json::field("flag", &Outer::flag, json::with_default),
      json::field("anything", &Outer::anything, json::with_default));
};

std::string code_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Problem& problem) {
    std::string all = problem.code;
    for (const auto& fault : problem.faults) all += " " + fault.code + "@" + fault.pointer;
    return all;
  }
  return "none";
}
std::string parse_code(std::string_view text, const json::Limits& limits = {}) {
  return code_of([&] { json::parse(text, limits); });
}

}  // namespace

template <>
inline constexpr std::array sarnakh::json::names_of<Colour> = std::to_array<std::string_view>({"red",
                                                                                               "green"});

TEST_CASE("a struct is read and written back") {
  const std::string text =
      R"({"id":"12","count":3,"inner":[{"word":"سرن"}],"colour":"green","at":"2026-11-21T08:30:00Z","flag":false,"anything":{"a":[1,null]}})";
  const auto outer = json::from_text<Outer>(text);
  CHECK(outer.id.value == 12);
  CHECK(outer.inner.at(0).word == "سرن");
  CHECK(outer.colour == Colour::green);
  CHECK(json::to_text(outer) == text);
}

TEST_CASE("every fault is named at its place, all at once") {
  CHECK(
      code_of([] {
        json::from_text<Outer>(
            R"({"id":"x","count":10,"inner":[{"word":""},{},{"word":"long"}],"colour":"blue","at":"yesterday"})");
      }) ==
      "invalid not_an_id@/id out_of_range@/count too_long@/inner required@/inner/0/word "
      "required@/inner/1/word "
      "too_long@/inner/2/word unknown_choice@/colour not_an_instant@/at");
  CHECK(code_of([] { json::from_text<Outer>("[]"); }) == "invalid wrong_type@");
  CHECK(code_of([] { json::from_text<Inner>(R"({"word":"a\u0000"})"); }) == "invalid not_text@/word");
}

TEST_CASE("lengths count characters, one below, at and one above") {
  CHECK(code_of([] { json::from_text<Inner>(R"({"word":"سر"})"); }) == "none");
  CHECK(code_of([] { json::from_text<Inner>(R"({"word":"سرن"})"); }) == "none");
  CHECK(code_of([] { json::from_text<Inner>(R"({"word":"سرنخ"})"); }) == "invalid too_long@/word");
}

TEST_CASE("texts that are not JSON are refused by name") {
  for (const auto* text :
       {"", "{", "{\"a\":}", "[1,]", "nul", "\"\\ud800\"", "{\"a\":1}x", "\xff", "01", "1e999", "'a'"})
    CHECK_MESSAGE(parse_code(text) == "json_malformed", text);
  CHECK(parse_code(R"({"a":1,"a":2})") == "json_duplicate_member");
}

TEST_CASE("limits: one below, at, and one above") {
  const auto nested = [](int depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(parse_code(nested(63)) == "none");
  CHECK(parse_code(nested(64)) == "none");
  CHECK(parse_code(nested(65)) == "json_too_deep");
  const auto items = [](int count) {
    std::string text = "[1";
    for (int i = 1; i < count; ++i) text += ",1";
    return text + "]";
  };
  CHECK(parse_code(items(9'999)) == "none");
  CHECK(parse_code(items(10'000)) == "none");
  CHECK(parse_code(items(10'001)) == "json_too_many_members");
  const auto sized = [](std::size_t bytes) { return "\"" + std::string(bytes - 2, 'a') + "\""; };
  CHECK(parse_code(sized((1 << 20) - 1)) == "none");
  CHECK(parse_code(sized(1 << 20)) == "none");
  CHECK(parse_code(sized((1 << 20) + 1)) == "body_too_large");
}

TEST_CASE("a written text is safe inside a script element and reads back the same") {
  const json::Value value{std::string("</script><!-- & \" \\ \n \x01 \xE2\x80\xA8 سلام")};
  const auto text = json::write(value);
  CHECK(text.find('<') == std::string::npos);
  CHECK(text.find("\xE2\x80\xA8") == std::string::npos);
  CHECK(json::parse(text) == value);
}

TEST_CASE("numbers keep what they can") {
  CHECK(json::parse("9223372036854775807").as_integer() == INT64_MAX);
  CHECK(json::parse("18446744073709551615").as_number() == doctest::Approx(1.8446744073709552e19));
  CHECK(json::parse("1.0") == json::parse("1"));
  CHECK_FALSE(json::parse("1.5").as_integer());
}

TEST_CASE("instants are read with any offset and written in UTC") {
  const auto at = [](std::string_view text) { return json::parse_rfc3339(text); };
  CHECK(at("1970-01-01T00:00:00Z")->ms == 0);
  CHECK(at("2026-11-21T12:00:00+03:30")->ms == at("2026-11-21T08:30:00Z")->ms);
  CHECK(at("2026-11-21T08:30:00.123456Z")->ms % 1000 == 123);
  CHECK(json::print_rfc3339(*at("2024-02-29T23:59:59.5-01:00")) == "2024-03-01T00:59:59.500Z");
  for (const auto* bad :
       {"", "2026-11-21", "2026-13-01T00:00:00Z", "2025-02-29T00:00:00Z", "2026-11-21T24:00:00Z",
        "2026-11-21T08:30:00", "2026-11-21T08:30:00.Z", "2026-11-21T08:30:00Zx", "2026-11-21T08:30:00+3:30"})
    CHECK_MESSAGE(!at(bad), bad);
}

TEST_CASE("a schema names what is required and where a struct is shared") {
  json::Value components{json::Object{}};
  const auto schema = json::schema_of<Outer>(components);
  CHECK(schema["properties"]["colour"]["enum"] == json::Value(json::Array{"red", "green"}));
  CHECK(schema["properties"]["count"]["maximum"] == json::Value(9));
  CHECK(schema["required"] == json::Value(json::Array{"id", "inner", "colour", "at"}));
}
