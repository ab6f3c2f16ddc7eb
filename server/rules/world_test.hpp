#pragma once

// A small world for the tests of conditions: a table of people with every type of field, in columns, in JSON and in
// rows of other tables, and one event. Its JSON also holds values of the wrong type, which count as missing.

#include <memory>

#include "rules/catalogue.hpp"

namespace sarnakh::rules::testing {

inline constexpr Instant now{1'795'242'600'000};  // 2026-11-21 10:00 in Tehran, Saturday 30 Aban 1405
inline constexpr const char* zone = "Asia/Tehran";

inline std::shared_ptr<const Catalogue> catalogue() {
  Catalogue all;
  const auto named = [](const char* fa, const char* en) { return json::LocalText{fa, en}; };
  const auto member = [](std::vector<std::string> path) { return Member{"l.facts", std::move(path)}; };
  all.add(Field{.key = "name", .label = named("نام", "Name"), .type = Type::text, .place = Column{"l.name"}});
  all.add(Field{.key = "amount", .label = named("مبلغ", "Amount"), .type = Type::number, .place = Column{"l.amount"}});
  all.add(Field{.key = "made",
                .label = named("زمان ساخت", "Created"),
                .type = Type::instant,
                .place = Column{"l.made_at", Missing::never}});
  all.add(
      Field{.key = "seen", .label = named("آخرین دیدار", "Seen"), .type = Type::instant, .place = Column{"l.seen_at"}});
  all.add(
      Field{.key = "owner",
            .label = named("مسئول", "Owner"),
            .type = Type::person,
            .place = Column{"l.owner_id", Missing::zero},
            .choices = {{"me", named("من", "me"), {"5"}}, {"5", named("سارا", "Sara")}, {"6", named("امید", "Omid")}},
            .stored = Stored::integer});
  all.add(Field{.key = "stage",
                .label = named("مرحله", "Stage"),
                .type = Type::choice,
                .place = Column{"l.stage"},
                .choices = {{"new", named("تازه", "New")},
                            {"talk", named("در گفتگو", "Talking")},
                            {"won", named("برنده", "Won")},
                            {"open", named("باز", "Open"), {"new", "talk"}}}});
  all.add(Field{.key = "mail", .label = named("ایمیل", "E-mail"), .type = Type::email, .place = Column{"l.mail"}});
  all.add(Field{.key = "phone", .label = named("تلفن", "Phone"), .type = Type::phone, .place = Column{"l.phone"}});
  all.add(Field{.key = "city", .label = named("شهر", "City"), .type = Type::text, .place = member({"folded", "city"})});
  all.add(Field{.key = "size", .label = named("اندازه", "Size"), .type = Type::number, .place = member({"size"})});
  all.add(Field{.key = "day", .label = named("روز", "Day"), .type = Type::date, .place = member({"day"})});
  all.add(Field{.key = "vip", .label = named("ویژه", "VIP"), .type = Type::yes_no, .place = member({"vip"})});
  all.add(Field{.key = "price",
                .label = named("بودجه", "Budget"),
                .type = Type::money,
                .place = member({"price"}),
                .unit = "IRR"});
  const std::vector<Choice> words{
      {"red", named("سرخ", "Red")}, {"blue", named("آبی", "Blue")}, {"gold", named("زر", "Gold")}};
  all.add(Field{.key = "tags",
                .label = named("برچسب", "Tags"),
                .type = Type::multi_choice,
                .place = member({"tags"}),
                .choices = words});
  all.add(Field{.key = "marks",
                .label = named("نشان", "Marks"),
                .type = Type::multi_choice,
                .place = Rows{"test_marks m", "m.workspace_id = {workspace}", "m.lead_id", "m.word"},
                .choices = words});
  all.add(Event{
      .key = "paid",
      .label = named("پرداخت", "Payment"),
      .happened = named("پرداخت کرده است", "paid"),
      .never = named("پرداخت نکرده است", "never paid"),
      .rows = {"test_payments e", "e.workspace_id = {workspace}", "e.lead_id", "e.at"},
      .own = {Field{.key = "way",
                    .label = named("روش", "Way"),
                    .type = Type::choice,
                    .place = Column{"e.way"},
                    .choices = {{"card", named("کارت", "Card")}, {"cash", named("نقد", "Cash")}}},
              Field{.key = "sum", .label = named("مبلغ", "Sum"), .type = Type::number, .place = Column{"e.sum"}}}});
  return std::make_shared<Catalogue>(std::move(all));
}

inline Condition condition(std::string_view text) {
  json::Reading reading;
  Condition into;
  read(reading, json::parse(text), into, {});
  if (!reading.faults.empty()) throw Problem{std::move(reading.faults)};
  return into;
}

}  // namespace sarnakh::rules::testing
