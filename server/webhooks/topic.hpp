#pragma once

// What other programs can be told, by the names that they know it by.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundations/jobs/events.hpp"
#include "foundations/json/describe.hpp"

namespace sarnakh::webhooks {

enum class Topic {
  lead_created,
  lead_updated,
  lead_assigned,
  lead_status_changed,
  lead_stage_changed,
  lead_lost,
  lead_deleted,
  form_submitted,
  call_logged,
  import_finished
};

// The events of the house that mean something outside.
const std::vector<std::string>& events_told();

// Something may be exactly this and that; `general` is for whoever did not ask for any of the exact ones.
struct Meaning {
  std::vector<Topic> exact = {};
  std::optional<Topic> general = {};
};
// Nothing of an interest is told until it is a lead.
Meaning meaning_of(const jobs::Event& event);

// Which of them somebody hears who asked for `wanted`.
std::vector<Topic> heard_by(const Meaning& meaning, const std::vector<Topic>& wanted);

// As a row keeps them.
std::string text_of(const std::vector<Topic>& topics);
std::vector<Topic> topics_of(std::string_view text);

}  // namespace sarnakh::webhooks

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<webhooks::Topic> = std::to_array<std::string_view>(
    {"lead.created", "lead.updated", "lead.assigned", "lead.status_changed", "lead.stage_changed", "lead.lost",
     "lead.deleted", "form.submitted", "call.logged", "import.finished"});
}  // namespace sarnakh::json
