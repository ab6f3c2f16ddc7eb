#pragma once

// What the fields that a workspace made for itself are called by others: "custom.city" in lists, changes and
// conditions; "custom:city" where forms, files and programs say into which field a value goes.

#include <optional>
#include <string>
#include <string_view>

namespace sarnakh::leads {

inline constexpr std::string_view custom_field_prefix = "custom.", custom_target_prefix = "custom:";

inline std::string custom_field_name(std::string_view key) { return std::string(custom_field_prefix).append(key); }
inline std::string custom_target(std::string_view key) { return std::string(custom_target_prefix).append(key); }

// The key in such a name, as a part of it; nothing when it is the name of something else.
inline std::optional<std::string_view> key_after(std::string_view prefix, std::string_view name) {
  return name.starts_with(prefix) ? std::optional(name.substr(prefix.size())) : std::nullopt;
}
inline std::optional<std::string_view> key_of_custom_field(std::string_view name) {
  return key_after(custom_field_prefix, name);
}
inline std::optional<std::string_view> key_of_custom_target(std::string_view target) {
  return key_after(custom_target_prefix, target);
}

}  // namespace sarnakh::leads
