#pragma once

// The periods a reader can choose, as days. Plain functions of values.

#include <array>
#include <string_view>
#include <vector>

#include "foundations/json/describe.hpp"
#include "foundations/time/calendar.hpp"
#include "foundations/time/instant.hpp"
#include "leads/arrivals.hpp"

namespace sarnakh::overview {

enum class Period { today, yesterday, week, thirty_days, ninety_days, month, last_month };

struct Days {
  time::Day first, last;  // both inside
  std::int64_t count() const { return last.number - first.number + 1; }
  bool operator==(const Days&) const = default;
};
struct Comparison {
  Days now;
  Days before;  // as many days, or the same days of the month before
};
// The months are those of the calendar.
Comparison days_of(Period period, time::Day today, time::Calendar calendar);

struct Span {
  Instant from, until;
};
Span span_of(const Days& days, std::string_view zone);
// As much of `before` as has passed of `now`.
Span passed(const Span& before, const Span& now, Instant at);
// The days in pieces whose days are equally long, each with its first day: a zone's clock changes twice a year.
struct Piece {
  time::Day first;
  leads::Stretch stretch;
};
std::vector<Piece> pieces_of(const Days& days, std::string_view zone);

}  // namespace sarnakh::overview

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<overview::Period> =
    std::to_array<std::string_view>({"today", "yesterday", "7d", "30d", "90d", "month", "last_month"});
}  // namespace sarnakh::json
