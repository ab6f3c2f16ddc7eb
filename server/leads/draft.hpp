#pragma once

// What somebody tells us about a person: the only way into the room for forms, imports, programs and hands
// alike. Values are as typed; upsert() normalises them.
//
//   leads::Draft draft;
//   leads::fill(draft, "phone", "۰۹۱۲ ۱۲۳ ۴۵۶۷");
//   draft.clue = leads::Clue::form_completed;
//   draft.by = {.kind = leads::ByKind::form, .id = form.id.value, .label = form_title};
//   const auto result = leads::upsert(work, draft);

#include "foundations/text/phone.hpp"
#include "leads/lead.hpp"

namespace sarnakh::leads {

// By what the values came. `batch_id` names the import of which this is a row, 0 for none.
struct Provenance {
  ByKind kind = ByKind::person;
  std::int64_t id = 0;     // of the form, the import, the API key; 0 for none
  std::string label = {};  // shown in histories: the form's title, the file's name
  std::int64_t batch_id = 0;
};

struct DraftPhone {
  std::string value = {};
  std::optional<PhoneType> type = {};  // guessed from the number when empty
  std::vector<Restriction> restrictions = {};
  static constexpr auto fields = json::fields(
      json::field("value", &DraftPhone::value, json::length{1, 64}, "As typed; 0912…, +98…, Persian digits"),
      json::field("type", &DraftPhone::type),
      json::field("restrictions", &DraftPhone::restrictions, json::with_default));
  static constexpr std::string_view schema_name = "NewPhone";
};
struct DraftEmail {
  std::string value = {};
  std::optional<EmailType> type = {};
  static constexpr auto fields = json::fields(json::field("value", &DraftEmail::value, json::length{1, 254}),
                                              json::field("type", &DraftEmail::type));
  static constexpr std::string_view schema_name = "NewEmail";
};
struct DraftHandle {
  Network network = Network::other;
  std::string value = {};
  static constexpr auto fields = json::fields(json::field("network", &DraftHandle::network),
                                              json::field("value", &DraftHandle::value, json::length{1, 200}));
  static constexpr std::string_view schema_name = "NewHandle";
};

struct Draft : Profile {
  std::vector<DraftPhone> phones;
  std::vector<DraftEmail> emails;
  std::vector<DraftHandle> handles;
  json::Value custom = json::Object{};  // {key: value}; texts are read by the field's type
  std::optional<Touch> touch;
  std::optional<Clue> clue;
  Provenance by;
  std::string note;                   // becomes a note in the timeline
  std::string status;                 // key, id or label of a status; for a new lead only
  std::optional<UserId> owner;        // for a new lead only
  std::optional<Instant> created_at;  // of an older lead that comes by import; now when empty
  // What tells this record from others where it comes from, when it has neither phone nor e-mail nor handle: the same
  // record coming again is the same lead.
  std::string record;
};

enum class Outcome {
  created,
  matched,         // an exact duplicate was there: what was new has been added to it
  refused_erased,  // an import brought a person who was erased on request; nothing was written, `lead` is 0
};

struct UpsertResult {
  LeadId lead;
  Outcome outcome = Outcome::created;
  Layer layer = Layer::interest;
};

// Puts one value, as typed or as it stands in a file, at a field by its name: a profile field ("first_name",
// "budget", "purpose" …), "phone", "email", "handle:instagram", "note", "status", "created_at" (RFC 3339, or
// a Gregorian or Jalali day), "utm_source" …, or "custom:<key>". Gives the problem code of a value that
// cannot be read ("phone_invalid", "email_invalid", "word_unknown", "number_invalid", "date_invalid",
// "field_unknown"), or nothing. An empty value is nothing. `home` is where phones without a
// country or an area code belong; `time_zone` that of dates without one.
std::optional<std::string> fill(Draft& draft, std::string_view field, std::string_view value,
                                const text::PhoneHome& home = {}, std::string_view time_zone = "Asia/Tehran");

}  // namespace sarnakh::leads
