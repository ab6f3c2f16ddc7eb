#pragma once

// The guards against robots, each one objection. They stand in a list that reads like a table of contents; the first
// objection decides. Budgets live in memory: a restart forgives, and nothing is lost by that, because whoever passes a
// budget is kept in quarantine.

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "capture/submission.hpp"
#include "capture/tokens.hpp"

namespace sarnakh::capture {

class Budgets {
 public:
  // Counts one for the key; false when more than `most` came since its window began.
  bool take(const std::string& key, Instant now, time::Duration window, int most);

 private:
  struct Count {
    Instant until;
    int count = 0;
  };
  std::mutex mutex_;
  std::map<std::string, Count> counts_;
};

// Submissions from one network to one form in a minute and in an hour, and to one form in all in a minute.
inline constexpr int most_of_network = 20;
inline constexpr int most_of_network_in_hour = 100;
inline constexpr int most_of_form = 6000;

// What speaks against a submission of a visitor; nothing when nothing does. `token` is nothing when it is not ours.
std::optional<Reason> objection(const Form& form, const Submission& submission, const std::optional<PageToken>& token,
                                Instant now, Budgets& budgets);

}  // namespace sarnakh::capture
