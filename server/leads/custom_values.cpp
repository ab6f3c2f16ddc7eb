#include "leads/custom_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "foundations/text/fold.hpp"
#include "foundations/text/url.hpp"
#include "foundations/time/format.hpp"
#include "foundations/time/parse.hpp"
#include "foundations/time/zone.hpp"
#include "leads/choices.hpp"

namespace sarnakh::leads {

namespace {

constexpr std::size_t longest_text = 10'000;

CustomValue fault(std::string code) { return {{}, std::move(code)}; }

std::string typed_text(const json::Value& given) {
  if (const auto text = given.as_string()) return std::string(*text);
  if (const auto integer = given.as_integer()) return std::to_string(*integer);
  if (given.is_null()) return "";
  return json::write(given);
}

CustomValue read_number(const json::Value& given) {
  if (given.is_number()) return {given, ""};
  const auto number = number_of(typed_text(given));
  if (!number) return fault("number_invalid");
  if (std::trunc(*number) == *number && std::abs(*number) < 9e15) return {static_cast<std::int64_t>(*number), ""};
  return {*number, ""};
}

CustomValue read_money(const json::Value& given, const Settings& settings) {
  json::Value amount = given;
  std::string currency = settings.currency;
  if (given.is_object()) {
    amount = given["amount"];
    if (const auto named = given["currency"].as_string(); named && named->size() == 3) currency = *named;
  }
  const auto number = read_number(amount);
  const auto integer = number.value.as_integer();
  if (!number.fault.empty() || !integer) return fault("number_invalid");
  json::Value money{json::Object{}};
  money.set("amount", *integer);
  money.set("currency", currency);
  return {money, ""};
}

CustomValue read_choices(const CustomField& field, const json::Value& given) {
  std::vector<std::string> typed;
  if (given.is_array()) {
    for (const auto& item : given.as_array()) typed.push_back(typed_text(item));
  } else {
    auto rest = typed_text(given);
    for (std::size_t start = 0; start <= rest.size();) {
      const auto end = std::min(rest.find_first_of(",;|", start), rest.size());
      typed.push_back(rest.substr(start, end - start));
      start = end + 1;
    }
  }
  json::Array keys;
  for (const auto& one : typed) {
    if (text::clean_text(one).empty()) continue;
    const auto* choice = choice_of(field.choices, one);
    if (choice == nullptr) return fault("choice_unknown");
    if (std::find(keys.begin(), keys.end(), json::Value(choice->key)) == keys.end()) keys.emplace_back(choice->key);
  }
  if (keys.empty()) return {};
  return {std::move(keys), ""};
}

CustomValue read_yes_no(const json::Value& given) {
  if (given.is_bool()) return {given, ""};
  const auto word = text::search_key(typed_text(given));
  for (const auto* yes : {"yes", "true", "1", "y", "on", "بله", "بلی", "اری", "آری"})
    if (word == text::search_key(yes)) return {true, ""};
  for (const auto* no : {"no", "false", "0", "n", "off", "خیر", "نه"})
    if (word == text::search_key(no)) return {false, ""};
  return fault("yes_no_invalid");
}

}  // namespace

std::optional<double> number_of(std::string_view typed) {
  std::string plain;
  auto digits = text::ascii_digits(text::clean_text(typed));
  // Persian group and decimal marks.
  const auto replace = [&](std::string_view from, std::string_view to) {
    for (auto at = digits.find(from); at != std::string::npos; at = digits.find(from))
      digits.replace(at, from.size(), to);
  };
  replace("٬", "");
  replace("،", "");
  replace("٫", ".");
  replace("−", "-");
  // "1,234" groups; "12,5" is a decimal mark.
  const auto comma = digits.rfind(',');
  const bool decimal_comma = comma != std::string::npos && digits.find(',') == comma &&
                             digits.find('.') == std::string::npos && digits.size() - comma - 1 != 3;
  for (const char byte : digits) {
    if (byte == ' ' || byte == '+' || byte == '_' || byte == '\'') continue;
    if (byte == ',') {
      if (decimal_comma) plain += '.';
    } else {
      plain += byte;
    }
  }
  double number = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
  if (error != std::errc{} || end != plain.data() + plain.size() || plain.empty() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

CustomValue read_custom(const CustomField& field, const json::Value& given, const Settings& settings) {
  if (given.is_null()) return {};
  if (const auto text = given.as_string(); text && text::clean_text(*text).empty()) return {};
  switch (field.type) {
    case FieldType::text: {
      auto text = text::clean_lines(typed_text(given));
      if (text.size() > longest_text) return fault("too_long");
      return {std::move(text), ""};
    }
    case FieldType::number:
      return read_number(given);
    case FieldType::money:
      return read_money(given, settings);
    case FieldType::date: {
      const auto typed = typed_text(given);
      if (const auto date = time::parse_date(typed)) return {time::iso_date(time::Calendar::gregorian, date->day), ""};
      if (const auto at = time::from_rfc3339(typed))
        return {time::iso_date(time::Calendar::gregorian, time::day_at(*at, settings.time_zone)), ""};
      return fault("date_invalid");
    }
    case FieldType::choice: {
      const auto* choice = choice_of(field.choices, typed_text(given));
      if (choice == nullptr) return fault("choice_unknown");
      return {choice->key, ""};
    }
    case FieldType::multi_choice:
      return read_choices(field, given);
    case FieldType::yes_no:
      return read_yes_no(given);
    case FieldType::link: {
      const auto url = text::parse_url(typed_text(given));
      if (!url) return fault("link_invalid");
      auto link = text::clean_text(typed_text(given));
      if (link.find("://") == std::string::npos) link.insert(0, "https://");
      return {std::move(link), ""};
    }
  }
  return {};
}

}  // namespace sarnakh::leads
