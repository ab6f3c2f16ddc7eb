#include "rules/to_sql.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

#include "foundations/time/zone.hpp"

namespace sarnakh::rules {

namespace {

// A member of a JSON text: the places of its path, and of a mark that the text has whenever the member is asked about.
struct MemberPlaces {
  std::string json, path, mark;
  bool sure;
};

// Whether a text stands in JSON letter for letter, whichever of the characters that JSON may escape are escaped.
bool is_the_same_in_json(std::string_view text) {
  return text.find_first_of("\"\\/<>&\x7F") == std::string_view::npos &&
         text.find("\u2028") == std::string_view::npos && text.find("\u2029") == std::string_view::npos &&
         std::none_of(text.begin(), text.end(), [](unsigned char byte) { return byte < ' '; });
}

// Where the databases differ, side by side.
class Dialect {
 public:
  explicit Dialect(db::Dialect dialect) : postgres_(dialect == db::Dialect::postgres) {}

  // The path of a member as one parameter. Keys are letters, digits and '_', so neither form needs escapes.
  std::string path(const std::vector<std::string>& keys) const {
    std::string path = postgres_ ? "{" : "$";
    for (const auto& key : keys) {
      assert(key.find_first_of("\"\\") == std::string::npos);
      path += postgres_ ? (path.size() > 1 ? ",\"" : "\"") + key + "\"" : ".\"" + key + "\"";
    }
    return postgres_ ? path + "}" : path;
  }

  // A member as text, number or boolean: NULL when it is not there or of another JSON type, because PostgreSQL refuses
  // the statement for a number that is none and SQLite calls it 0.
  std::string text(const MemberPlaces& member) const {
    if (postgres_) return guarded(member, "'string'", node(member, "#>>")) + " COLLATE \"C\"";
    return guarded(member, "'text'", node(member));
  }
  std::string number(const MemberPlaces& member) const {
    if (postgres_) return guarded(member, "'number'", "CAST(" + node(member, "#>>") + " AS NUMERIC)");
    return guarded(member, "'integer', 'real'", node(member));
  }
  std::string boolean(const MemberPlaces& member) const {
    if (postgres_) return guarded(member, "'boolean'", "CAST(" + node(member, "#>>") + " AS BOOLEAN)");
    return guarded(member, "'true', 'false'", node(member));
  }
  // The items of a list, as rows of i(value).
  std::string items(const MemberPlaces& member) const {
    if (postgres_)
      return "json_array_elements_text(" + guarded(member, "'array'", node(member, "#>")) + ") AS i(value)";
    return "json_each(" + guarded(member, "'array'", node(member)) + ") AS i";
  }

  // Only ASCII letters, on both.
  std::string lower(const std::string& text) const { return "lower(" + text + (postgres_ ? " COLLATE \"C\")" : ")"); }
  std::string contains(const std::string& text, const std::string& part) const {
    return (postgres_ ? "strpos(" : "instr(") + text + ", " + part + ") > 0";
  }

 private:
  std::string node(const MemberPlaces& member, const char* arrow = "") const {
    if (!postgres_) return "json_extract(" + member.json + ", " + member.path + ")";
    return "(CAST(" + member.json + " AS JSON) " + arrow + " CAST(" + member.path + " AS TEXT[]))";
  }
  // A text without the mark is not read as JSON, which takes ten times as long; and what is known to be of the type is
  // read once.
  std::string guarded(const MemberPlaces& member, const char* types, const std::string& value) const {
    const auto type =
        postgres_ ? "json_typeof" + node(member, "#>") : "json_type(" + member.json + ", " + member.path + ")";
    return "(CASE WHEN " + contains(member.json, "CAST(" + member.mark + " AS TEXT)") + " THEN " +
           (member.sure ? value : "CASE WHEN " + type + " IN (" + types + ") THEN " + value + " END") + " END)";
  }
  bool postgres_;
};

std::string joined(const std::vector<std::string>& parts, const char* word) {
  if (parts.size() == 1) return parts.front();
  std::string all;
  for (const auto& part : parts) all += (all.empty() ? "" : word) + part;
  return "(" + all + ")";
}

class Compiler {
 public:
  Compiler(const Asking& asking, Places& places) : asking_(asking), dialect_(asking.dialect), places_(places) {}

  std::string node(const BoundNode& node) {
    if (const auto* found = std::get_if<BoundGroup>(&node.node)) return group(*found);
    if (const auto* found = std::get_if<BoundDid>(&node.node)) return did(*found);
    return leaf(std::get<BoundTest>(node.node));
  }

  std::string value(const Field& field) {
    const auto sql = value_of(field);
    if (field.type == Type::yes_no) return "(CASE WHEN " + sql + " THEN 1 WHEN NOT " + sql + " THEN 0 END)";
    const auto* column = std::get_if<Column>(&field.place);
    return column != nullptr && column->missing == Missing::zero ? "NULLIF(" + sql + ", 0)" : sql;
  }

 private:
  std::string group(const BoundGroup& group) {
    if (group.of.empty()) return "TRUE";
    below_not_ += group.kind == GroupKind::none;
    std::vector<std::string> parts;
    for (const auto& each : group.of) parts.push_back(node(each));
    below_not_ -= group.kind == GroupKind::none;
    const auto text = joined(parts, group.kind == GroupKind::all ? " AND " : " OR ");
    return group.kind == GroupKind::none ? "NOT (" + text + ")" : text;
  }

  // «A condition about a missing value is false.» A test of NULL is NULL, and where only TRUE counts that is as good as
  // false and leaves the indexes usable; below a NOT it has to be said.
  std::string leaf(const BoundTest& test) {
    const auto text = compare(test);
    return below_not_ > 0 ? "COALESCE(" + text + ", FALSE)" : text;
  }

  std::string compare(const BoundTest& test) {
    const auto& field = *test.field;
    if (std::holds_alternative<Rows>(field.place) || field.type == Type::multi_choice) return compare_many(test);
    if (test.is == Operator::empty) return "NOT " + present(field);
    if (test.is == Operator::filled) return present(field);
    const auto& operand = test.operand;
    switch (field.type) {
      case Type::text:
      case Type::link:
      case Type::email:
      case Type::phone:
        return compare_text(test.is, field, operand.text);
      case Type::number:
      case Type::money:
        return compare_number(test.is, field, operand);
      case Type::date:
      case Type::instant:
        return compare_time(field, days_of(operand.period));
      case Type::choice:
      case Type::person: {
        const auto one_of = in_list(value_of(field), field, operand);
        return test.is == Operator::any_of ? one_of : "(" + present(field) + " AND NOT " + one_of + ")";
      }
      case Type::yes_no:
        return compare_yes_no(field, operand.yes);
      case Type::multi_choice:
        break;
    }
    return "FALSE";
  }

  // What the JSON must have in it for a member to compare so; nothing when its name alone tells.
  static std::optional<std::string> mark_of(Operator is, const std::string& text) {
    if (is == Operator::not_equal || !is_the_same_in_json(text)) return std::nullopt;
    const bool from_the_start = is != Operator::contains && is != Operator::ends_with;
    const bool to_the_end = is != Operator::contains && is != Operator::starts_with;
    return (from_the_start ? "\"" : "") + text + (to_the_end ? "\"" : "");
  }

  std::string compare_text(Operator is, const Field& field, const std::string& text) {
    const auto value = value_of(field, mark_of(is, text));
    const auto typed = "CAST(" + places_.put_text(text) + " AS TEXT)";
    switch (is) {
      case Operator::not_equal:
        return value + " <> " + typed;
      case Operator::contains:
        return dialect_.contains(value, typed);
      case Operator::starts_with:
        return "substr(" + value + ", 1, length(" + typed + ")) = " + typed;
      case Operator::ends_with:
        return "substr(" + value + ", length(" + value + ") - length(" + typed + ") + 1) = " + typed;
      default:
        return value + " = " + typed;
    }
  }

  std::string compare_number(Operator is, const Field& field, const Operand& operand) {
    const auto value = value_of(field);
    const auto number = [&](std::size_t index) {
      const auto& given = operand.numbers[index];
      const auto integer = given.as_integer();
      return "CAST(" + places_.put(integer ? db::Param(*integer) : db::Param(*given.as_number())) + " AS NUMERIC)";
    };
    const auto first = number(0);
    switch (is) {
      case Operator::not_equal:
        return value + " <> " + first;
      case Operator::at_least:
        return value + " >= " + first;
      case Operator::at_most:
        return value + " <= " + first;
      case Operator::more_than:
        return value + " > " + first;
      case Operator::less_than:
        return value + " < " + first;
      case Operator::between:
        return value + " BETWEEN " + first + " AND " + number(1);
      default:
        return value + " = " + first;
    }
  }

  Days days_of(const Period& period) const {
    return rules::days_of(period, time::day_at(asking_.now, asking_.zone), asking_.calendar);
  }
  std::string place_of_day(Type type, time::Day day) {
    if (type == Type::date) return places_.put_text(time::iso_date(time::Calendar::gregorian, day));
    return places_.put(time::start_of_day(day, asking_.zone));
  }
  std::string compare_time(const Field& field, const Days& days) {
    const auto value = value_of(field);
    std::vector<std::string> bounds;
    if (days.from) bounds.push_back(value + " >= " + place_of_day(field.type, *days.from));
    if (days.until) bounds.push_back(value + " < " + place_of_day(field.type, *days.until));
    return joined(bounds, " AND ");
  }

  std::string compare_yes_no(const Field& field, bool yes) {
    const auto value = value_of(field);
    return value + " = " + places_.put(yes);
  }

  std::string in_list(const std::string& value, const Field& field, const Operand& operand) {
    if (field.stored == Stored::text)
      return value + " IN {texts " + places_.put_text(db::list_of(operand.choices)) + "}";
    std::string list = "[";
    for (const auto& one : operand.choices) list += (list.size() > 1 ? "," : "") + one;
    return value + " IN {integers " + places_.put_text(list + "]") + "}";
  }

  // --- fields with many values a lead
  // ----------------------------------------------------------------------------------
  std::string compare_many(const BoundTest& test) {
    const auto& field = *test.field;
    switch (test.is) {
      case Operator::filled:
        return some(field, nullptr);
      case Operator::empty:
        return "NOT " + some(field, nullptr);
      case Operator::all_of:
        return every(field, test.operand);
      case Operator::none_of: {
        const auto any = some(field, nullptr);
        return "(" + any + " AND NOT " + some(field, &test.operand) + ")";
      }
      default:
        return some(field, &test.operand);
    }
  }
  // At least one value is there, one of the choices if there are any to be.
  std::string some(const Field& field, const Operand* choices) {
    if (const auto* rows = std::get_if<Rows>(&field.place)) {
      const auto chosen = choices != nullptr ? " AND " + in_list(rows->value, field, *choices) : "";
      return "l.id IN (" + select(*rows) + chosen + ")";
    }
    const auto from = items_of(field);
    return "EXISTS (SELECT 1 FROM " + from +
           (choices != nullptr ? " WHERE " + in_list("i.value", field, *choices) : "") + ")";
  }
  std::string every(const Field& field, const Operand& choices) {
    const auto count = static_cast<std::int64_t>(choices.choices.size());
    if (const auto* rows = std::get_if<Rows>(&field.place)) {
      const auto chosen = select(*rows) + " AND " + in_list(rows->value, field, choices);
      return "l.id IN (" + chosen + " GROUP BY " + rows->lead + " HAVING count(DISTINCT " + rows->value +
             ") = " + places_.put(count) + ")";
    }
    const auto from = items_of(field);
    const auto chosen = in_list("i.value", field, choices);
    return "(SELECT count(DISTINCT i.value) FROM " + from + " WHERE " + chosen + ") = " + places_.put(count);
  }
  std::string items_of(const Field& field) { return dialect_.items(places_of(std::get<Member>(field.place))); }

  // --- what happened
  // -----------------------------------------------------------------------------------------------------
  // Grouped by lead, not counted lead by lead: an index that begins with the workspace and the kind of event and ends
  // with time and lead answers it without a look at the rows.
  std::string did(const BoundDid& did) {
    std::vector<std::string> parts;
    const auto least = did.times.at_least.value_or(0);
    if (least > 0) {
      auto enough = happenings(did);
      if (least > 1) enough += counted(did, ">=", least);
      parts.push_back("l.id IN (" + enough + ")");
    }
    if (const auto most = did.times.at_most) {
      auto too_many = happenings(did);
      if (*most > 0) too_many += counted(did, ">", *most);
      parts.push_back("l.id NOT IN (" + too_many + ")");
    }
    return parts.empty() ? "TRUE" : joined(parts, " AND ");
  }
  std::string happenings(const BoundDid& did) {
    const auto& rows = did.event->rows;
    auto text = select(rows) + " AND " + rows.value + " <= " + places_.put(asking_.now);
    if (did.within) {
      const auto days = days_of(*did.within);
      if (days.from) text += " AND " + rows.value + " >= " + place_of_day(Type::instant, *days.from);
      if (days.until) text += " AND " + rows.value + " < " + place_of_day(Type::instant, *days.until);
    }
    for (const auto& test : did.where) text += " AND " + compare(test);
    return text;
  }
  std::string counted(const BoundDid& did, const char* how, std::int64_t times) {
    return " GROUP BY " + did.event->rows.lead + " HAVING count(*) " + how + " " + places_.put(times);
  }
  std::string select(const Rows& rows) const {
    return "SELECT " + rows.lead + " FROM " + rows.from + " WHERE " + with_workspace(rows.where);
  }

  // --- values
  // ------------------------------------------------------------------------------------------------------------
  std::string value_of(const Field& field, const std::optional<std::string>& mark = std::nullopt) {
    if (const auto* column = std::get_if<Column>(&field.place)) {
      const auto sql = with_workspace(column->sql);
      return field.type == Type::email ? dialect_.lower(sql) : sql;
    }
    const auto& member = std::get<Member>(field.place);
    if (field.type == Type::money) return money(member, field.unit);
    const auto places = places_of(member, mark);  // one that nothing uses has no type, and PostgreSQL refuses it
    switch (field.type) {
      case Type::number:
        return dialect_.number(places);
      case Type::yes_no:
        return dialect_.boolean(places);
      default:
        return dialect_.text(places);
    }
  }
  std::string money(const Member& member, const std::string& unit) {
    const auto of = [&](const char* name) {
      auto part = member;
      part.path.emplace_back(name);
      return places_of(part);
    };
    const auto currency = dialect_.text(of("currency"));
    const auto ours = places_.put_text(unit);
    return "(CASE WHEN " + currency + " = " + ours + " THEN " + dialect_.number(of("amount")) + " END)";
  }
  std::string present(const Field& field) {
    const auto* column = std::get_if<Column>(&field.place);
    if (column == nullptr) return "(" + value_of(field) + " IS NOT NULL)";
    const auto sql = with_workspace(column->sql);
    return column->missing == Missing::never  ? "TRUE"
           : column->missing == Missing::zero ? "(" + sql + " <> 0)"
                                              : "(" + sql + " IS NOT NULL)";
  }
  MemberPlaces places_of(const Member& member, const std::optional<std::string>& mark = std::nullopt) {
    auto path = places_.put_text(dialect_.path(member.path));
    return {member.sql, std::move(path), places_.put_text(mark.value_or('"' + member.path.back() + '"')), member.sure};
  }

  std::string with_workspace(std::string sql) const {
    constexpr std::string_view mark = "{workspace}";
    for (auto at = sql.find(mark); at != std::string::npos; at = sql.find(mark, at))
      sql.replace(at, mark.size(), asking_.workspace);
    return sql;
  }

  const Asking& asking_;
  Dialect dialect_;
  Places& places_;
  int below_not_ = 0;
};

}  // namespace

std::string to_sql(const Bound& bound, const Asking& asking, Places& places) {
  return Compiler(asking, places).node(bound.root);
}

std::string value_to_sql(const Field& field, const Asking& asking, Places& places) {
  return Compiler(asking, places).value(field);
}

}  // namespace sarnakh::rules
