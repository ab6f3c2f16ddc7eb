#include <doctest/doctest.h>

#include <set>

#include "foundations/json/schema.hpp"
#include "rules/explain.hpp"
#include "rules/to_sql.hpp"
#include "rules/world_test.hpp"

using namespace sarnakh;
using namespace sarnakh::rules;
using namespace sarnakh::rules::testing;

namespace {

std::string written(const std::vector<FieldFault>& faults) {
  std::string text;
  for (const auto& fault : faults) text += (text.empty() ? "" : " ") + fault.pointer + ":" + fault.code;
  return text;
}
std::string read_faults(std::string_view text) {
  json::Reading reading;
  Condition into;
  read(reading, json::parse(text), into, {});
  return written(reading.faults);
}
std::string bind_faults(std::string_view text) {
  const auto bound = rules::bind(condition(text), catalogue(), "/filter");
  return bound ? "" : written(bound.error());
}
std::shared_ptr<const Bound> bound(std::string_view text) {
  auto result = rules::bind(condition(text), catalogue());
  if (!result) throw Problem{result.error()};
  return *result;
}
struct Sql {
  std::string text;
  std::vector<std::string> texts;
  std::size_t params;
};
Sql sql(std::string_view text, db::Dialect dialect = db::Dialect::sqlite) {
  Places places;
  places.put(WorkspaceId{1});
  auto made = to_sql(*bound(text), {dialect, "$1", now, zone, time::Calendar::jalali}, places);
  return {made, {places.texts.begin(), places.texts.end()}, places.params.size()};
}
std::string fa(std::string_view text) { return explain(*bound(text), time::Manner::persian()); }
std::string en(std::string_view text) { return explain(*bound(text), time::Manner::english()); }

std::string many(std::size_t count) {
  std::string text = R"({"any":[)";
  for (std::size_t i = 0; i < count; ++i) text += std::string(i == 0 ? "" : ",") + R"({"field":"vip","is":"filled"})";
  return text + "]}";
}
std::string deep(int depth) {
  std::string text = R"({"field":"vip","is":"filled"})";
  for (int i = 1; i < depth; ++i) text = R"({"all":[)" + text + "]}";
  return text;
}

}  // namespace

TEST_CASE("what is written comes back as it was read") {
  for (
      const auto* text : {
          R"({"all":[]})",
          R"({"field":"name","is":"contains","value":"علی"})",
          R"({"field":"mail","is":"empty"})",
          R"({"any":[{"field":"made","is":"within","value":"this_month"},{"none":[{"field":"vip","is":"equal","value":true}]}]})",
          R"({"did":"paid"})",
          R"({"did":"paid","where":[{"field":"way","is":"any_of","value":["card"]}],"times":{"at_least":2,"at_most":5},"within":{"last_days":30}})",
          R"({"did":"paid","within":{"between":["2026-11-01","2026-11-21"]}})",
          R"({"did":"paid","within":{"before":"2026-11-01"}})",
      }) {
    std::string again;
    append(again, condition(text));
    CHECK(again == text);
  }
}

TEST_CASE("reading names every fault with its path") {
  CHECK(read_faults(R"([])") == ":wrong_type");
  CHECK(read_faults(R"({})") == ":rule_node_unknown");
  CHECK(read_faults(R"({"all":[],"any":[]})") == ":rule_node_unknown");
  CHECK(read_faults(R"({"all":{}})") == "/all:wrong_type");
  CHECK(read_faults(R"({"all":[{"field":"name"},{"some":1},{"any":[3]}]})") ==
        "/all/0/is:required /all/1:rule_node_unknown /all/2/any/0:wrong_type");
  CHECK(read_faults(R"({"field":"","is":"like"})") == "/field:required /is:unknown_choice");
  CHECK(read_faults(R"({"did":"paid","times":{"at_least":-1},"within":"this_decade","where":[{"is":"equal"}]})") ==
        "/where/0/field:required /times/at_least:out_of_range /within:rule_period_unknown");
  CHECK(read_faults(R"({"did":"paid","times":{"at_least":3,"at_most":2}})") == "/times:rule_range_reversed");
  CHECK(read_faults(R"({"did":"paid","within":{"last_days":0}})") == "/within/last_days:out_of_range");
  CHECK(read_faults(R"({"did":"paid","within":{"on":"1404/12/30"}})") == "/within/on:date_invalid");
  CHECK(read_faults(R"({"did":"paid","within":{"between":["2026-11-21","2026-11-01"]}})") ==
        "/within/between:rule_range_reversed");
  CHECK(read_faults(R"({"did":"paid","within":{"today":1}})") == "/within:rule_period_unknown");
}

TEST_CASE("binding names every fault at once") {
  CHECK(bind_faults(R"({"all":[]})").empty());
  CHECK(bind_faults(R"({"any":[]})") == "/filter/any:rule_group_empty");
  CHECK(bind_faults(R"({"all":[{"all":[]}]})") == "/filter/all/0/all:rule_group_empty");
  CHECK(bind_faults(R"({"any":[{"field":"height","is":"equal","value":1},{"field":"name","is":"at_least","value":1},
      {"field":"amount","is":"equal","value":"5"},{"field":"stage","is":"any_of","value":["new","lost"]},
      {"did":"flew"},{"did":"paid","where":[{"field":"height","is":"empty"},{"field":"sum","is":"between","value":[5,1]}]}]})") ==
        "/filter/any/0/field:rule_field_unknown /filter/any/1/is:rule_operator_unfit "
        "/filter/any/2/value:rule_value_unfit /filter/any/3/value/1:choice_unknown "
        "/filter/any/4/did:rule_event_unknown /filter/any/5/where/0/field:rule_field_unknown "
        "/filter/any/5/where/1/value:rule_range_reversed");
  // Each type with a value that is none of it.
  for (const auto* text :
       {R"({"field":"name","is":"equal","value":5})", R"({"field":"vip","is":"equal","value":"yes"})",
        R"({"field":"price","is":"between","value":[1]})", R"({"field":"owner","is":"any_of","value":"me"})"})
    CHECK(bind_faults(text) == "/filter/value:rule_value_unfit");
  for (const auto* text :
       {R"({"field":"name","is":"equal"})", R"({"field":"name","is":"equal","value":"  "})",
        R"({"field":"stage","is":"any_of","value":[]})", R"({"field":"phone","is":"contains","value":"00"})"})
    CHECK(bind_faults(text) == "/filter/value:rule_value_needed");
  CHECK(bind_faults(R"({"field":"made","is":"within","value":{"last_days":"7"}})") ==
        "/filter/value/last_days:wrong_type");
  // A field that is always there cannot be empty.
  CHECK(bind_faults(R"({"field":"made","is":"empty"})") == "/filter/is:rule_operator_unfit");
}

TEST_CASE("the limits: one below, at, one above") {
  for (const std::size_t count : {99u, 100u}) CHECK(bind_faults(many(count)).empty());
  CHECK(bind_faults(many(101)) == "/filter:rule_too_many_conditions");
  // Those inside `where` count as well.
  CHECK(bind_faults(R"({"all":[{"did":"paid","where":[{"field":"sum","is":"filled"}]},)" + many(98) + "]}").empty());
  CHECK(bind_faults(R"({"all":[{"did":"paid","where":[{"field":"sum","is":"filled"}]},)" + many(99) + "]}") ==
        "/filter:rule_too_many_conditions");
  for (const int depth : {7, 8}) CHECK(bind_faults(deep(depth)).empty());
  CHECK(bind_faults(deep(9)) == "/filter/all/0/all/0/all/0/all/0/all/0/all/0/all/0/all/0:rule_too_deep");
}

TEST_CASE("a condition becomes SQL about the lead, and what people typed is in the parameters alone") {
  CHECK(sql(R"({"all":[]})").text == "TRUE");
  const auto name = sql(R"({"field":"name","is":"equal","value":"يگانه‌ي  كريمي"})");
  CHECK(name.text == "l.name = CAST($2 AS TEXT)");
  CHECK(name.texts == std::vector<std::string>{"یگانه ی کریمی"});
  // A test of a column stands bare, so that an index can answer it; below a NOT missing is said to be false.
  CHECK(sql(R"({"field":"stage","is":"any_of","value":["open","won"]})").text == "l.stage IN {texts $2}");
  CHECK(sql(R"({"field":"stage","is":"any_of","value":["open","won"]})").texts.front() == R"(["new","talk","won"])");
  CHECK(sql(R"({"none":[{"field":"stage","is":"any_of","value":["won"]}]})").text ==
        "NOT (COALESCE(l.stage IN {texts $2}, FALSE))");
  CHECK(sql(R"({"field":"owner","is":"none_of","value":["me"]})").text ==
        "((l.owner_id <> 0) AND NOT l.owner_id IN {integers $2})");
  CHECK(sql(R"({"field":"owner","is":"empty"})").text == "NOT (l.owner_id <> 0)");
  CHECK(
      sql(R"({"any":[{"field":"made","is":"within","value":"today"},{"field":"amount","is":"between","value":[1,2.5]}]})")
          .text ==
      "((l.made_at >= $2 AND l.made_at < $3) OR l.amount BETWEEN CAST($4 AS NUMERIC) AND CAST($5 AS NUMERIC))");
  CHECK(sql(R"({"did":"paid","where":[{"field":"way","is":"any_of","value":["card"]}],"within":{"last_days":30}})")
            .text ==
        "l.id IN (SELECT e.lead_id FROM test_payments e WHERE e.workspace_id = $1 AND e.at <= $2 AND e.at >= $3 AND "
        "e.at < $4 AND e.way IN {texts $5})");
  CHECK(sql(R"({"did":"paid","times":{"at_least":2,"at_most":3}})").text ==
        "(l.id IN (SELECT e.lead_id FROM test_payments e WHERE e.workspace_id = $1 AND e.at <= $2 GROUP BY e.lead_id "
        "HAVING count(*) >= $3) AND l.id NOT IN (SELECT e.lead_id FROM test_payments e WHERE e.workspace_id = $1 AND "
        "e.at <= $4 GROUP BY e.lead_id HAVING count(*) > $5))");
  // Keys of custom fields are people's words too: the path is a parameter.
  CHECK(sql(R"({"field":"size","is":"at_least","value":3})").text ==
        "(CASE WHEN instr(l.facts, CAST($3 AS TEXT)) > 0 THEN CASE WHEN json_type(l.facts, $2) IN ('integer', 'real') "
        "THEN json_extract(l.facts, $2) END END) >= CAST($4 AS NUMERIC)");
  CHECK(sql(R"({"field":"size","is":"at_least","value":3})").texts ==
        std::vector<std::string>{R"($."size")", R"("size")"});
  CHECK(
      sql(R"({"field":"size","is":"at_least","value":3})", db::Dialect::postgres).text ==
      "(CASE WHEN strpos(l.facts, CAST($3 AS TEXT)) > 0 THEN CASE WHEN json_typeof(CAST(l.facts AS JSON) #> CAST($2 AS "
      "TEXT[])) IN ('number') THEN CAST((CAST(l.facts AS JSON) #>> CAST($2 AS TEXT[])) AS NUMERIC) END END) >= CAST($4 "
      "AS NUMERIC)");
}

TEST_CASE("the same shape is the same text, whatever the values are") {
  const char* pairs[][2] = {
      {R"({"field":"name","is":"contains","value":"x"})",
       R"({"field":"name","is":"contains","value":"'; DROP TABLE leads; --"})"},
      {R"({"field":"stage","is":"any_of","value":["new"]})",
       R"({"field":"stage","is":"any_of","value":["new","won","talk"]})"},
      {R"({"field":"tags","is":"all_of","value":["red"]})", R"({"field":"tags","is":"all_of","value":["red","blue"]})"},
      {R"({"field":"made","is":"within","value":"today"})",
       R"({"field":"made","is":"within","value":{"last_days":7}})"},
      {R"({"field":"amount","is":"equal","value":1})", R"({"field":"amount","is":"equal","value":-2.5})"},
      {R"({"did":"paid","times":{"at_least":2}})", R"({"did":"paid","times":{"at_least":9}})"},
  };
  for (const auto& [one, other] : pairs) CHECK(sql(one).text == sql(other).text);
}

TEST_CASE("hostile texts stay values") {
  for (const auto* typed : {R"('; DROP TABLE leads; --)", R"(\")", "/* x */", "$1 {texts $2} {workspace}",
                            R"(a\u0000b)", R"(\u202eevil\u202c)", "%_", "´`‘’"}) {
    for (const auto* is : {"equal", "contains", "starts_with", "ends_with"}) {
      const auto text = std::string(R"({"field":"city","is":")") + is + R"(","value":"x)" + typed + "\"}";
      const auto plain = std::string(R"({"field":"city","is":")") + is + R"(","value":"x"})";
      for (const auto dialect : {db::Dialect::sqlite, db::Dialect::postgres})
        CHECK(sql(text, dialect).text == sql(plain, dialect).text);
      for (const auto& value : sql(text).texts) CHECK(value.find('\0') == std::string::npos);
    }
  }
}

TEST_CASE("periods are whole days of the reader's zone and calendar") {
  using time::Calendar;
  const auto day = [](const char* jalali) {
    const std::string text = jalali;
    return *time::day_of(Calendar::jalali,
                         {std::stoi(text.substr(0, 4)), std::stoi(text.substr(5, 2)), std::stoi(text.substr(8))});
  };
  const auto of = [&](const char* text, const char* today, Calendar calendar = Calendar::jalali) {
    json::Reading reading;
    Period period;
    read(reading, json::parse(text), period, {});
    REQUIRE(reading.faults.empty());
    return days_of(period, day(today), calendar);
  };
  struct Case {
    const char* period;
    const char* today;
    const char* from;
    const char* until;
  };
  for (const auto& [period, today, from, until] : {
           Case{R"("today")", "1405/08/30", "1405/08/30", "1405/09/01"},
           Case{R"("yesterday")", "1405/09/01", "1405/08/30", "1405/09/01"},
           Case{R"("this_week")", "1405/08/30", "1405/08/30", "1405/09/07"},  // a Saturday
           Case{R"("this_week")", "1405/08/29", "1405/08/23", "1405/08/30"},  // a Friday
           Case{R"("last_week")", "1405/08/30", "1405/08/23", "1405/08/30"},
           Case{R"("this_month")", "1405/08/30", "1405/08/01", "1405/09/01"},
           Case{R"("last_month")", "1405/09/01", "1405/08/01", "1405/09/01"},
           Case{R"("last_month")", "1405/01/15", "1404/12/01", "1405/01/01"},  // 1404 has 29 days of Esfand
           Case{R"("this_year")", "1403/12/30", "1403/01/01", "1404/01/01"},   // a leap year's last day
           Case{R"("last_year")", "1404/01/01", "1403/01/01", "1404/01/01"},
           Case{R"({"last_days":1})", "1405/09/01", "1405/09/01", "1405/09/02"},
           Case{R"({"last_days":7})", "1405/09/03", "1405/08/27", "1405/09/04"},
           Case{R"({"next_days":2})", "1405/08/30", "1405/08/30", "1405/09/02"},
           Case{R"({"on":"1405-08-30"})", "1405/01/01", "1405/08/30", "1405/09/01"},
           Case{R"({"between":["2026-11-21","2026-11-22"]})", "1405/01/01", "1405/08/30", "1405/09/02"},
       }) {
    const std::string shown(period);
    CAPTURE(shown);
    CHECK(of(period, today) == Days{day(from), day(until)});
  }
  CHECK(of(R"({"before":"2026-11-21"})", "1405/01/01") == Days{std::nullopt, day("1405/08/30")});
  CHECK(of(R"({"after":"2026-11-21"})", "1405/01/01") == Days{day("1405/09/01"), std::nullopt});
  // The same moment in the Gregorian calendar: November, and a week from Monday.
  CHECK(of(R"("this_month")", "1405/08/30", Calendar::gregorian) == Days{day("1405/08/10"), day("1405/09/10")});
  CHECK(of(R"("this_week")", "1405/08/30", Calendar::gregorian) == Days{day("1405/08/25"), day("1405/09/02")});
}

TEST_CASE("a condition says itself in Persian and in English") {
  struct Case {
    const char* condition;
    const char* fa;
    const char* en;
  };
  for (
      const auto& [text, persian, english] : {
          Case{R"({"all":[]})", "همهٔ سرنخ‌ها", "all leads"},
          Case{R"({"field":"name","is":"contains","value":"علي"})", "در نام «علی» هست", "Name contains “علی”"},
          Case{R"({"field":"amount","is":"between","value":[1000,12500.5]})", "مبلغ از ۱٬۰۰۰ تا ۱۲٬۵۰۰٫۵ است",
               "Amount is between 1,000 and 12,500.5"},
          Case{R"({"field":"price","is":"at_least","value":5000000})",
               "بودجه دست‌کم ۵٬۰۰۰٬۰۰۰ ریال است", "Budget is at least 5,000,000 IRR"},
          Case{R"({"field":"stage","is":"any_of","value":["new","talk","won"]})",
               "مرحله یکی از «تازه»، «در گفتگو» یا «برنده» است", "Stage is “New”, “Talking” or “Won”"},
          Case{R"({"field":"owner","is":"none_of","value":["me","6"]})",
               "مسئول هیچ‌یک از «من» و «امید» نیست", "Owner is neither “me” nor “Omid”"},
          Case{R"({"field":"tags","is":"all_of","value":["red","blue"]})", "برچسب «سرخ» و «آبی» را با هم دارد",
               "Tags has all of “Red” and “Blue”"},
          Case{R"({"field":"mail","is":"empty"})", "ایمیل خالی است", "E-mail is empty"},
          Case{R"({"field":"vip","is":"equal","value":true})", "ویژه بله است", "VIP is yes"},
          Case{R"({"field":"made","is":"within","value":{"last_days":7}})", "زمان ساخت در ۷ روز گذشته است",
               "Created is in the last 7 days"},
          Case{R"({"field":"made","is":"within","value":{"before":"2026-11-21"}})", "زمان ساخت پیش از ۳۰ آبان ۱۴۰۵ است",
               "Created is before 21 November 2026"},
          Case{R"({"did":"paid"})", "پرداخت کرده است", "paid"},
          Case{R"({"did":"paid","times":{"at_most":0},"within":"last_month"})", "در ماه گذشته پرداخت نکرده است",
               "never paid last month"},
          Case{
              R"({"did":"paid","times":{"at_least":2},"within":{"last_days":30},"where":[{"field":"way","is":"any_of","value":["card"]}]})",
              "در ۳۰ روز گذشته دست‌کم ۲ بار پرداخت کرده است (روش «کارت» "
              "است)",
              "paid at least 2 times in the last 30 days (Way is “Card”)"},
          Case{
              R"({"all":[{"field":"vip","is":"filled"},{"any":[{"field":"mail","is":"filled"},{"field":"phone","is":"filled"}]},{"none":[{"did":"paid"}]}]})",
              "ویژه خالی نیست و (ایمیل خالی نیست یا تلفن خالی نیست) و چنین نیست که (پرداخت کرده است)",
              "VIP is not empty and (E-mail is not empty or Phone is not empty) and it is not so that (paid)"},
      }) {
    CHECK(fa(text) == persian);
    CHECK(en(text) == english);
  }
}

TEST_CASE("a condition tells what it depends on") {
  const auto found = reads(condition(R"({"all":[{"field":"name","is":"filled"},{"any":[{"field":"city","is":"filled"},
      {"field":"name","is":"empty"}]},{"none":[{"did":"paid","where":[{"field":"way","is":"filled"}]}]}]})"));
  CHECK(found.fields == std::vector<std::string>{"city", "name", "paid.way"});
  CHECK(found.events == std::vector<std::string>{"paid"});
}

TEST_CASE("in a query string the condition is its JSON text") {
  json::Reading reading;
  reading.lenient = true;
  Condition into;
  read(reading, json::Value(R"({"field":"vip","is":"equal","value":true})"), into, {});
  CHECK(reading.faults.empty());
  CHECK(std::get<Test>(into.node).field == "vip");
  read(reading, json::Value("{"), into, {});
  CHECK(written(reading.faults) == ":json_malformed");
}

TEST_CASE("every operator of every field has its schema name, and the tree describes itself once") {
  json::Value components{json::Object{}};
  const auto schema = json::schema_of<Condition>(components);
  CHECK(schema["$ref"] == json::Value("#/components/schemas/Condition"));
  CHECK(components["Condition"]["oneOf"].as_array().size() == 5);
  std::set<Operator> used;
  const auto all = catalogue();
  for (const auto& field : all->all_fields) used.insert(field.operators.begin(), field.operators.end());
  CHECK(used.size() == json::names_of<Operator>.size());
}
