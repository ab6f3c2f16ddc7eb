#include "overview/period_rules.hpp"

#include <algorithm>

#include "foundations/time/zone.hpp"

namespace sarnakh::overview {

namespace {

Comparison last_days(time::Day today, std::int64_t count) {
  const auto first = today - (count - 1);
  return {{first, today}, {first - count, first - 1}};
}

}  // namespace

Comparison days_of(Period period, time::Day today, time::Calendar calendar) {
  const auto month = time::first_of_month(calendar, today);
  const auto month_before = time::first_of_month(calendar, month - 1);
  switch (period) {
    case Period::today:
      return last_days(today, 1);
    case Period::yesterday:
      return last_days(today - 1, 1);
    case Period::week:
      return last_days(today, 7);
    case Period::thirty_days:
      return last_days(today, 30);
    case Period::ninety_days:
      return last_days(today, 90);
    case Period::month:
      // The month before may be shorter than this one has lasted.
      return {{month, today}, {month_before, std::min(month - 1, month_before + (today.number - month.number))}};
    case Period::last_month:
      return {{month_before, month - 1}, {time::first_of_month(calendar, month_before - 1), month_before - 1}};
  }
  return last_days(today, 1);
}

Span span_of(const Days& days, std::string_view zone) {
  return {time::start_of_day(days.first, zone), time::start_of_day(days.last + 1, zone)};
}

Span passed(const Span& before, const Span& now, Instant at) {
  return {before.from, std::min(before.until, before.from + (std::min(at, now.until) - now.from))};
}

std::vector<Piece> pieces_of(const Days& days, std::string_view zone) {
  std::vector<Piece> pieces;
  for (auto day = days.first; day <= days.last; day = day + 1) {
    const auto from = time::start_of_day(day, zone);
    const auto until = time::start_of_day(day + 1, zone);
    const auto length = until - from;
    if (!pieces.empty() && pieces.back().stretch.day == length)
      pieces.back().stretch.until = until;
    else
      pieces.push_back({day, {from, until, length}});
  }
  return pieces;
}

}  // namespace sarnakh::overview
