#pragma once

// Where a link leads, as an address: what is taken from a person, and how tags go onto it. Plain functions of values.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sarnakh::links {

using Parameters = std::vector<std::pair<std::string, std::string>>;

// An https address in its one form, all ASCII, with its own parameters; nothing for any other scheme and for what is
// no address.
std::optional<std::string> clean_target(std::string_view typed);

// The address with these parameters behind its own. One that it has already stays as it is; empty ones are left out.
std::string with_parameters(std::string_view address, const Parameters& parameters);

// Of what a visitor brought along to a link: the click ids that networks of advertisements put onto it.
Parameters click_ids_of(const Parameters& query);

}  // namespace sarnakh::links
