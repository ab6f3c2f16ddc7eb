#pragma once

// Days as tests write them. Only *_test.cpp files include this.

#include "foundations/time/calendar.hpp"

namespace sarnakh::time::testing {

inline Day jalali(int year, int month, int day) { return *day_of(Calendar::jalali, {year, month, day}); }

}  // namespace sarnakh::time::testing
