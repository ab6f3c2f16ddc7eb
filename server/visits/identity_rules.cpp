#include "visits/identity_rules.hpp"

#include "foundations/text/email.hpp"
#include "foundations/text/phone.hpp"
#include "foundations/text/utf8.hpp"

namespace sarnakh::visits {

namespace {

std::optional<std::string> text_of(const json::Value& value, std::size_t longest) {
  const auto text = value.as_string();
  if (!text || text->empty()) return std::nullopt;
  return std::string(text::cut(*text, longest));
}

}  // namespace

std::optional<leads::Draft> draft_of(const TrackedEvent& event, std::string_view region) {
  const auto& traits = event.traits;
  leads::Draft draft;
  auto email = text_of(traits["email"], 254);
  if (!email && event.user_id.find('@') != std::string::npos) email = event.user_id;
  if (email && text::parse_email(*email)) draft.emails.push_back({*email, {}});
  if (const auto phone = text_of(traits["phone"], 64); phone && text::parse_phone(*phone, region))
    draft.phones.push_back({*phone, {}, {}});
  if (draft.emails.empty() && draft.phones.empty()) return std::nullopt;
  draft.full_name = text_of(traits["name"], 400);
  draft.first_name = text_of(traits["firstName"], 200);
  draft.last_name = text_of(traits["lastName"], 200);
  draft.job_title = text_of(traits["title"], 200);
  draft.gender = text_of(traits["gender"], 40);
  draft.place = text_of(traits["address"]["city"], 300);
  draft.organisation = text_of(traits["company"]["name"], 300);
  if (!draft.organisation) draft.organisation = text_of(traits["company"], 300);
  return draft;
}

leads::Provenance provenance_of(const std::string& site) { return {.kind = leads::ByKind::system, .label = site}; }

json::Value kept_properties(const TrackedEvent& event) {
  if (event.type == EventType::identify || event.type == EventType::group) return event.traits;
  auto kept = event.properties;
  for (const auto* own : {"url", "referrer", "title", "path", "search"}) kept.erase(own);
  return kept;
}

}  // namespace sarnakh::visits
