#include "leads/new_lead.hpp"

#include <algorithm>

#include "leads/custom_names.hpp"
#include "leads/edit.hpp"
#include "leads/hidden_fields.hpp"
#include "leads/people.hpp"

namespace sarnakh::leads {

namespace {

// Who may not see a field does not write it either: whether the person was there already would tell him.
void refuse_hidden(const NewLead& body, const Caller& caller) {
  const HiddenFields hidden(caller);
  if (!hidden.any()) return;
  const auto contacts = {std::pair<std::string, bool>{"phones", !body.phones.empty()},
                         {"emails", !body.emails.empty()},
                         {"handles", !body.handles.empty()}};
  for (const auto& [name, said] : contacts)
    if (said) hidden.refuse(name, "/" + name);
  for (const auto& field : profile_fields())
    if (!field.read(body).is_null()) hidden.refuse(field.name, "/" + std::string(field.name));
  for (const auto& [key, value] : body.custom.as_object()) hidden.refuse(custom_field_name(key), "/custom/" + key);
}

}  // namespace

bool NewLeads::is_channel(const std::string& key) {
  if (catalogue_ == nullptr) catalogue_ = catalogue_of_(work_);
  const auto& channels = catalogue_->field("channel")->choices;
  return std::any_of(channels.begin(), channels.end(), [&](const rules::Choice& one) { return one.key == key; });
}

Draft NewLeads::draft_of(const NewLead& body) {
  if (body.owner_id && !is_member(work_, *body.owner_id)) throw Problem{"user_unknown", "/owner_id"};
  if (!body.custom.is_object()) throw Problem{"wrong_type", "/custom", {{"expected", "object"}}};
  if (body.source && body.source->channel && !is_channel(*body.source->channel))
    throw Problem{"choice_unknown", "/source/channel"};
  refuse_hidden(body, work_.caller());
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
  draft.by = by_caller(work_);
  return draft;
}

}  // namespace sarnakh::leads
