// Writes people as a CSV file for `sarnakh import`:  bench_people FIRST COUNT > people.csv

#include <cstdio>
#include <cstdlib>
#include <string>

#include "foundations/text/markup.hpp"
#include "people.hpp"

int main(int count, char** words) {
  if (count < 3) return 2;
  const auto first = std::strtoull(words[1], nullptr, 10), many = std::strtoull(words[2], nullptr, 10);
  std::string out = "first_name,last_name,phone,email,needs,utm_source,utm_medium,utm_campaign\n";
  for (auto number = first; number < first + many; ++number) {
    const auto who = sarnakh::bench::person(number);
    bool begun = false;
    for (const auto* value : {&who.first_name, &who.last_name, &who.phone, &who.email, &who.need, &who.utm_source,
                              &who.utm_medium, &who.utm_campaign}) {
      out += (begun ? "," : "") + sarnakh::text::csv_escape(*value);
      begun = true;
    }
    out += '\n';
    if (out.size() > 1 << 20) std::fwrite(out.data(), 1, out.size(), stdout), out.clear();
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return 0;
}
