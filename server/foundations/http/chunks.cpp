#include "foundations/http/chunks.hpp"

#include <algorithm>

#include "foundations/http/percent.hpp"

namespace sarnakh::http {

ChunkReader::State ChunkReader::read(std::string_view& input, std::string& body) {
  constexpr int most_extra = 4096;
  while (!input.empty()) {
    if (place_ == Place::data) {
      const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, input.size()));
      body.append(input.substr(0, take));
      input.remove_prefix(take);
      remaining_ -= take;
      if (remaining_ == 0) place_ = Place::data_cr;
      continue;
    }
    const char c = input.front();
    input.remove_prefix(1);
    switch (place_) {
      case Place::size:
        if (hex_value(c) >= 0) {
          if (++digits_ > 8) return State::malformed;
          remaining_ = remaining_ * 16 + static_cast<std::uint64_t>(hex_value(c));
        } else if (digits_ == 0) {
          return State::malformed;
        } else if (c == '\r') {
          place_ = Place::size_lf;
        } else if (c == ';') {
          place_ = Place::extension;
        } else {
          return State::malformed;
        }
        break;
      case Place::extension:
        if (c == '\r')
          place_ = Place::size_lf;
        else if (c == '\n' || c == '\0' || ++extra_ > most_extra)
          return State::malformed;
        break;
      case Place::size_lf:
        if (c != '\n') return State::malformed;
        total_ += remaining_;
        if (total_ > limit_) return State::too_large;
        place_ = remaining_ == 0 ? Place::trailer_start : Place::data;
        digits_ = 0;
        break;
      case Place::data:
        break;
      case Place::data_cr:
        if (c != '\r') return State::malformed;
        place_ = Place::data_lf;
        break;
      case Place::data_lf:
        if (c != '\n') return State::malformed;
        place_ = Place::size;
        break;
      case Place::trailer_start:
        if (c == '\r') {
          place_ = Place::end_lf;
          break;
        }
        place_ = Place::trailer;
        [[fallthrough]];
      case Place::trailer:
        if (c == '\r')
          place_ = Place::trailer_lf;
        else if (c == '\n' || c == '\0' || ++extra_ > most_extra)
          return State::malformed;
        break;
      case Place::trailer_lf:
        if (c != '\n') return State::malformed;
        place_ = Place::trailer_start;
        break;
      case Place::end_lf:
        return c == '\n' ? State::complete : State::malformed;
    }
  }
  return State::more;
}

}  // namespace sarnakh::http
