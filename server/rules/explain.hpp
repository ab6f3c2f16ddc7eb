#pragma once

// A bound condition as a sentence, in Persian or English: «وضعیت «تازه» است و زمان ساخت در ۷ روز گذشته است».

#include <string>

#include "rules/bind.hpp"

namespace sarnakh::rules {

// Dates in the reader's calendar and digits; language, calendar and zone as `manner` says.
std::string explain(const Bound& bound, const time::Manner& manner);

}  // namespace sarnakh::rules
