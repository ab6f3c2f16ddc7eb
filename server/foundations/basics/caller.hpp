#pragma once

// Who asks: a person of a workspace, a program with an API key, a visitor of a public page, or the product
// itself. It travels as a value from the HTTP floor down to every row that says who wrote it.

#include <string>
#include <vector>

#include "foundations/basics/ids.hpp"

namespace sarnakh {

enum class Language { fa, en };
std::string_view name_of(Language language);  // "fa", "en"
Language language_of(std::string_view name);  // anything but "en…" is Persian

enum class CallerKind { user, api_key, visitor, system };
std::string_view name_of(CallerKind kind);  // "user", "api_key", "visitor", "system"

// What a person may see of the leads: his own, those of his team, all of the workspace.
enum class Reach { own, team, all };

struct Caller {
  CallerKind kind = CallerKind::visitor;
  WorkspaceId workspace{};
  UserId user{};       // 0 unless a person
  ApiKeyId api_key{};  // 0 unless a program
  Reach reach = Reach::all;
  // A bit for each permission of accounts/policy.hpp; checked by http before the handler runs.
  std::uint64_t permissions = 0;
  Language language = Language::fa;
  std::string time_zone = "Asia/Tehran";
  std::string name;  // shown in histories: the person's name, the key's label
  // What is kept from his role, by name: accounts knows the role, the room that shows the values knows the names.
  std::vector<std::string> hidden = {};

  // Whose deed it is, as rows keep it beside the kind: of the person or of the key, else 0.
  std::int64_t actor() const { return kind == CallerKind::api_key ? api_key.value : user.value; }

  static Caller system(WorkspaceId workspace) {
    Caller caller;
    caller.kind = CallerKind::system;
    caller.workspace = workspace;
    caller.permissions = ~std::uint64_t{0};
    return caller;
  }
};

}  // namespace sarnakh
