#include "foundations/text/robots.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "foundations/text/clean.hpp"

using namespace sarnakh::text;

namespace {

struct Rate {
  int all = 0;
  int robots = 0;
  double share() const { return 100.0 * robots / all; }
};

// The names in tests/fixtures/agents; those that were taken wrongly are told.
Rate rate_of(const std::string& file, bool are_robots) {
  std::ifstream in(std::string(SARNAKH_SOURCE_DIR) + "/tests/fixtures/agents/" + file);
  REQUIRE(in.good());
  Rate rate;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    ++rate.all;
    const bool robot = recognise_agent(line).robot;
    if (robot) ++rate.robots;
    if (robot != are_robots) MESSAGE(file << ": " << line);
  }
  MESSAGE(file << ": " << rate.robots << " of " << rate.all << " are robots");
  return rate;
}

}  // namespace

TEST_CASE("at least 99.3 % of known robots are caught, and fewer than 1.5 % of people are taken for one") {
  const auto seen = rate_of("robots.txt", true), unseen = rate_of("robots_aside.txt", true);
  CHECK(seen.all + unseen.all >= 500);
  CHECK(100.0 * (seen.robots + unseen.robots) / (seen.all + unseen.all) >= 99.3);
  // No rule was written with these in sight: they tell how a robot fares that nobody has met yet.
  CHECK(unseen.share() >= 98);
  const auto people = rate_of("people.txt", false), others = rate_of("people_aside.txt", false);
  CHECK(people.all + others.all >= 300);
  CHECK(people.share() < 1.5);
  CHECK(others.share() < 1.5);
}

TEST_CASE("a robot is told by its name") {
  const auto name = [](std::string_view agent) { return recognise_agent(agent).name; };
  CHECK(name("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)") == "Googlebot");
  CHECK(name("curl/8.5.0") == "curl");
  CHECK(name("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/130.0.0.0 "
             "Safari/537.36") == "HeadlessChrome");
  CHECK(name("OurOwnNewsBot/1.4 (+https://news.example)") == "OurOwnNewsBot");
  CHECK(name("MyShop-Sync/3.1") == "MyShop-Sync");
  CHECK(recognise_agent("").robot);
  CHECK(recognise_agent("Mozilla/5.0").robot);
  // A telephone that is called a bot.
  CHECK(!recognise_agent("Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) "
                         "Chrome/111.0.0.0 Mobile Safari/537.36")
             .robot);
}

TEST_CASE("any bytes are taken, and a name without end is cut") {
  CHECK(recognise_agent(std::string(1 << 20, 'x')).name.size() <= 60);
  CHECK(recognise_agent("\xff\xfe bot").robot);
  CHECK(recognise_agent(std::string("\0\0", 2)).robot);
}

TEST_CASE("clean user-agent says whether, and who") {
  CHECK(clean_line("user-agent", "Wget/1.21") == R"({"input":"Wget/1.21","robot":true,"name":"Wget"})");
  CHECK(clean_line("user-agent", "Opera/9.80 (Android; Opera Mini/36.2/191; U; fa) Presto/2.12 Version/12.16")
            .ends_with(R"("robot":false,"name":""})"));
}
