#include "foundations/jobs/back_off.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "foundations/basics/problem.hpp"
#include "foundations/basics/random.hpp"

namespace sarnakh::jobs {

namespace {

std::optional<time::Duration> pause(std::span<const time::Duration> pauses, std::int64_t failed) {
  if (failed < 1 || failed > static_cast<std::int64_t>(pauses.size())) return std::nullopt;
  const auto least = pauses[static_cast<std::size_t>(failed - 1)];
  return least + time::milliseconds(random_below(static_cast<std::uint32_t>(least.ms / 10)));
}

}  // namespace

std::optional<time::Duration> pause_of_job(std::int64_t failed) {
  static constexpr std::array pauses{time::seconds(5),  time::seconds(30), time::minutes(5),
                                     time::minutes(30), time::hours(2),    time::hours(6)};
  return pause(pauses, failed);
}

std::optional<time::Duration> pause_of_event(std::int64_t failed) {
  static constexpr std::array pauses{time::seconds(5), time::seconds(30), time::minutes(5)};
  return pause(pauses, failed);
}

bool is_passing(const std::exception& error) {
  static constexpr std::array<std::string_view, 6> codes{"overloaded",     "shutting_down",     "storage_full",
                                                         "storage_failed", "storage_uncertain", "database_unreachable"};
  const auto* problem = dynamic_cast<const Problem*>(&error);
  return problem != nullptr && std::find(codes.begin(), codes.end(), problem->code) != codes.end();
}

std::string words_of(const std::exception& error) {
  const auto* problem = dynamic_cast<const Problem*>(&error);
  std::string words = problem == nullptr       ? error.what()
                      : problem->cause.empty() ? problem->code
                                               : problem->code + ": " + problem->cause;
  std::replace_if(
      words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  if (words.size() > 500) {
    std::size_t end = 500;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;  // not inside a letter
    words.resize(end);
  }
  while (words.ends_with(' ')) words.pop_back();
  return words;
}

}  // namespace sarnakh::jobs
