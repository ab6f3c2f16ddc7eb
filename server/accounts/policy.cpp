#include "accounts/policy.hpp"

#include <algorithm>

#include "foundations/basics/problem.hpp"

namespace sarnakh::accounts {

namespace {

constexpr std::uint64_t all_of(std::initializer_list<std::string_view> names) {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < permissions.size(); ++i)
    for (const auto name : names)
      if (name == permissions[i]) bits |= std::uint64_t{1} << i;
  return bits;
}

constexpr std::uint64_t everything = (std::uint64_t{1} << permissions.size()) - 1;

}  // namespace

Role role_of(std::string_view word) { return json::enum_of_name<Role>(word).value_or(Role::analyst); }
Reach reach_of(std::string_view word) { return json::enum_of_name<Reach>(word).value_or(Reach::own); }

std::optional<std::uint64_t> bit_of(std::string_view permission) {
  const auto place = std::find(permissions.begin(), permissions.end(), permission);
  if (place == permissions.end()) return std::nullopt;
  return std::uint64_t{1} << (place - permissions.begin());
}

std::uint64_t bits_of(const std::vector<std::string>& names) {
  std::uint64_t bits = 0;
  for (const auto& name : names) {
    const auto bit = bit_of(name);
    if (!bit) throw Problem{"unknown_choice", "/scopes", {{"choices", "leads:read, leads:write, …"}}};
    bits |= *bit;
  }
  return bits;
}

std::vector<std::string> names_of_bits(std::uint64_t bits) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < permissions.size(); ++i)
    if ((bits >> i & 1) != 0) names.emplace_back(permissions[i]);
  return names;
}

std::uint64_t permissions_of(Role role) {
  switch (role) {
    case Role::owner:
      return everything;
    case Role::marketer:
      return everything & ~all_of({"people:write", "keys:write", "leads:erase"});
    case Role::seller:
      return all_of({"leads:read", "leads:write", "settings:read", "forms:read"});
    case Role::analyst:
      return all_of({"leads:read", "forms:read", "settings:read", "audit:read"});
  }
  return 0;
}

bool allows(const Caller& caller, std::string_view permission) {
  if (permission == "public" || caller.kind == CallerKind::system) return true;
  if (caller.kind == CallerKind::visitor) return false;
  if (permission == "session") return caller.kind == CallerKind::user;
  const auto bit = bit_of(permission);
  return bit && (caller.permissions & *bit) != 0;
}

Problem refusal_of(const Caller& caller, std::string_view permission, std::string pointer) {
  if (caller.kind != CallerKind::api_key) return Problem{"forbidden", std::move(pointer)};
  if (!bit_of(permission)) return Problem{"person_only", std::move(pointer)};
  return Problem{"scope_missing", std::move(pointer), {{"scope", std::string(permission)}}};
}

}  // namespace sarnakh::accounts
