#include "foundations/time/quiet_hours.hpp"

#include "foundations/time/zone.hpp"

namespace sarnakh::time {

bool is_quiet(const QuietHours& hours, Instant at) {
  const auto local = to_local(at, hours.zone);
  const int minute = local.hour * 60 + local.minute;
  if (hours.from_minute <= hours.to_minute) return minute >= hours.from_minute && minute < hours.to_minute;
  return minute >= hours.from_minute || minute < hours.to_minute;
}

Instant end_of_quiet(const QuietHours& hours, Instant at) {
  if (!is_quiet(hours, at)) return at;
  const auto local = to_local(at, hours.zone);
  const LocalTime end{local.day, hours.to_minute / 60, hours.to_minute % 60, 0, 0};
  const auto today = to_instant(end, hours.zone);
  return today > at ? today : to_instant({local.day + 1, end.hour, end.minute, 0, 0}, hours.zone);
}

}  // namespace sarnakh::time
