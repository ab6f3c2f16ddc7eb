#pragma once

// What a new form begins with, so that nobody starts from an empty page.

#include <string_view>
#include <vector>

#include "capture/form.hpp"

namespace sarnakh::capture {

const std::vector<std::string_view>& form_templates();  // "contact", "consultation", "newsletter", "event"
// Problem "unknown_choice" for a name that is none.
FormContent content_of_template(std::string_view name, Language default_language);

}  // namespace sarnakh::capture
