// The same members by three roads: SQLite, PostgreSQL, and an interpreter of the tree that is as plain as can be.
// Random trees over random small sets of people, among them people with nothing filled in and values of the wrong type.

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "foundations/db/testing.hpp"
#include "foundations/text/fold.hpp"
#include "foundations/time/zone.hpp"
#include "rules/to_sql.hpp"
#include "rules/world_test.hpp"

using namespace sarnakh;
using namespace sarnakh::rules;
using namespace sarnakh::rules::testing;

namespace {

constexpr std::int64_t workspace = 7;

// --- random things
// -------------------------------------------------------------------------------------------------------
int number(int least, int most) { return *rc::gen::inRange(least, most + 1); }
bool one_in(int n) { return number(1, n) == 1; }
template <class T>
T pick(const std::vector<T>& list) {
  return list[static_cast<std::size_t>(number(0, static_cast<int>(list.size()) - 1))];
}
const std::vector<std::string> names{"علی", "علی رضایی", "sara", "o'neil", "100%",   "a\"b",          "$1",
                                     "رضا", "ra_",       "x",    "r&d",    "a\\b/c", "بی‌نام", "<ali>"};
const std::vector<std::string> words{"red", "blue", "gold"};
const std::vector<std::string> stages{"new", "talk", "won", "gone"};
const std::vector<std::string> ways{"card", "cash"};
const std::vector<std::string> mails{"Sara@Example.com", "ali@example.ir", "x@y.com"};
const std::vector<std::string> phones{"+989121234567", "+989351112233", "+4915112345678"};
const std::vector<double> numbers{-2, 0, 0.1, 1, 2.5, 3, 1000000};

Instant moment() { return now + time::hours(number(-40 * 24, 3 * 24)); }
json::Value number_value() {
  const auto given = pick(numbers);
  return static_cast<double>(static_cast<std::int64_t>(given)) == given ? json::Value(static_cast<std::int64_t>(given))
                                                                        : json::Value(given);
}

// --- people
// ------------------------------------------------------------------------------------------------------------------
struct Payment {
  Instant at;
  std::optional<std::string> way;
  std::optional<std::int64_t> sum;
};
struct Person {
  std::int64_t id = 0;
  std::optional<std::string> name, stage, mail, phone;
  std::optional<std::int64_t> amount;
  Instant made;
  std::optional<Instant> seen;
  std::int64_t owner = 0;
  json::Value facts;
  std::vector<std::string> marks;
  std::vector<Payment> payments;
};

template <class Make>
auto maybe(Make make) -> std::optional<decltype(make())> {
  if (one_in(3)) return std::nullopt;
  return make();
}

Person person(std::int64_t id) {
  Person one;
  one.id = id;
  one.name = maybe([] { return pick(names); });
  one.stage = maybe([] { return pick(stages); });
  one.mail = maybe([] { return pick(mails); });
  one.phone = maybe([] { return pick(phones); });
  one.amount = maybe([] { return static_cast<std::int64_t>(number(-2, 3)); });
  one.made = moment();
  one.seen = maybe(moment);
  one.owner = pick(std::vector<std::int64_t>{0, 5, 6, 9});
  one.facts = json::Object{};
  const auto fact = [&](const char* key, json::Value value) {
    if (one_in(3)) return;
    one.facts.set(key, one_in(6)
                           ? pick(std::vector<json::Value>{"12x", nullptr, true, 3, json::Array{}, json::Object{}})
                           : std::move(value));
  };
  if (!one_in(4)) one.facts.set("folded", json::Object{{"city", pick(names)}});
  fact("size", number_value());
  fact("day", time::iso_date(time::Calendar::gregorian, time::day_at(moment(), zone)));
  fact("vip", number(0, 1) == 1);
  fact("price",
       json::Object{{"amount", static_cast<std::int64_t>(number(0, 3))}, {"currency", one_in(3) ? "USD" : "IRR"}});
  json::Array tags;
  for (const auto& word : words)
    if (one_in(2)) tags.emplace_back(word);
  fact("tags", std::move(tags));
  for (const auto& word : words)
    if (one_in(3)) one.marks.push_back(word);
  for (int i = number(0, 3); i > 0; --i)
    one.payments.push_back(
        {moment(), maybe([] { return pick(ways); }), maybe([] { return std::int64_t{number(0, 3)}; })});
  return one;
}

void store(db::Work& work, const std::vector<Person>& people) {
  for (const auto* table : {"test_people", "test_marks", "test_payments"})
    work.query_text("DELETE FROM " + std::string(table), {});
  for (const auto& one : people) {
    const auto facts = json::write(one.facts);
    work.query_text(
        "INSERT INTO test_people (workspace_id, id, name, stage, mail, phone, amount, made_at, seen_at, owner_id, "
        "facts) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        {workspace, one.id, one.name, one.stage, one.mail, one.phone, one.amount, one.made, one.seen, one.owner,
         facts});
    for (const auto& word : one.marks)
      work.query_text("INSERT INTO test_marks (workspace_id, lead_id, word) VALUES ($1, $2, $3)",
                      {workspace, one.id, word});
    for (const auto& paid : one.payments)
      work.query_text("INSERT INTO test_payments (workspace_id, lead_id, at, way, sum) VALUES ($1, $2, $3, $4, $5)",
                      {workspace, one.id, paid.at, paid.way, paid.sum});
  }
  // A neighbour's rows with the same ids change nothing.
  work.query_text("INSERT INTO test_marks (workspace_id, lead_id, word) VALUES ($1, 1, 'red')", {workspace + 1});
  work.query_text("INSERT INTO test_payments (workspace_id, lead_id, at, way, sum) VALUES ($1, 1, 0, 'card', 1)",
                  {workspace + 1});
}

// --- trees
// -------------------------------------------------------------------------------------------------------------------
Period period() {
  const auto kind = static_cast<PeriodKind>(number(0, static_cast<int>(json::names_of<PeriodKind>.size()) - 1));
  Period one{.kind = kind};
  if (kind == PeriodKind::last_days || kind == PeriodKind::next_days) one.days = number(1, 40);
  if (kind >= PeriodKind::on) one.first = time::day_at(moment(), zone);
  if (kind == PeriodKind::between) one.last = one.first + number(0, 20);
  return one;
}

json::Value value_for(const Field& field, Operator is) {
  if (is == Operator::filled || is == Operator::empty) return {};
  switch (field.type) {
    case Type::number:
    case Type::money: {
      if (is != Operator::between) return number_value();
      auto one = number_value(), other = number_value();
      if (*one.as_number() > *other.as_number()) std::swap(one, other);
      return json::Array{one, other};
    }
    case Type::date:
    case Type::instant: {
      std::string text;
      append(text, period());
      return json::parse(text);
    }
    case Type::choice:
    case Type::multi_choice:
    case Type::person: {
      json::Array keys;
      for (const auto& choice : field.choices)
        if (one_in(2)) keys.emplace_back(choice.key);
      if (keys.empty()) keys.emplace_back(field.choices.front().key);
      return keys;
    }
    case Type::yes_no:
      return number(0, 1) == 1;
    case Type::email:
      return pick(std::vector<std::string>{"SARA@example.com", "example", ".com"});
    case Type::phone:
      return pick(std::vector<std::string>{"0912", "۴۵۶۷", "00989121234567", "333"});
    default:
      return pick(std::vector<std::string>{"علي", "ع", "رضایی", "'", "%", "_", "\"", "$1", "Sara", "ra_", "a\"b"});
  }
}

Test test(const std::vector<Field>& fields) {
  const auto& field = fields[static_cast<std::size_t>(number(0, static_cast<int>(fields.size()) - 1))];
  const auto is = pick(field.operators);
  return {field.key, is, value_for(field, is)};
}

Condition tree(const Catalogue& all, int depth) {
  const auto kind = number(0, depth >= 4 ? 3 : 7);
  if (kind <= 2) return {test(all.all_fields)};
  if (kind == 3) {
    const auto& event = all.events.front();
    Did did{.event = event.key};
    for (int i = number(0, 2); i > 0; --i) did.where.push_back(test(event.own));
    if (one_in(2)) {
      const std::int64_t least = number(0, 2);
      did.times = Times{.at_least = one_in(2) ? std::optional(least) : std::nullopt,
                        .at_most = one_in(2) ? std::optional(least + number(0, 1)) : std::nullopt};
    }
    if (one_in(2)) did.within = period();
    return {did};
  }
  Group group{static_cast<GroupKind>(number(0, 2)), {}};
  for (int i = number(1, 3); i > 0; --i) group.of.push_back(tree(all, depth + 1));
  return {group};
}

// --- the interpreter
// ------------------------------------------------------------------------------------------------------
// A value of a person as JSON: null is missing.
json::Value fact(const Person& one, const std::string& key) {
  const auto text = [](const std::optional<std::string>& value) { return value ? json::Value(*value) : json::Value{}; };
  if (key == "name") return text(one.name);
  if (key == "stage") return text(one.stage);
  if (key == "mail") return text(one.mail);
  if (key == "phone") return text(one.phone);
  if (key == "amount") return one.amount ? json::Value(*one.amount) : json::Value{};
  if (key == "made") return one.made.ms;
  if (key == "seen") return one.seen ? json::Value(one.seen->ms) : json::Value{};
  if (key == "owner") return one.owner != 0 ? json::Value(std::to_string(one.owner)) : json::Value{};
  const auto only = [](const json::Value& value, bool fits) { return fits ? value : json::Value{}; };
  if (key == "city") return one.facts["folded"]["city"];
  const auto& value = one.facts[key];
  if (key == "size") return only(value, value.is_number());
  if (key == "day") return only(value, value.is_string());
  if (key == "vip") return only(value, value.is_bool());
  if (key == "price") return only(value["amount"], value["currency"] == json::Value("IRR"));
  json::Array list;
  if (key == "marks")
    for (const auto& word : one.marks) list.emplace_back(word);
  else
    list = value.as_array();
  return list.empty() ? json::Value{} : json::Value(list);
}
json::Value fact(const Payment& paid, const std::string& key) {
  if (key == "way") return paid.way ? json::Value(*paid.way) : json::Value{};
  return paid.sum ? json::Value(*paid.sum) : json::Value{};
}

bool inside(const Period& when, time::Day day) {
  const auto days = days_of(when, time::day_at(now, zone), time::Calendar::jalali);
  return (!days.from || day >= *days.from) && (!days.until || day < *days.until);
}

std::string as_compared(Type type, std::string_view typed) {
  std::string text;
  if (type == Type::phone) {
    for (const char byte : text::ascii_digits(typed))
      if (byte >= '0' && byte <= '9' && !(text.empty() && byte == '0')) text += byte;
    return text;
  }
  if (type != Type::email) return text::search_key(typed);
  for (const char byte : typed) text += static_cast<char>(std::tolower(static_cast<unsigned char>(byte)));
  return text;
}

bool holds(const Field& field, const Test& test, const json::Value& value) {
  if (test.is == Operator::empty) return value.is_null();
  if (value.is_null()) return false;
  switch (test.is) {
    case Operator::filled:
      return true;
    case Operator::any_of:
    case Operator::all_of:
    case Operator::none_of: {
      std::vector<std::string> wanted;
      for (const auto& key : test.value.as_array()) {
        const auto* choice = field.choice(*key.as_string());
        if (choice->stored.empty()) wanted.push_back(choice->key);
        wanted.insert(wanted.end(), choice->stored.begin(), choice->stored.end());
      }
      const auto among = [&](const json::Value& item) {
        return item.is_string() && std::find(wanted.begin(), wanted.end(), *item.as_string()) != wanted.end();
      };
      const auto values = value.is_array() ? value.as_array() : json::Array{value};
      if (test.is == Operator::none_of) return std::none_of(values.begin(), values.end(), among);
      if (test.is == Operator::any_of) return std::any_of(values.begin(), values.end(), among);
      return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
        return std::find(values.begin(), values.end(), json::Value(word)) != values.end();
      });
    }
    case Operator::within: {
      json::Reading reading;
      Period when;
      read(reading, test.value, when, {});
      if (const auto at = value.as_integer()) return inside(when, time::day_at({*at}, zone));
      const auto text = *value.as_string();
      const auto days = days_of(when, time::day_at(now, zone), time::Calendar::jalali);
      const auto iso = [](time::Day day) { return time::iso_date(time::Calendar::gregorian, day); };
      return (!days.from || text >= iso(*days.from)) && (!days.until || text < iso(*days.until));
    }
    default:
      break;
  }
  if (field.type == Type::yes_no) return value == test.value;
  if (field.type == Type::number || field.type == Type::money) {
    const auto have = *value.as_number();
    const auto of = [&](std::size_t i) {
      return test.value.is_array() ? *test.value.as_array()[i].as_number() : *test.value.as_number();
    };
    switch (test.is) {
      case Operator::equal:
        return have == of(0);
      case Operator::not_equal:
        return have != of(0);
      case Operator::at_least:
        return have >= of(0);
      case Operator::at_most:
        return have <= of(0);
      case Operator::more_than:
        return have > of(0);
      case Operator::less_than:
        return have < of(0);
      default:
        return have >= of(0) && have <= of(1);
    }
  }
  const auto have =
      field.type == Type::email ? as_compared(Type::email, *value.as_string()) : std::string(*value.as_string());
  const auto want = as_compared(field.type, *test.value.as_string());
  switch (test.is) {
    case Operator::equal:
      return have == want;
    case Operator::not_equal:
      return have != want;
    case Operator::contains:
      return have.find(want) != std::string::npos;
    case Operator::starts_with:
      return have.starts_with(want);
    default:
      return have.ends_with(want);
  }
}

bool holds(const Catalogue& all, const Condition& condition, const Person& one) {
  if (const auto* test = std::get_if<Test>(&condition.node))
    return holds(*all.field(test->field), *test, fact(one, test->field));
  if (const auto* did = std::get_if<Did>(&condition.node)) {
    const auto& event = *all.event(did->event);
    std::int64_t count = 0;
    for (const auto& paid : one.payments)
      count += paid.at <= now && (!did->within || inside(*did->within, time::day_at(paid.at, zone))) &&
               std::all_of(did->where.begin(), did->where.end(), [&](const Test& test) {
                 return holds(*event.field(test.field), test, fact(paid, test.field));
               });
    auto times = did->times.value_or(Times{});
    if (!times.at_least && !times.at_most) times.at_least = 1;
    return count >= times.at_least.value_or(0) && count <= times.at_most.value_or(INT64_MAX);
  }
  const auto& group = std::get<Group>(condition.node);
  const auto each = [&](const Condition& one_of) { return holds(all, one_of, one); };
  if (group.kind == GroupKind::all) return std::all_of(group.of.begin(), group.of.end(), each);
  return std::any_of(group.of.begin(), group.of.end(), each) == (group.kind == GroupKind::any);
}

void make_tables(db::Database& database) {
  database.write({now, Caller::system(WorkspaceId{workspace})}, [](db::Work& work) {
    work.query_text(
        "CREATE TABLE test_people (workspace_id BIGINT, id BIGINT, name TEXT, stage TEXT, mail TEXT, phone TEXT, "
        "amount "
        "BIGINT, made_at BIGINT, seen_at BIGINT, owner_id BIGINT, facts TEXT)",
        {});
    work.query_text("CREATE TABLE test_marks (workspace_id BIGINT, lead_id BIGINT, word TEXT)", {});
    work.query_text("CREATE TABLE test_payments (workspace_id BIGINT, lead_id BIGINT, at BIGINT, way TEXT, sum BIGINT)",
                    {});
  });
}

std::vector<std::int64_t> members(db::Work& work, const std::shared_ptr<const Catalogue>& all,
                                  const Condition& condition) {
  const auto bound = rules::bind(condition, all);
  RC_ASSERT(bound.has_value());
  Places places;
  const auto ours = places.put(WorkspaceId{workspace});
  const auto where = to_sql(**bound, {work.dialect(), ours, now, zone, time::Calendar::jalali}, places);
  std::vector<std::int64_t> ids;
  for (const auto row : work.query_text(
           "SELECT l.id FROM test_people l WHERE l.workspace_id = $1 AND " + where + " ORDER BY l.id", places.params))
    ids.push_back(row.integer(0));
  return ids;
}

std::string text_of(const Condition& condition) {
  std::string text;
  append(text, condition);
  return text;
}

}  // namespace

TEST_CASE("random conditions give the same members on every database as the plain interpreter") {
  db::testing::for_each_database([](db::Database& database) {
    make_tables(database);
    const auto all = catalogue();
    const db::Scope scope{now, Caller::system(WorkspaceId{workspace})};
    CHECK(rc::check("members", [&] {
      std::vector<Person> people;
      for (int i = number(1, 10); i > 0; --i) people.push_back(person(i));
      std::vector<Condition> trees;
      for (int i = 0; i < 12; ++i) trees.push_back(tree(*all, 1));
      database.write(scope, [&](db::Work& work) { store(work, people); });
      database.read(scope, [&](db::Work& work) {
        for (const auto& condition : trees) {
          std::vector<std::int64_t> expected;
          for (const auto& one : people)
            if (holds(*all, condition, one)) expected.push_back(one.id);
          std::sort(expected.begin(), expected.end());
          const auto got = members(work, all, condition);
          if (got != expected)
            RC_FAIL(text_of(condition) + " got " + db::list_of(got) + " not " + db::list_of(expected));
        }
      });
    }));
  });
}

TEST_CASE("every random condition reads back as it was written") {
  const auto all = catalogue();
  CHECK(rc::check("read . write", [&] {
    const auto text = text_of(tree(*all, 1));
    RC_ASSERT(text_of(condition(text)) == text);
  }));
}

TEST_CASE("whatever people type, the SQL of one shape is one text") {
  const auto all = catalogue();
  CHECK(rc::check("text", [&] {
    const auto typed = *rc::gen::arbitrary<std::string>();
    const std::string folded = text::search_key(typed);
    RC_PRE(!folded.empty() && folded.size() < 900);
    const auto sql_of = [&](const std::string& value, db::Dialect dialect) {
      const auto bound = rules::bind({Test{"city", Operator::contains, json::Value(value)}}, all);
      RC_ASSERT(bound.has_value());
      Places places;
      places.put(WorkspaceId{workspace});
      auto text = to_sql(**bound, {dialect, "$1", now, zone, time::Calendar::jalali}, places);
      for (const auto& kept : places.texts) RC_ASSERT(kept.find('\0') == std::string::npos);
      return text;
    };
    for (const auto dialect : {db::Dialect::sqlite, db::Dialect::postgres})
      RC_ASSERT(sql_of(typed, dialect) == sql_of("x", dialect));
  }));
}
