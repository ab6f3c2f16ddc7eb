#pragma once

#include "capture/form.hpp"

namespace sarnakh::capture {

// What the audit says of a changed form: {"parts": [{"part", "act", "label"}]}. `part` is title, introduction, button,
// default_language, steps (their order and titles), thanks, settings, question or consent; `act` is added, removed or
// changed; a question has its label, a consent box its wording.
json::Value changes_between(const FormContent& before, const FormContent& after);

}  // namespace sarnakh::capture
