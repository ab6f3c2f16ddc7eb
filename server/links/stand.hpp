#pragma once

// A stand: a link to a form that a tablet at an exhibition is opened with. Its key is an address of its own, which
// takes what the tablet sends; whoever has it may send, so it can be made anew and ended.

#include <optional>
#include <string>

#include "links/links.hpp"

namespace sarnakh::links {

struct Stand {
  LinkId link;
  std::string token;  // of the link: what the touches of its leads carry
  std::string name;   // of the exhibition
  FormId form;
  bool ended = false;  // the key was taken back or made anew
};

struct StandPlace {
  WorkspaceId workspace;
  LinkId link;
};
// Where a tablet's address belongs; it knows no workspace.
std::optional<StandPlace> find_stand(db::Work& work, std::string_view key);
// Nothing for a link that is no stand (any more).
std::optional<Stand> stand_of(db::Work& work, LinkId link, std::string_view key);

}  // namespace sarnakh::links
