#pragma once

// `sarnakh clean KIND`: the cleaning of the desk as a filter for lists in a shell.

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace sarnakh::text {

// The kinds known here: phone, email, name, text, national-id, company-id, sheba, card, postal-code,
// user-agent (robot or not, and its name).
const std::vector<std::string_view>& clean_kinds();

// One line in, one JSON line out, in the same order. A line that cannot be read gives
// {"input":…,"error":"phone_too_short"} and the next goes on. Returns 0 when all lines were read, 1 when some
// were not, 2 for an unknown kind (nothing is read or written then).
int clean(std::string_view kind, std::istream& in, std::ostream& out);

// What clean() writes for one line, without the line break; `kind` is one of clean_kinds().
std::string clean_line(std::string_view kind, std::string_view line);

}  // namespace sarnakh::text
