#pragma once

// The pages of a link for people: where it leads, and that it leads nowhere.

#include <string>

#include "foundations/basics/caller.hpp"
#include "foundations/http/message.hpp"

namespace sarnakh::links {

// Whose link it is, the title of the form when it leads to one, the address, and the link itself for going on.
http::Answer look_page(Language language, const std::string& workspace, const std::string& title,
                       const std::string& address, const std::string& link);
http::Answer nowhere_page(Language language);

}  // namespace sarnakh::links
