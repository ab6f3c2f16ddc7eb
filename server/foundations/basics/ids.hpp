#pragma once

// Ids: 64-bit, made by the application, ordered by time (so that new rows land at the end of an index and
// a page of the newest needs no second column), never reused. In JSON and in addresses an id is a decimal
// string, because JavaScript cannot hold 64 bits.
//
// Layout: 42 bits of milliseconds since 2020-01-01 UTC, 22 bits of counter that starts at a random place
// every millisecond. Public links never carry these ids: they carry random tokens (random.hpp).

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sarnakh {

template <class Tag>
struct Id {
  std::int64_t value = 0;

  auto operator<=>(const Id&) const = default;
  explicit operator bool() const { return value != 0; }
};

template <class Tag>
std::string to_string(Id<Tag> id) {
  return std::to_string(id.value);
}

// The number in `text`, when it is a plain positive decimal of at most 19 digits that fits 63 bits.
std::optional<std::int64_t> parse_id(std::string_view text);

using WorkspaceId = Id<struct WorkspaceTag>;
using UserId = Id<struct UserTag>;
using ApiKeyId = Id<struct ApiKeyTag>;
using LeadId = Id<struct LeadTag>;
using FormId = Id<struct FormTag>;
using SubmissionId = Id<struct SubmissionTag>;
using EventId = Id<struct EventTag>;
using JobId = Id<struct JobTag>;

// The next id of this process at `milliseconds` (Unix time, UTC). Safe from several threads; two calls
// never give the same id, also when the clock stands still or goes back.
std::int64_t next_id(std::int64_t milliseconds);

// The smallest id that a row made at `milliseconds` can have: `id >= first_id_at(t)` means "made since t".
std::int64_t first_id_at(std::int64_t milliseconds);

}  // namespace sarnakh

template <class Tag>
struct std::hash<sarnakh::Id<Tag>> {
  std::size_t operator()(sarnakh::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
