#include "foundations/time/lunar.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace sarnakh::time {
namespace {

double radians(double degrees) { return degrees * std::numbers::pi / 180; }
double degrees(double angle) { return angle * 180 / std::numbers::pi; }

// The middle of Iran.
constexpr double latitude = 32;
constexpr double longitude = 52;
// Earth time runs behind the time of the almanacs by about 70 seconds in these decades.
constexpr double delta_t = 70.0 / 86'400;
// Noon of 2000-01-01, in days since 1970.
constexpr double j2000 = 10'957.5;

struct Ecliptic {
  double longitude = 0;  // degrees
  double latitude = 0;
};

struct Equatorial {
  double right_ascension = 0;  // radians
  double declination = 0;
};

// Meeus 25, low accuracy; `n` is days since J2000.
Ecliptic sun_at(double n) {
  const double anomaly = radians(357.529 + 0.98560028 * n);
  return {280.459 + 0.98564736 * n + 1.915 * std::sin(anomaly) + 0.020 * std::sin(2 * anomaly), 0};
}

// Meeus 47, the leading terms.
Ecliptic moon_at(double n) {
  const double t = n / 36'525;
  const double d = radians(297.8501921 + 445'267.1114034 * t);  // elongation
  const double m = radians(357.5291092 + 35'999.0502909 * t);   // anomaly of the sun
  const double p = radians(134.9633964 + 477'198.8675055 * t);  // anomaly of the moon
  const double f = radians(93.2720950 + 483'202.0175233 * t);   // distance from the node
  using std::sin;
  const double along = 6.288774 * sin(p) + 1.274027 * sin(2 * d - p) + 0.658314 * sin(2 * d) + 0.213618 * sin(2 * p) -
                       0.185116 * sin(m) - 0.114332 * sin(2 * f) + 0.058793 * sin(2 * d - 2 * p) +
                       0.057066 * sin(2 * d - m - p) + 0.053322 * sin(2 * d + p) + 0.045758 * sin(2 * d - m) -
                       0.040923 * sin(m - p) - 0.034720 * sin(d) - 0.030383 * sin(m + p);
  const double across = 5.128122 * sin(f) + 0.280602 * sin(p + f) + 0.277693 * sin(p - f) + 0.173237 * sin(2 * d - f) +
                        0.055413 * sin(2 * d - p + f) + 0.046271 * sin(2 * d - p - f) + 0.032573 * sin(2 * d + f);
  return {218.3164477 + 481'267.88123421 * t + along, across};
}

Equatorial equatorial(Ecliptic at) {
  const double tilt = radians(23.439);
  const double l = radians(at.longitude);
  const double b = radians(at.latitude);
  return {std::atan2(std::sin(l) * std::cos(tilt) - std::tan(b) * std::sin(tilt), std::cos(l)),
          std::asin(std::sin(b) * std::cos(tilt) + std::cos(b) * std::sin(tilt) * std::sin(l))};
}

// Local sidereal time in degrees.
double sidereal(double n) { return 280.46061837 + 360.98564736629 * n + longitude; }

double altitude(Equatorial at, double n) {
  const double hour_angle = radians(sidereal(n)) - at.right_ascension;
  const double p = radians(latitude);
  return degrees(std::asin(std::sin(p) * std::sin(at.declination) +
                           std::cos(p) * std::cos(at.declination) * std::cos(hour_angle)));
}

// Sunset of a day, in days since J2000 (universal time).
double sunset(std::int64_t day) {
  double n = static_cast<double>(day) + 0.5 + (90 - longitude) / 360 - j2000;
  for (int round = 0; round < 4; ++round) {
    const auto sun = equatorial(sun_at(n));
    const double p = radians(latitude);
    const double at_horizon = degrees(std::acos((std::sin(radians(-0.833)) - std::sin(p) * std::sin(sun.declination)) /
                                                (std::cos(p) * std::cos(sun.declination))));
    const double now = std::remainder(sidereal(n) - degrees(sun.right_ascension), 360);
    n += (at_horizon - now) / 360.98;
  }
  return n;
}

bool crescent_is_seen(std::int64_t day) {
  const double n = sunset(day);
  const auto moon = moon_at(n + delta_t);
  const auto sun = sun_at(n + delta_t);
  const double ahead = std::remainder(moon.longitude - sun.longitude, 360);
  if (ahead < 0) return false;
  const double distance = degrees(std::acos(std::cos(radians(moon.latitude)) * std::cos(radians(ahead))));
  const double height = altitude(equatorial(moon), n) - altitude(equatorial(sun), n);
  return distance >= 6.4 && height + 1.5 * distance >= 21.5;
}

// The first days of all months from 1442/1 on, and one more for the end.
const std::vector<std::int64_t>& month_starts() {
  static const auto starts = [] {
    // 1 Muharram 1442 was 21 August 2020.
    std::vector<std::int64_t> days = {day_of(Calendar::gregorian, {2020, 8, 21})->number};
    const auto months = static_cast<std::size_t>(last_lunar_year - first_lunar_year + 1) * 12;
    while (days.size() <= months) {
      const auto evening_of_29th = days.back() + 28;
      days.push_back(evening_of_29th + (crescent_is_seen(evening_of_29th) ? 1 : 2));
    }
    return days;
  }();
  return starts;
}

std::size_t month_index(int year, int month) {
  return static_cast<std::size_t>((year - first_lunar_year) * 12 + month - 1);
}

}  // namespace

std::optional<Day> lunar_month_start(int year, int month) {
  if (year < first_lunar_year || year > last_lunar_year || month < 1 || month > 12) return std::nullopt;
  return Day{month_starts()[month_index(year, month)]};
}

int days_in_lunar_month(int year, int month) {
  const auto start = lunar_month_start(year, month);
  return start ? static_cast<int>(month_starts()[month_index(year, month) + 1] - start->number) : 0;
}

std::optional<Date> lunar_date_of(Day day) {
  const auto& starts = month_starts();
  if (day.number < starts.front() || day.number >= starts.back()) return std::nullopt;
  const auto index = std::upper_bound(starts.begin(), starts.end(), day.number) - starts.begin() - 1;
  const auto months = static_cast<int>(index);
  return Date{first_lunar_year + months / 12, months % 12 + 1,
              static_cast<int>(day.number - starts[static_cast<std::size_t>(index)]) + 1};
}

}  // namespace sarnakh::time
