// Writes people as a CSV file for `sarnakh import`:  bench_people FIRST COUNT ALL TODAY > people.csv
// ALL people came in the three years that end TODAY (milliseconds since 1970), one after another.

#include <cstdio>
#include <cstdlib>
#include <string>

#include "foundations/text/markup.hpp"
#include "foundations/time/format.hpp"
#include "people.hpp"

int main(int count, char** words) {
  if (count < 5) return 2;
  const auto number_of = [&](int word) { return std::strtoull(words[word], nullptr, 10); };
  const auto first = number_of(1), many = number_of(2), all = number_of(3), today = number_of(4);
  constexpr std::uint64_t three_years = 3ull * 365 * 24 * 60 * 60 * 1000;
  std::string out =
      "first_name,last_name,phone,email,needs,utm_source,utm_medium,utm_campaign,buying_stage,created_at\n";
  for (auto number = first; number < first + many; ++number) {
    const auto who = sarnakh::bench::person(number);
    const sarnakh::Instant came{static_cast<std::int64_t>(today - three_years + three_years / all * number)};
    bool begun = false;
    for (const auto* value : {&who.first_name, &who.last_name, &who.phone, &who.email, &who.need, &who.utm_source,
                              &who.utm_medium, &who.utm_campaign, &who.stage}) {
      out += (begun ? "," : "") + sarnakh::text::csv_escape(*value);
      begun = true;
    }
    out += "," + sarnakh::time::to_rfc3339(came) + "\n";
    if (out.size() > 1 << 20) std::fwrite(out.data(), 1, out.size(), stdout), out.clear();
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return 0;
}
