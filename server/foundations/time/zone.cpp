#include "foundations/time/zone.hpp"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <map>
#include <memory>

namespace sarnakh::time {

namespace {

// ICU's zones are costly to make and cheap to ask; each thread keeps those it has used.
const icu::TimeZone& zone_of(std::string_view name) {
  thread_local std::map<std::string, std::unique_ptr<icu::TimeZone>, std::less<>> known;
  const auto found = known.find(name);
  if (found != known.end()) return *found->second;
  std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())))));
  if (*zone == icu::TimeZone::getUnknown()) zone.reset(icu::TimeZone::getGMT()->clone());
  return *known.emplace(std::string(name), std::move(zone)).first->second;
}

std::int64_t floor_division(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

constexpr std::int64_t day_ms = 86'400'000;

}  // namespace

bool zone_exists(std::string_view zone) {
  const std::unique_ptr<icu::TimeZone> made(icu::TimeZone::createTimeZone(
      icu::UnicodeString::fromUTF8(icu::StringPiece(zone.data(), static_cast<int32_t>(zone.size())))));
  return !zone.empty() && *made != icu::TimeZone::getUnknown();
}

Duration offset_at(Instant at, std::string_view zone) {
  int32_t raw = 0;
  int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone_of(zone).getOffset(static_cast<UDate>(at.ms), false, raw, summer, status);
  return U_SUCCESS(status) ? Duration{raw + summer} : Duration{};
}

LocalTime to_local(Instant at, std::string_view zone) {
  const auto local = at.ms + offset_at(at, zone).ms;
  const auto day = floor_division(local, day_ms);
  const auto rest = local - day * day_ms;
  return {Day{day}, static_cast<int>(rest / 3'600'000), static_cast<int>(rest / 60'000 % 60),
          static_cast<int>(rest / 1000 % 60), static_cast<int>(rest % 1000)};
}

Instant to_instant(const LocalTime& local, std::string_view zone, Gap gap, Overlap overlap) {
  const std::int64_t wall = local.day.number * day_ms + local.hour * 3'600'000LL + local.minute * 60'000LL +
                            local.second * 1000LL + local.millisecond;
  // The offsets a day before and after enclose any jump; at most two candidates give the wall time back.
  const auto before = offset_at(Instant{wall - day_ms}, zone).ms;
  const auto after = offset_at(Instant{wall + day_ms}, zone).ms;
  const auto valid = [&](std::int64_t offset) { return offset_at(Instant{wall - offset}, zone).ms == offset; };
  const bool first = valid(before);
  const bool second = valid(after);
  if (first && second) {
    const auto earlier = std::min(wall - before, wall - after);
    const auto later = std::max(wall - before, wall - after);
    return {overlap == Overlap::earlier ? earlier : later};
  }
  if (first) return {wall - before};
  if (second) return {wall - after};
  // The clock jumped over this time. With the old offset it lies after the jump as far as the wall time lay past it.
  const Instant carried{wall - before};
  if (gap == Gap::carried_on) return carried;
  const auto* rules = dynamic_cast<const icu::BasicTimeZone*>(&zone_of(zone));
  icu::TimeZoneTransition transition;
  if (rules != nullptr && rules->getPreviousTransition(static_cast<UDate>(carried.ms), true, transition))
    return {static_cast<std::int64_t>(transition.getTime())};
  return carried;
}

Day day_at(Instant at, std::string_view zone) { return to_local(at, zone).day; }

Instant start_of_day(Day day, std::string_view zone) { return to_instant({day, 0, 0, 0, 0}, zone); }

}  // namespace sarnakh::time
