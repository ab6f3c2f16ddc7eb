#pragma once

// What an event says about the person: traits to a draft of a lead. Plain functions of values.

#include <optional>

#include "leads/draft.hpp"
#include "visits/event.hpp"

namespace sarnakh::visits {

// The draft of whoever is named by a phone or an e-mail that can be read; nothing otherwise. A userId that is an
// e-mail address counts as one.
std::optional<leads::Draft> draft_of(const TrackedEvent& event, std::string_view region);

leads::Provenance provenance_of(const std::string& site);

// What is kept of an event's properties: what stands in its own columns is left out.
json::Value kept_properties(const TrackedEvent& event);

}  // namespace sarnakh::visits
