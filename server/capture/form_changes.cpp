#include "capture/form_changes.hpp"

#include <algorithm>

namespace sarnakh::capture {

namespace {

std::vector<FormField> questions_of(const FormContent& content) {
  std::vector<FormField> all;
  for (const auto& step : content.steps) all.insert(all.end(), step.questions.begin(), step.questions.end());
  return all;
}

// The titles of the steps, and which question stands where.
json::Value outline_of(const FormContent& content) {
  json::Array steps;
  for (const auto& step : content.steps) {
    json::Array ids;
    for (const auto& question : step.questions) ids.emplace_back(question.id);
    steps.emplace_back(json::Object{{"title", json::to_value(step.title)}, {"ids", std::move(ids)}});
  }
  return steps;
}

void add(json::Array& parts, std::string_view part, std::string_view act, const json::LocalText& label) {
  parts.emplace_back(json::Object{{"part", part}, {"act", act}, {"label", json::to_value(label)}});
}

// Items are the same by their id.
template <class Item, class Label>
void compare(json::Array& parts, std::string_view part, const std::vector<Item>& before, const std::vector<Item>& after,
             const Label& label) {
  const auto find = [](const std::vector<Item>& list, const std::string& id) {
    return std::find_if(list.begin(), list.end(), [&](const Item& item) { return item.id == id; });
  };
  for (const auto& item : after) {
    const auto known = find(before, item.id);
    if (known == before.end())
      add(parts, part, "added", label(item));
    else if (json::to_value(*known) != json::to_value(item))
      add(parts, part, "changed", label(item));
  }
  for (const auto& item : before)
    if (find(after, item.id) == after.end()) add(parts, part, "removed", label(item));
}

}  // namespace

json::Value changes_between(const FormContent& before, const FormContent& after) {
  json::Array parts;
  const auto from = json::to_value(before), to = json::to_value(after);
  for (const auto* part : {"title", "introduction", "button", "default_language", "thanks", "settings"})
    if (from[part] != to[part]) add(parts, part, "changed", {});
  const auto questions = questions_of(before), asked = questions_of(after);
  const auto size = parts.size();
  compare(parts, "question", questions, asked, [](const FormField& question) { return question.label; });
  // A question that came or went moves the others along.
  if (parts.size() == size && outline_of(before) != outline_of(after)) add(parts, "steps", "changed", {});
  compare(parts, "consent", before.consents, after.consents, [](const ConsentBox& box) { return box.text; });
  return json::Object{{"parts", std::move(parts)}};
}

}  // namespace sarnakh::capture
