#pragma once

// Who may do what: permissions, and the roles that hold them. The one policy function is allows().

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/basics/caller.hpp"
#include "foundations/basics/problem.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::accounts {

enum class Role { owner, marketer, seller, analyst };

// By its word, as it stands in the database; the least there is for a word that is none.
Role role_of(std::string_view word);
Reach reach_of(std::string_view word);

// Every permission, in the order of its bit.
inline constexpr std::array<std::string_view, 13> permissions{
    "leads:read",    "leads:write",    "leads:export", "leads:erase", "forms:read", "forms:write", "imports:write",
    "settings:read", "settings:write", "people:write", "keys:write",  "audit:read", "jobs:write"};

// The bit of a permission; nothing for "public", "session" and unknown words.
std::optional<std::uint64_t> bit_of(std::string_view permission);
std::uint64_t bits_of(const std::vector<std::string>& names);  // Problem "unknown_choice" for a word that is none
std::vector<std::string> names_of_bits(std::uint64_t bits);
std::uint64_t permissions_of(Role role);

// Whether the caller may use a route of that permission. "public": everybody; "session": whoever is signed in.
bool allows(const Caller& caller, std::string_view permission);
// Why not: of a person "forbidden", for his role; of a key "scope_missing" with the scope, or "person_only" where no
// scope would do.
Problem refusal_of(const Caller& caller, std::string_view permission, std::string pointer = {});

}  // namespace sarnakh::accounts

template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::accounts::Role> =
    std::to_array<std::string_view>({"owner", "marketer", "seller", "analyst"});
template <>
inline constexpr std::array sarnakh::json::names_of<sarnakh::Reach> = std::to_array<std::string_view>({"own", "team",
                                                                                                       "all"});
