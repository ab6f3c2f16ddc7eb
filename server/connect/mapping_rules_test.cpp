#include "connect/mapping_rules.hpp"

#include <doctest/doctest.h>

using namespace sarnakh::connect;

namespace {
std::vector<std::string> guessed(std::vector<Column> columns, const std::vector<std::string>& custom = {}) {
  guess_targets(columns, custom);
  std::vector<std::string> result;
  for (const auto& column : columns) result.push_back(column.target);
  return result;
}
using Words = std::vector<std::string>;
}  // namespace

TEST_CASE("columns are known by their names in two languages") {
  CHECK(guessed({{"First Name", {}, {}}, {"Last name", {}, {}}, {"E-mail", {}, {}}, {"Mobile Phone", {}, {}}}) ==
        Words{"first_name", "last_name", "email", "phone"});
  CHECK(guessed({{"نام", {}, {}}, {"نام خانوادگی", {}, {}}, {"شماره تماس", {}, {}}, {"ايميل", {}, {}}}) ==
        Words{"first_name", "last_name", "phone", "email"});
}

TEST_CASE("a name alone is the whole name, beside a family name the first one") {
  CHECK(guessed({{"نام", {}, {}}, {"موبایل", {}, {}}}) == Words{"full_name", "phone"});
  CHECK(guessed({{"Name", {}, {}}, {"Mobile", {}, {}}}) == Words{"full_name", "phone"});
  CHECK(guessed({{"name", {}, {}}, {"surname", {}, {}}}) == Words{"first_name", "last_name"});
  CHECK(guessed({{"فامیل", {}, {}}, {"نام", {}, {}}}) == Words{"last_name", "first_name"});
  CHECK(guessed({{"نام کوچک", {}, {}}, {"موبایل", {}, {}}}) == Words{"first_name", "phone"});
  CHECK(guessed({{"نام کامل", {}, {}}, {"نام خانوادگی", {}, {}}}) == Words{"full_name", "last_name"});
}

TEST_CASE("a question is known as well as a heading") {
  CHECK(guessed({{"What's your name?", {}, {}}, {"Your phone number", {}, {}}, {"ایمیل شما؟", {}, {}}}) ==
        Words{"full_name", "phone", "email"});
}

TEST_CASE("the letter that Meta writes before a number is no part of it") {
  CHECK(without_letter_of_meta("p:+989121237788", "phone") == "+989121237788");
  CHECK(without_letter_of_meta("l:1234567890123", "external_id") == "1234567890123");
  CHECK(without_letter_of_meta("l:abc", "external_id") == "l:abc");
  CHECK(without_letter_of_meta("p:+989121237788", "note") == "p:+989121237788");
  CHECK(without_letter_of_meta("p", "phone") == "p");
}

TEST_CASE("what the name does not tell, the values do") {
  CHECK(guessed({{"x", {"a@example.com", "b@example.org"}, {}},
                 {"y", {"09121234567", "۰۹۱۲۷۶۵۴۳۲۱"}, {}},
                 {"z", {"1", "2.5"}, {}},
                 {"w", {"tall"}, {}}}) == Words{"email", "phone", "new:number", "new:text"});
}

TEST_CASE("a lead has one status and many phones") {
  CHECK(guessed({{"status", {}, {}}, {"outcome", {}, {}}, {"phone", {}, {}}, {"mobile", {}, {}}}) ==
        Words{"status", "new:text", "phone", "phone"});
}

TEST_CASE("a column that bears the name of a field goes before one that is only taken for it") {
  CHECK(guessed({{"source", {}, {}}, {"utm_source", {}, {}}}) == Words{"new:text", "utm_source"});
  CHECK(guessed({{"utm_source", {}, {}}, {"source", {}, {}}}) == Words{"utm_source", "new:text"});
  CHECK(guessed({{"source", {}, {}}, {"کانال", {}, {}}}) == Words{"utm_source", "channel"});
}

TEST_CASE("a custom field that exists is found again") {
  CHECK(guessed({{"Favourite colour", {"red"}, {}}}, {"favourite_colour"}) == Words{"custom:favourite_colour"});
}

TEST_CASE("keys are made of names") {
  CHECK(key_of_name("emp.var.rate") == "emp_var_rate");
  CHECK(key_of_name("  Age (years) ") == "age_years");
  CHECK(key_of_name("رنگ مو") == "رنگ_مو");
  CHECK(key_of_name("—") == "field");
}

TEST_CASE("targets are a closed list") {
  CHECK(is_target("phone"));
  CHECK(is_target("new:choice"));
  CHECK(is_target("custom:x"));
  CHECK_FALSE(is_target("custom:"));
  CHECK_FALSE(is_target("new:colour"));
  CHECK_FALSE(is_target("owner; drop table leads"));
}
