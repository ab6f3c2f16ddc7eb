#pragma once

// A lead as the API shows it and as the room holds it. `Profile` are the plain facts, shared by a lead, a new
// lead and a draft, each an optional or a word with an "unknown"; the list of them as data (for merging,
// history and patches) is profile_fields.hpp.

#include <optional>
#include <string>
#include <vector>

#include "foundations/json/describe.hpp"
#include "foundations/json/local_text.hpp"
#include "leads/touch.hpp"
#include "leads/words.hpp"

namespace sarnakh::leads {

using StatusId = Id<struct StatusTag>;
using LeadFieldId = Id<struct LeadFieldTag>;
using TimelineId = Id<struct TimelineTag>;

struct Money {
  std::int64_t amount = 0;  // in the smallest unit the workspace writes (rial or toman as its currency says)
  std::string currency;     // "IRR", "IRT", "USD" …
  bool operator==(const Money&) const = default;
  static constexpr auto fields = json::fields(json::field("amount", &Money::amount, json::range{0, INT64_MAX}),
                                              json::field("currency", &Money::currency, json::length{3, 3}));
  static constexpr std::string_view schema_name = "Money";
};

struct Hours {
  std::string from;  // "09:00"
  std::string to;    // "12:00"
  bool operator==(const Hours&) const = default;
  static constexpr auto fields = json::fields(json::field("from", &Hours::from, json::length{5, 5}),
                                              json::field("to", &Hours::to, json::length{5, 5}));
  static constexpr std::string_view schema_name = "Hours";
};

struct Profile {
  std::optional<Kind> kind;
  std::optional<std::string> title, first_name, last_name, full_name, organisation, job_title;
  Authority authority = Authority::unknown;
  BuyingPower buying_power = BuyingPower::unknown;
  std::optional<std::string> product, needs;
  std::optional<Money> budget;
  std::optional<std::string> stage;  // key of one of the workspace's (A16)
  std::optional<std::string> timing, age_range, gender, place, income_range;
  std::optional<Purpose> purpose;
  std::optional<std::string> purpose_note;
  LeadClass lead_class = LeadClass::unknown;  // "class" in JSON
  std::optional<Origin> origin;
  std::optional<std::string> external_id;  // the lead's key in the program it came from

  static constexpr auto fields = json::fields(
      json::field("kind", &Profile::kind), json::field("title", &Profile::title, json::length{0, 100}),
      json::field("first_name", &Profile::first_name, json::length{0, 200}),
      json::field("last_name", &Profile::last_name, json::length{0, 200}),
      json::field("full_name", &Profile::full_name, json::length{0, 400}),
      json::field("organisation", &Profile::organisation, json::length{0, 300}),
      json::field("job_title", &Profile::job_title, json::length{0, 200}),
      json::field("authority", &Profile::authority, json::with_default, "May this person decide?"),
      json::field("buying_power", &Profile::buying_power, json::with_default),
      json::field("product", &Profile::product, json::length{0, 500}, "Product or service of interest"),
      json::field("needs", &Profile::needs, json::length{0, 10'000}), json::field("budget", &Profile::budget),
      json::field("stage", &Profile::stage, json::length{0, 120},
                  "Buying stage: key or label of one of GET /api/v1/stages"),
      json::field("timing", &Profile::timing, json::length{0, 300}),
      json::field("age_range", &Profile::age_range, json::length{0, 40}),
      json::field("gender", &Profile::gender, json::length{0, 40}),
      json::field("place", &Profile::place, json::length{0, 300}),
      json::field("income_range", &Profile::income_range, json::length{0, 100}),
      json::field("purpose", &Profile::purpose),
      json::field("purpose_note", &Profile::purpose_note, json::length{0, 1000}),
      json::field("class", &Profile::lead_class, json::with_default), json::field("origin", &Profile::origin),
      json::field("external_id", &Profile::external_id, json::length{0, 200}));
};

struct Phone {
  std::string id = {};       // short, unique on this lead
  std::string value = {};    // as it is dialled: "+989121234567", "+982188887777;ext=12"
  std::string display = {};  // as one writes it here: "0912 123 4567"
  PhoneType type = PhoneType::other;
  std::string origin = {};  // how it was obtained (C01): "form:Contact", "import", "person"
  std::vector<Restriction> restrictions = {};
  bool primary = false;
  static constexpr auto fields = json::fields(
      json::field("id", &Phone::id),
      json::field("value", &Phone::value,
                  "As it is dialled: E.164, behind a switchboard with its extension, +982188887777;ext=12 (RFC 3966)"),
      json::field("display", &Phone::display), json::field("type", &Phone::type, json::with_default),
      json::field("origin", &Phone::origin, json::with_default),
      json::field("restrictions", &Phone::restrictions, json::with_default),
      json::field("primary", &Phone::primary, json::with_default));
  static constexpr std::string_view schema_name = "Phone";
};

struct Email {
  std::string id = {};
  std::string value = {};
  EmailType type = EmailType::other;
  std::string origin = {};
  bool primary = false;
  static constexpr auto fields = json::fields(json::field("id", &Email::id), json::field("value", &Email::value),
                                              json::field("type", &Email::type, json::with_default),
                                              json::field("origin", &Email::origin, json::with_default),
                                              json::field("primary", &Email::primary, json::with_default));
  static constexpr std::string_view schema_name = "Email";
};

struct Handle {
  std::string id = {};
  Network network = Network::other;
  std::string value = {};
  std::string origin = {};
  static constexpr auto fields =
      json::fields(json::field("id", &Handle::id), json::field("network", &Handle::network),
                   json::field("value", &Handle::value), json::field("origin", &Handle::origin, json::with_default));
  static constexpr std::string_view schema_name = "Handle";
};

struct Marks {
  std::optional<std::string> reason;
  static constexpr auto fields = json::fields(
      json::field("reason", &Marks::reason, "Why the lead has its status: what was wrong with junk, why it was lost"));
  static constexpr std::string_view schema_name = "Marks";
};

struct Status {
  StatusId id = {};
  std::string key = {};  // stable, of the workspace: "in_contact"
  json::LocalText label = {};
  StatusKind kind = StatusKind::open;
  std::string colour = {};  // a word of the desk's palette: "blue"
  bool archived = false;
  std::int64_t position = 0;
  static constexpr auto fields = json::fields(
      json::field("id", &Status::id), json::field("key", &Status::key), json::field("label", &Status::label),
      json::field("kind", &Status::kind), json::field("colour", &Status::colour),
      json::field("archived", &Status::archived), json::field("position", &Status::position));
  static constexpr std::string_view schema_name = "Status";
};

struct Owner {
  UserId id;
  std::string name;
  static constexpr auto fields = json::fields(json::field("id", &Owner::id), json::field("name", &Owner::name));
  static constexpr std::string_view schema_name = "Owner";
};

// What is kept of a lead beside the columns that lists and searches need: one JSON text a row.
struct Details : Profile {
  std::vector<Phone> phones;
  std::vector<Email> emails;
  std::vector<Handle> handles;
  Source source;
  std::vector<Clue> clues;  // what this person did so far, for the lead rule
  std::vector<Channel> do_not_contact;
  std::optional<Hours> preferred_hours;
  Marks marks;
  std::vector<FormId> forms;   // through which the person came; not shown
  std::string record;          // Draft::record of the lead that had nothing else to be known by; not shown
  std::int64_t next_item = 1;  // for the ids of phones, e-mails and handles; not shown

  static constexpr auto shown =
      json::joined(json::fields(json::field("phones", &Details::phones, json::with_default),
                                json::field("emails", &Details::emails, json::with_default),
                                json::field("handles", &Details::handles, json::with_default),
                                json::field("source", &Details::source, json::with_default),
                                json::field("clues", &Details::clues, json::with_default),
                                json::field("do_not_contact", &Details::do_not_contact, json::with_default),
                                json::field("preferred_hours", &Details::preferred_hours),
                                json::field("marks", &Details::marks, json::with_default)),
                   Profile::fields);
  static constexpr auto fields =
      json::joined(json::fields(json::field("forms", &Details::forms, json::with_default),
                                json::field("record", &Details::record, json::with_default),
                                json::field("next_item", &Details::next_item, json::with_default)),
                   shown);
};

struct Lead : Details {
  LeadId id;
  std::int64_t version = 1;
  Layer layer = Layer::interest;
  std::string display_name;  // names, else organisation, a phone, an e-mail, a handle or the key it came with
  Status status;
  std::optional<Owner> owner;
  std::optional<Instant> snoozed_until;
  std::int64_t contact_grade = 0;
  ContactGrade contact_grade_word = ContactGrade::none;
  json::Value custom = json::Object{};
  Instant created_at, updated_at, last_activity_at;
  std::int64_t batch_id = 0;  // not shown: the import that made it, while nothing else has touched it

  // Not `fields`: what a caller is shown of it is a ShownLead (shown.hpp), and nothing else can be an answer.
  static constexpr auto fields = nullptr;
  static constexpr auto facts = json::joined(
      json::fields(json::field("id", &Lead::id), json::field("version", &Lead::version),
                   json::field("layer", &Lead::layer), json::field("display_name", &Lead::display_name),
                   json::field("status", &Lead::status), json::field("owner", &Lead::owner),
                   json::field("snoozed_until", &Lead::snoozed_until),
                   json::field("contact_grade", &Lead::contact_grade, "0 (nothing) to 5 (a personal e-mail)"),
                   json::field("contact_grade_word", &Lead::contact_grade_word), json::field("custom", &Lead::custom),
                   json::field("created_at", &Lead::created_at), json::field("updated_at", &Lead::updated_at),
                   json::field("last_activity_at", &Lead::last_activity_at)),
      Details::shown);
};

// A line of the list; an answer has it as a ShownRow (shown.hpp).
struct LeadRow {
  LeadId id;
  std::int64_t version = 1;
  std::string display_name;
  bool named = true;  // not shown: whether display_name is a name, or a contact for want of one
  std::optional<std::string> organisation, phone, email;
  Status status;
  std::optional<Owner> owner;
  std::optional<std::string> source_label;
  Purpose purpose = Purpose::buyer;
  Layer layer = Layer::lead;
  std::int64_t contact_grade = 0;
  std::optional<Instant> snoozed_until;
  Instant created_at, last_activity_at;
  std::optional<json::Value> custom;  // when asked for
  static constexpr auto facts = json::fields(
      json::field("id", &LeadRow::id), json::field("version", &LeadRow::version),
      json::field("display_name", &LeadRow::display_name), json::field("organisation", &LeadRow::organisation),
      json::field("phone", &LeadRow::phone), json::field("email", &LeadRow::email),
      json::field("status", &LeadRow::status), json::field("owner", &LeadRow::owner),
      json::field("source_label", &LeadRow::source_label), json::field("purpose", &LeadRow::purpose),
      json::field("layer", &LeadRow::layer), json::field("contact_grade", &LeadRow::contact_grade),
      json::field("snoozed_until", &LeadRow::snoozed_until), json::field("created_at", &LeadRow::created_at),
      json::field("last_activity_at", &LeadRow::last_activity_at), json::field("custom", &LeadRow::custom));
};

}  // namespace sarnakh::leads
