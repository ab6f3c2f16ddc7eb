#pragma once

// How long to wait after a failure, and which failures count.

#include <exception>
#include <optional>
#include <string>

#include "foundations/time/instant.hpp"

namespace sarnakh::jobs {

// The pause after the `failed`-th attempt (1 is the first) of a job: 5 s, 30 s, 5 min, 30 min, 2 h, 6 h, each up to a
// tenth longer so that what failed together does not come back together; nothing when it is enough.
std::optional<time::Duration> pause_of_job(std::int64_t failed);

// The same of an event at a listener: 5 s, 30 s, 5 min. Shorter, because what comes after it waits as well.
std::optional<time::Duration> pause_of_event(std::int64_t failed);

// Whether the failure is the disk's or the network's: then the same work is tried again later and no attempt is
// counted.
bool is_passing(const std::exception& error);

// The words of a failure for the list of dead letters: one line, at most 500 bytes.
std::string words_of(const std::exception& error);

}  // namespace sarnakh::jobs
