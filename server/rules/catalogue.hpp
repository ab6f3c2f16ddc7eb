#pragma once

// What conditions can speak of. Each room adds its fields and events, with their labels, their type and where the value
// stands in the database; so this room knows no table, and the editor draws itself from the same list.
//
// SQL that a room writes here speaks of the lead as `l` (l.id, l.workspace_id) and writes {workspace} for the
// workspace. None of it comes from a request: what people named (keys of custom fields, choices) goes in as parameters.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/json/local_text.hpp"
#include "rules/condition.hpp"

namespace sarnakh::rules {

enum class Type { text, number, money, date, instant, choice, multi_choice, yes_no, person, phone, email, link };

struct Choice {
  std::string key;
  json::LocalText label;
  std::vector<std::string> stored = {};  // what stands in the database for it; the key itself when empty
  bool archived = false;
  static constexpr auto fields = json::fields(
      json::field("key", &Choice::key), json::field("label", &Choice::label),
      json::field("archived", &Choice::archived, json::with_default, "Stays where it stands and is offered no more"));
  static constexpr std::string_view schema_name = "CatalogueChoice";
};

// --- where a value stands -------------------------------------------------------------------------------------------
enum class Missing { never, null, zero };

// An expression, nearly always a column. Texts are folded (text::search_key) when they are written.
struct Column {
  std::string sql;
  Missing missing = Missing::null;
};
// A member of a JSON text: {"l.custom", {"budget", "amount"}}. Texts are folded likewise; a value of another JSON type
// than the field's counts as missing.
struct Member {
  std::string sql;
  std::vector<std::string> path;
  bool sure = false;  // whatever stands there has the type of the field
};
// Rows of another table, many for a lead: FROM `from` WHERE `where`; `lead` is the lead's id in them.
struct Rows {
  std::string from, where, lead, value;
};

enum class Stored { text, integer };  // how the choices of a field stand in the database

struct Field {
  std::string key;
  json::LocalText label;
  Type type = Type::text;
  std::variant<Column, Member, Rows> place;
  std::vector<Choice> choices = {};
  Stored stored = Stored::text;
  std::string unit = {};                 // of money: amounts in another currency count as missing
  std::string group = {};                // under which heading the editor lists it: "contact"
  bool suggests = false;                 // of text: the values that there are can be asked for
  std::vector<Operator> operators = {};  // by Catalogue::add, of the type

  const Choice* choice(std::string_view key) const;
  static constexpr auto fields = json::fields(
      json::field("key", &Field::key), json::field("label", &Field::label), json::field("type", &Field::type),
      json::field("group", &Field::group), json::field("operators", &Field::operators),
      json::field("choices", &Field::choices), json::field("unit", &Field::unit, "Currency of a field of money"),
      json::field("suggests", &Field::suggests, json::with_default,
                  "GET /api/v1/leads/values tells which values there are"));
  static constexpr std::string_view schema_name = "CatalogueField";
};

// A fact in the past tense: rows with a time. Its own fields speak of `rows.from`'s alias.
struct Event {
  std::string key;
  json::LocalText label;
  json::LocalText happened, never;  // for sentences: "submitted a form", "never submitted a form"
  Rows rows;                        // `value` is the time
  std::vector<Field> own = {};

  const Field* field(std::string_view key) const;
  static constexpr auto fields =
      json::fields(json::field("key", &Event::key), json::field("label", &Event::label),
                   json::field("happened", &Event::happened, "After «who» in a sentence: submitted a form"),
                   json::field("never", &Event::never), json::field("fields", &Event::own));
  static constexpr std::string_view schema_name = "CatalogueEvent";
};

struct Catalogue {
  std::vector<Field> all_fields;
  std::vector<Event> events;
  std::vector<std::string> hidden;  // fields kept from whoever asks: not offered, and refused by their own problem
  std::int64_t conditions_limit = most_conditions;
  std::int64_t depth_limit = most_depth;

  void add(Field field);
  void add(Event event);
  void hide(std::string_view key);
  bool hides(std::string_view key) const;
  const Field* field(std::string_view key) const;
  Field* field(std::string_view key);  // for rooms above that know more choices of it
  const Event* event(std::string_view key) const;
  Event* event(std::string_view key);

  static constexpr auto fields = json::fields(
      json::field("fields", &Catalogue::all_fields), json::field("events", &Catalogue::events),
      json::field("most_conditions", &Catalogue::conditions_limit), json::field("most_depth", &Catalogue::depth_limit));
  static constexpr std::string_view schema_name = "Catalogue";
};

// The catalogue of the Work's workspace as its caller sees it («me» is he). The program puts it together of all rooms.
using CatalogueOf = std::function<std::shared_ptr<const Catalogue>(db::Work&)>;

std::vector<Operator> operators_of(const Field& field);

}  // namespace sarnakh::rules

template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::rules::Type> =
    std::to_array<std::string_view>({"text", "number", "money", "date", "instant", "choice", "multi_choice", "yes_no",
                                     "person", "phone", "email", "link"});
