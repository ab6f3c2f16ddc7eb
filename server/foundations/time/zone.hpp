#pragma once

// Time zones by their IANA names, from ICU's copy of the database. Instants are stored, local times are only
// shown and read. Iran has kept +03:30 all year since 1401 (2022); days before that had summer time, and old
// records show it.
//
// An unknown name counts as UTC in every function; settings are checked with zone_exists() when they are
// written.

#include <string>
#include <string_view>

#include "foundations/time/calendar.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::time {

struct LocalTime {
  Day day;
  int hour = 0;  // 0-23
  int minute = 0;
  int second = 0;
  int millisecond = 0;
  auto operator<=>(const LocalTime&) const = default;
};

// What a local time that a zone jumps over means (the clock goes from 00:00 to 01:00): the moment after the
// jump, or the time before it carried on ("00:30" is 01:30).
enum class Gap { after, carried_on };
// Which moment a local time that happens twice means.
enum class Overlap { earlier, later };

bool zone_exists(std::string_view zone);

Duration offset_at(Instant at, std::string_view zone);  // to be added to UTC
LocalTime to_local(Instant at, std::string_view zone);
Instant to_instant(const LocalTime& local, std::string_view zone, Gap gap = Gap::after,
                   Overlap overlap = Overlap::earlier);

Day day_at(Instant at, std::string_view zone);
// The first moment of a day; not always midnight.
Instant start_of_day(Day day, std::string_view zone);

}  // namespace sarnakh::time
