#pragma once

// A lead as programs and people hand it in, alone or in a batch.

#include <memory>

#include "foundations/db/database.hpp"
#include "leads/draft.hpp"
#include "rules/catalogue.hpp"

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
  static constexpr auto fields = json::joined(
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

// Makes drafts of them. The channels have their names in a room above: the catalogue is asked for them once, when the
// first of the leads says one.
class NewLeads {
 public:
  NewLeads(db::Work& work, const rules::CatalogueOf& catalogue) : work_(work), catalogue_of_(catalogue) {}
  // Problem "user_unknown", "choice_unknown", "field_hidden", "wrong_type", at the part that it concerns.
  Draft draft_of(const NewLead& body);

 private:
  bool is_channel(const std::string& key);

  db::Work& work_;
  const rules::CatalogueOf& catalogue_of_;
  std::shared_ptr<const rules::Catalogue> catalogue_;
};

}  // namespace sarnakh::leads
