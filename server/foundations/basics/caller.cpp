#include "foundations/basics/caller.hpp"

namespace sarnakh {

std::string_view name_of(Language language) { return language == Language::en ? "en" : "fa"; }

Language language_of(std::string_view name) {
  return name.starts_with("en") || name.starts_with("EN") ? Language::en : Language::fa;
}

std::string_view name_of(CallerKind kind) {
  switch (kind) {
    case CallerKind::user:
      return "user";
    case CallerKind::api_key:
      return "api_key";
    case CallerKind::visitor:
      return "visitor";
    case CallerKind::system:
      return "system";
  }
  return "system";
}

}  // namespace sarnakh
