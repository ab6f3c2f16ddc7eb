#pragma once

// What every target shares: bytes as text, and the one refusal that is allowed.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "foundations/basics/problem.hpp"

namespace sarnakh::fuzz {

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

// Runs `act`; a Problem is an answer, anything else is a crash.
template <class Act>
void refused_or_done(Act act) {
  try {
    act();
  } catch (const Problem&) {
  }
}

inline void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace sarnakh::fuzz
