#pragma once

// The data of the benches: person number i is always the same person, on every machine. Persian and Latin
// names, mobiles and landlines, addresses, sources and needs, spread as a small business would see them: two
// in three write Persian, one in three types his phone with Persian digits, one in five gives no e-mail.

#include <cstdint>
#include <string>

namespace sarnakh::bench {

struct Person {
  std::string first_name;
  std::string last_name;
  std::string phone;  // as typed: "۰۹۱۲…", "0912…", "+98 912 …"; unique for each number
  std::string email;  // unique, or empty
  std::string need;
  std::string utm_source;
  std::string utm_medium;
  std::string utm_campaign;
  std::string stage;  // of buying; two in five have none
};

// `number` below 80,000,000: beyond it the phones repeat.
Person person(std::uint64_t number);

// The phone of person `number` as E.164, to check answers with.
std::string phone_of(std::uint64_t number);

}  // namespace sarnakh::bench
