#include "rules/explain.hpp"

#include <algorithm>
#include <cmath>

#include "foundations/text/fold.hpp"

namespace sarnakh::rules {

namespace {

std::string replaced(std::string text, std::string_view place, const std::string& with) {
  if (const auto at = text.find(place); at != std::string::npos) text.replace(at, place.size(), with);
  return text;
}

// "12500" as "12,500".
std::string grouped(std::string digits, const char* mark) {
  const auto first = static_cast<std::ptrdiff_t>(digits.find_first_of("0123456789"));
  const auto point = std::min(digits.find_first_of(".e"), digits.size());
  for (auto at = static_cast<std::ptrdiff_t>(point) - 3; at > first; at -= 3)
    digits.insert(static_cast<std::size_t>(at), mark);
  return digits;
}

class Narrator {
 public:
  explicit Narrator(const time::Manner& manner) : manner_(manner), fa_(manner.language == Language::fa) {}

  std::string root(const BoundNode& node) {
    const auto* group = std::get_if<BoundGroup>(&node.node);
    if (group != nullptr && group->of.empty()) return say("همهٔ سرنخ‌ها", "all leads");
    return sentence(node, false);
  }

 private:
  std::string say(const char* persian, const char* english) const { return fa_ ? persian : english; }

  std::string sentence(const BoundNode& node, bool inside) {
    if (const auto* test = std::get_if<BoundTest>(&node.node)) return leaf(*test);
    if (const auto* found = std::get_if<BoundDid>(&node.node)) return did(*found);
    const auto& group = std::get<BoundGroup>(node.node);
    std::string text;
    for (const auto& each : group.of) {
      if (!text.empty()) text += group.kind == GroupKind::all ? say(" و ", " and ") : say(" یا ", " or ");
      text += sentence(each, group.of.size() > 1);
    }
    if (group.kind == GroupKind::none) return say("چنین نیست که (", "it is not so that (") + text + ")";
    return inside && group.of.size() > 1 ? "(" + text + ")" : text;
  }

  std::string leaf(const BoundTest& test) const {
    const auto& field = *test.field;
    auto text = replaced(pattern(test), "{label}", label(field.label));
    switch (field.type) {
      case Type::text:
      case Type::email:
      case Type::phone:
      case Type::link:
        return replaced(text, "{value}", quoted(test.operand.text));
      case Type::number:
      case Type::money:
        text = replaced(text, "{value}", number(test, 0));
        return replaced(text, "{other}", number(test, 1));
      case Type::date:
      case Type::instant:
        return replaced(text, "{value}", words_of(test.operand.period, manner_));
      case Type::choice:
      case Type::multi_choice:
      case Type::person:
        return replaced(text, "{value}", choices(test));
      case Type::yes_no:
        return replaced(text, "{value}", test.operand.yes ? say("بله", "yes") : say("خیر", "no"));
    }
    return text;
  }

  std::string pattern(const BoundTest& test) const {
    const bool many = test.field->type == Type::multi_choice;
    const bool several = test.operand.keys.size() > 1;
    switch (test.is) {
      case Operator::equal:
        return say("{label} {value} است", "{label} is {value}");
      case Operator::not_equal:
        return say("{label} {value} نیست", "{label} is not {value}");
      case Operator::any_of:
        if (many) return say("{label} {value} را دارد", "{label} has {value}");
        return several ? say("{label} یکی از {value} است", "{label} is {value}")
                       : say("{label} {value} است", "{label} is {value}");
      case Operator::none_of:
        if (many) return say("{label} {value} را ندارد", "{label} has no {value}");
        return several ? say("{label} هیچ‌یک از {value} نیست", "{label} is neither {value}")
                       : say("{label} {value} نیست", "{label} is not {value}");
      case Operator::all_of:
        return several ? say("{label} {value} را با هم دارد", "{label} has all of {value}")
                       : say("{label} {value} را دارد", "{label} has {value}");
      case Operator::contains:
        return say("در {label} {value} هست", "{label} contains {value}");
      case Operator::starts_with:
        return say("{label} با {value} آغاز می‌شود", "{label} starts with {value}");
      case Operator::ends_with:
        return say("{label} با {value} پایان می‌یابد", "{label} ends with {value}");
      case Operator::at_least:
        return say("{label} دست‌کم {value} است", "{label} is at least {value}");
      case Operator::at_most:
        return say("{label} حداکثر {value} است", "{label} is at most {value}");
      case Operator::more_than:
        return say("{label} بیش از {value} است", "{label} is more than {value}");
      case Operator::less_than:
        return say("{label} کمتر از {value} است", "{label} is less than {value}");
      case Operator::between:
        return say("{label} از {value} تا {other} است", "{label} is between {value} and {other}");
      case Operator::within:
        return say("{label} {value} است", "{label} is {value}");
      case Operator::filled:
        return say("{label} خالی نیست", "{label} is not empty");
      case Operator::empty:
        return say("{label} خالی است", "{label} is empty");
    }
    return {};
  }

  // «در ۳۰ روز گذشته دست‌کم ۲ بار فرم فرستاده است (فرم «تماس» است)»
  std::string did(const BoundDid& did) const {
    const auto& times = did.times;
    const bool never = times.at_most && *times.at_most == 0;
    const auto phrase = (never ? did.event->never : did.event->happened).in(manner_.language);
    const auto when = did.within ? words_of(*did.within, manner_) : std::string{};
    const auto often = never ? std::string{} : how_often(times);
    std::string text;
    for (const auto& part : fa_ ? std::vector{when, often, phrase} : std::vector{phrase, often, when})
      if (!part.empty()) text += (text.empty() ? "" : " ") + part;
    std::string where;
    for (const auto& test : did.where) where += (where.empty() ? "" : say(" و ", " and ")) + leaf(test);
    return where.empty() ? text : text + " (" + where + ")";
  }
  std::string how_often(const Times& times) const {
    const auto least = times.at_least.value_or(0);
    if (!times.at_most && least <= 1) return {};
    const auto count = [&](std::int64_t n) { return digits(std::to_string(n)); };
    const auto often = [&](std::int64_t n) { return n == 1 ? "once" : count(n) + " times"; };
    if (!times.at_most) return fa_ ? "دست‌کم " + count(least) + " بار" : "at least " + often(least);
    const auto most = *times.at_most;
    if (least == most) return fa_ ? count(most) + " بار" : "exactly " + often(most);
    if (least == 0) return fa_ ? "حداکثر " + count(most) + " بار" : "at most " + often(most);
    return fa_ ? "از " + count(least) + " تا " + count(most) + " بار" : count(least) + " to " + count(most) + " times";
  }

  std::string choices(const BoundTest& test) const {
    std::string text;
    const auto& keys = test.operand.keys;
    // Of some, one is enough (or); of all of them, and of none of them, each counts (and).
    const bool each = test.is == Operator::all_of || (test.is == Operator::none_of && fa_);
    const auto last = each ? say(" و ", " and ") : test.is == Operator::none_of ? " nor " : say(" یا ", " or ");
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i != 0) text += i + 1 == keys.size() ? last : say("، ", ", ");
      const auto* choice = test.field->choice(keys[i]);
      text += quoted(choice == nullptr ? keys[i] : label(choice->label));
    }
    return text;
  }

  std::string number(const BoundTest& test, std::size_t index) const {
    if (index >= test.operand.numbers.size()) return {};
    const auto text = digits(grouped(json::write(test.operand.numbers[index]), fa_ ? "٬" : ","));
    return test.field->unit.empty() ? text : text + " " + unit(test.field->unit);
  }
  std::string unit(const std::string& code) const {
    if (fa_ && code == "IRR") return "ریال";
    if (fa_ && code == "IRT") return "تومان";
    return code;
  }

  std::string label(const json::LocalText& text) const { return text.in(manner_.language); }
  std::string quoted(const std::string& text) const { return fa_ ? "«" + text + "»" : "“" + text + "”"; }
  std::string digits(std::string text) const {
    return manner_.digits == time::Digits::persian ? text::persian_digits(replaced(std::move(text), ".", "٫"))
                                                   : std::move(text);
  }

  const time::Manner& manner_;
  bool fa_;
};

}  // namespace

std::string explain(const Bound& bound, const time::Manner& manner) { return Narrator(manner).root(bound.root); }

}  // namespace sarnakh::rules
