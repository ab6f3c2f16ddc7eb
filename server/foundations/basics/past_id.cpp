#include "foundations/basics/past_id.hpp"

#include "foundations/basics/random.hpp"

namespace sarnakh {

std::int64_t past_id(std::int64_t milliseconds) {
  constexpr std::uint32_t half = 1U << 21;  // of the counter of ids
  return first_id_at(milliseconds) + half + random_below(half);
}

}  // namespace sarnakh
