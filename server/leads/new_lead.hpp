#pragma once

// A lead as programs and people hand it in, alone or in a batch.

#include "leads/custom_names.hpp"
#include "leads/draft.hpp"
#include "leads/edit.hpp"
#include "leads/hidden_fields.hpp"

namespace sarnakh::leads {

struct NewLead : Profile {
  std::vector<DraftPhone> phones;
  std::vector<DraftEmail> emails;
  std::vector<DraftHandle> handles;
  json::Value custom = json::Object{};
  std::optional<Touch> source;
  std::optional<std::string> note;
  std::optional<std::string> status;
  std::optional<UserId> owner_id;
  std::optional<Clue> clue;
  static constexpr auto fields = std::tuple_cat(
      Profile::fields,
      json::fields(json::field("phones", &NewLead::phones, json::with_default, json::length{0, 20}),
                   json::field("emails", &NewLead::emails, json::with_default, json::length{0, 20}),
                   json::field("handles", &NewLead::handles, json::with_default, json::length{0, 20}),
                   json::field("custom", &NewLead::custom, json::with_default, "{key: value} of custom fields"),
                   json::field("source", &NewLead::source, "Where the person came from"),
                   json::field("note", &NewLead::note, json::length{0, 10'000}),
                   json::field("status", &NewLead::status, json::length{0, 60}, "Key or id; for a new lead only"),
                   json::field("owner_id", &NewLead::owner_id),
                   json::field("clue", &NewLead::clue, "What the person did, for the lead rule; api when empty")));
  static constexpr std::string_view schema_name = "NewLead";
};

// Who may not see a field does not write it either: whether the person was there already would tell him.
inline void refuse_hidden(const NewLead& body, const db::Work& work) {
  const HiddenFields hidden(work.caller());
  if (!hidden.any()) return;
  if (!body.phones.empty()) hidden.refuse("phones", "/phones");
  if (!body.emails.empty()) hidden.refuse("emails", "/emails");
  if (!body.handles.empty()) hidden.refuse("handles", "/handles");
  for (const auto& field : profile_fields())
    if (!field.read(body).is_null()) hidden.refuse(field.name, "/" + std::string(field.name));
  for (const auto& [key, value] : body.custom.as_object()) hidden.refuse(custom_field_name(key), "/custom/" + key);
}

inline Draft draft_of(const NewLead& body, db::Work& work) {
  if (!body.custom.is_object()) throw Problem{"wrong_type", "/custom", {{"expected", "object"}}};
  refuse_hidden(body, work);
  Draft draft;
  static_cast<Profile&>(draft) = body;
  draft.phones = body.phones;
  draft.emails = body.emails;
  draft.handles = body.handles;
  draft.custom = body.custom;
  draft.touch = body.source;
  draft.note = body.note.value_or("");
  draft.status = body.status.value_or("");
  draft.owner = body.owner_id;
  draft.clue = body.clue.value_or(Clue::api);
  draft.by = by_caller(work);
  return draft;
}

}  // namespace sarnakh::leads
