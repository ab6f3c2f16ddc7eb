#include <doctest/doctest.h>

#include <algorithm>

#include "leads/custom_values.hpp"
#include "leads/grade_rules.hpp"
#include "leads/lead_rule.hpp"
#include "leads/merge_rules.hpp"
#include "leads/search_terms.hpp"

using namespace sarnakh;
using namespace sarnakh::leads;

TEST_CASE("each preset of the lead rule gives its own answer to what a lead is") {
  struct Row {
    const char* who;
    RuleFacts facts;
    bool any_form, follow, named_person;
  };
  RuleFacts form_phone{.clues = {Clue::form_completed}, .phone = true};
  RuleFacts follower{.clues = {Clue::follow}, .handle = true};
  RuleFacts stranger{.clues = {Clue::form_completed}};
  RuleFacts named{.clues = {Clue::form_completed}, .phone = true, .named = true};
  RuleFacts decider{.clues = {Clue::call}, .email = true, .named = true, .authorised = true};
  RuleFacts company{.clues = {Clue::import}, .phone = true, .company_only = true};
  RuleFacts no_clue{.phone = true, .named = true, .authorised = true};
  for (const auto& row :
       {Row{"a form with a phone", form_phone, true, true, false}, Row{"a follower", follower, false, true, false},
        Row{"a form without any identity", stranger, false, false, false},
        Row{"a named person", named, true, true, false}, Row{"a named person who decides", decider, true, true, true},
        Row{"a company and its number", company, false, false, false},
        Row{"somebody known who did nothing", no_clue, false, false, false}}) {
    CAPTURE(row.who);
    CHECK(meets(rule_of(RulePreset::any_form), row.facts) == row.any_form);
    CHECK(meets(rule_of(RulePreset::follow), row.facts) == row.follow);
    CHECK(meets(rule_of(RulePreset::named_person), row.facts) == row.named_person);
  }
  for (const auto preset : {RulePreset::any_form, RulePreset::follow, RulePreset::named_person})
    CHECK(preset_of(rule_of(preset)) == preset);
  auto own = rule_of(RulePreset::any_form);
  own.identity = Identity::phone_and_email;
  CHECK(preset_of(own) == RulePreset::custom);
  CHECK_FALSE(meets(own, form_phone));
}

TEST_CASE("the name and the number of a company are no person, in whatever field its name stands") {
  Details company;
  company.kind = Kind::organisation;
  company.full_name = "شرکت آفتاب";
  company.phones.push_back({.value = "+982188888888", .type = PhoneType::landline});
  company.clues = {Clue::form_completed};
  CHECK(grade_of(company) == ContactGrade::company);
  for (const auto preset : {RulePreset::any_form, RulePreset::follow, RulePreset::named_person})
    CHECK_FALSE(meets(rule_of(preset), facts_of(company)));
  company.last_name = "کریمی";
  CHECK(grade_of(company) == ContactGrade::named);
  CHECK(meets(rule_of(RulePreset::any_form), facts_of(company)));
}

TEST_CASE("the grade of a contact climbs") {
  Details details;
  CHECK(grade_of(details) == ContactGrade::none);
  details.organisation = "شرکت نمونه";
  details.phones.push_back({.value = "+982188888888", .type = PhoneType::landline});
  CHECK(grade_of(details) == ContactGrade::company);
  CHECK(facts_of(details).company_only);
  details.full_name = "سارا احمدی";
  CHECK(grade_of(details) == ContactGrade::named);
  CHECK_FALSE(facts_of(details).company_only);
  details.authority = Authority::decides;
  CHECK(grade_of(details) == ContactGrade::authorised);
  details.phones.push_back({.value = "+989121234567", .type = PhoneType::mobile});
  CHECK(grade_of(details) == ContactGrade::direct_phone);
  details.emails.push_back({.value = "sara@gmail.com", .type = EmailType::personal});
  CHECK(grade_of(details) == ContactGrade::personal_email);
}

TEST_CASE("an address tells whether it is a person's, a role's or of work") {
  CHECK(email_type_of("sara@gmail.com", true) == EmailType::personal);
  CHECK(email_type_of("info@example.com", true) == EmailType::other);
  CHECK(email_type_of("sara@example.com", true) == EmailType::work);
  CHECK(email_type_of("sara@example.com", false) == EmailType::personal);
}

TEST_CASE("handles are one whichever way they are written") {
  for (const auto* typed :
       {"@sara.art", "sara.art", "https://www.instagram.com/sara.art/", "instagram.com/sara.art?igsh=1"})
    CHECK(clean_handle(Network::instagram, typed) == "sara.art");
  CHECK(key_of_handle(Network::instagram, "Sara.Art") == key_of_handle(Network::instagram, "sara.art"));
}

TEST_CASE("a lead is found by what people type") {
  Details details;
  details.full_name = "يگانه كريمي";  // Arabic ye and kaf, as stored from an old keyboard
  details.organisation = "کتاب‌فروشی آفتاب";
  details.phones.push_back({.value = "+989121234567"});
  details.emails.push_back({.value = "Yeganeh.Karimi@Example.com"});
  const auto terms = terms_of(details, json::Object{}, Settings{});
  const auto found = [&](const char* typed) {
    const auto words = words_of_search(typed);
    return !words.empty() && std::all_of(words.begin(), words.end(), [&](const SearchWord& word) {
      return std::any_of(word.ranges.begin(), word.ranges.end(), [&](const TermRange& range) {
        return std::any_of(terms.begin(), terms.end(),
                           [&](const Term& term) { return term.text >= range.from && term.text < range.until; });
      });
    });
  };
  for (const auto* typed :
       {"یگانه", "یگانه کریمی", "کریمی یگانه", "يگان", "کتاب فروشی", "آفتاب", "افتاب", "4567", "۴۵۶۷", "۰۹۱۲۱۲۳",
        "0912 123 4567", "+98 912 123", "989121234567", "yeganeh.karimi@ex", "karimi", "example.com", "YEGANEH"}) {
    CAPTURE(std::string(typed));
    CHECK(found(typed));
  }
  for (const auto* typed : {"رضا", "یگانه رضایی", "4568", "0913", "other.com"}) {
    CAPTURE(std::string(typed));
    CHECK_FALSE(found(typed));
  }
  CHECK(words_of_search("  ، ").empty());
}

TEST_CASE("a half-space is typed as one, as a space, or not at all") {
  const auto found = [](const char* name, const char* typed) {
    Details details;
    details.full_name = name;
    const auto terms = terms_of(details, json::Object{}, Settings{});
    const auto words = words_of_search(typed);
    return !words.empty() && std::all_of(words.begin(), words.end(), [&](const SearchWord& word) {
      return std::any_of(word.ranges.begin(), word.ranges.end(), [&](const TermRange& range) {
        return std::any_of(terms.begin(), terms.end(),
                           [&](const Term& term) { return term.text >= range.from && term.text < range.until; });
      });
    });
  };
  for (const auto* typed : {"علی‌رضا", "علی رضا", "علیرضا", "عليرضا", "علیر", "علی‌ر", "رضا",
                            "علیرضا کیان", "کیان علی‌رضا"}) {
    CAPTURE(std::string(typed));
    CHECK(found("علی‌رضا کیان", typed));
  }
  for (const auto* typed : {"علی‌رضا", "علی‌ر", "علیرضا", "کیان علی‌رضا"}) {
    CAPTURE(std::string(typed));
    CHECK(found("علیرضا کیان", typed));
  }
  CHECK(found("علی رضا کیان", "علی‌رضا"));
  CHECK(found("حسینی‌نژاد‌فرد", "حسینینژادفرد"));
  CHECK(found("حسینینژادفرد", "حسینی‌نژاد‌فرد"));
  CHECK_FALSE(found("علی کیان", "علی‌رضا"));
  CHECK_FALSE(found("رضا کیان", "علی‌رضا"));
  CHECK_FALSE(found("علی‌رضا کیان", "علی‌مراد"));
}

TEST_CASE("numbers are read as people write them") {
  for (const auto& [typed, number] : {std::pair{"1,234,567", 1234567.0},
                                      {"۱٬۲۳۴٫۵", 1234.5},
                                      {"12,5", 12.5},
                                      {"-3", -3.0},
                                      {"2 000", 2000.0},
                                      {"12.50", 12.5}}) {
    const std::string shown(typed);
    CAPTURE(shown);
    REQUIRE(number_of(typed));
    CHECK(*number_of(typed) == doctest::Approx(number));
  }
  for (const auto* typed : {"", "abc", "12a", "nan", "1e999"}) CHECK_FALSE(number_of(typed));
}

TEST_CASE("values of custom fields have one stored form") {
  Settings settings;
  settings.currency = "IRR";
  settings.time_zone = "Asia/Tehran";
  CustomField city{.key = "city",
                   .type = FieldType::choice,
                   .choices = {{"tehran", {"تهران", "Tehran"}}, {"yazd", {"یزد", "Yazd"}}}};
  CHECK(read_custom(city, "تهران", settings).value == json::Value("tehran"));
  CHECK(read_custom(city, "yazd", settings).value == json::Value("yazd"));
  CHECK(read_custom(city, "Rome", settings).fault == "choice_unknown");
  city.type = FieldType::multi_choice;
  CHECK(read_custom(city, "Yazd; تهران", settings).value == json::Value(json::Array{"yazd", "tehran"}));
  CustomField budget{.key = "b", .type = FieldType::money};
  CHECK(json::write(read_custom(budget, "۱۲٬۰۰۰", settings).value) == R"({"amount":12000,"currency":"IRR"})");
  CustomField vip{.key = "v", .type = FieldType::yes_no};
  CHECK(read_custom(vip, "بله", settings).value == json::Value(true));
  CHECK(read_custom(vip, "maybe", settings).fault == "yes_no_invalid");
  CustomField day{.key = "d", .type = FieldType::date};
  CHECK(read_custom(day, "۱۴۰۰/۱۲/۰۵", settings).value == json::Value("2022-02-24"));
  CHECK(read_custom(day, "1404/12/30", settings).fault == "date_invalid");
  CustomField link{.key = "l", .type = FieldType::link};
  CHECK(read_custom(link, "javascript:alert(1)", settings).fault == "link_invalid");
}
