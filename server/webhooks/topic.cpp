#include "webhooks/topic.hpp"

#include <algorithm>

namespace sarnakh::webhooks {

namespace {

bool says(const jobs::Event& event, std::string_view what) { return event.data[what].as_bool().value_or(false); }

Meaning meaning_of_change(const jobs::Event& event) {
  if (event.data["layer"].as_string().value_or("") != "lead") return {};
  if (says(event, "became_lead")) return {{Topic::lead_created}};
  Meaning meaning{{}, Topic::lead_updated};
  if (says(event, "status_changed")) meaning.exact.push_back(Topic::lead_status_changed);
  if (says(event, "stage_changed")) meaning.exact.push_back(Topic::lead_stage_changed);
  if (says(event, "lost")) meaning.exact.push_back(Topic::lead_lost);
  if (says(event, "owner_changed")) meaning.exact.push_back(Topic::lead_assigned);
  return meaning;
}

}  // namespace

const std::vector<std::string>& events_told() {
  static const std::vector<std::string> types{"lead_created", "lead_matched",   "lead_changed", "lead_status_changed",
                                              "lead_erased",  "form_submitted", "call_logged",  "import_progress"};
  return types;
}

Meaning meaning_of(const jobs::Event& event) {
  if (event.type == "lead_created") {
    if (event.data["layer"].as_string().value_or("") != "lead") return {};
    return {{Topic::lead_created}};
  }
  if (event.type == "lead_erased") return {{Topic::lead_deleted}};
  if (event.type == "import_progress") return {{Topic::import_finished}};
  if (event.type == "form_submitted" || event.type == "call_logged") {
    if (!event.data["lead_id"].is_string()) return {};  // it waits in quarantine
    return {{event.type == "call_logged" ? Topic::call_logged : Topic::form_submitted}};
  }
  return meaning_of_change(event);
}

std::vector<Topic> heard_by(const Meaning& meaning, const std::vector<Topic>& wanted) {
  const auto wants = [&](Topic topic) { return std::find(wanted.begin(), wanted.end(), topic) != wanted.end(); };
  std::vector<Topic> heard;
  std::copy_if(meaning.exact.begin(), meaning.exact.end(), std::back_inserter(heard), wants);
  if (heard.empty() && meaning.general && wants(*meaning.general)) heard.push_back(*meaning.general);
  return heard;
}

std::string text_of(const std::vector<Topic>& topics) {
  std::string text;
  json::append(text, topics);
  return text;
}

std::vector<Topic> topics_of(std::string_view text) {
  const auto names = json::parse(text);
  std::vector<Topic> topics;
  for (const auto& name : names.as_array())
    if (const auto topic = json::enum_of_name<Topic>(name.as_string().value_or(""))) topics.push_back(*topic);
  return topics;
}

}  // namespace sarnakh::webhooks
