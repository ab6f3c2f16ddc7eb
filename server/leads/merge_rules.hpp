#pragma once

// How what is new joins what is known: empty fields are filled, contacts are added, nothing is overwritten;
// what differs is named, so that a person can decide. Plain functions of values.

#include <string>
#include <vector>

#include "leads/draft.hpp"
#include "leads/profile_fields.hpp"
#include "leads/settings.hpp"

namespace sarnakh::leads {

// A draft in the forms that are stored and compared.
struct CleanDraft {
  Profile profile;
  std::vector<Phone> phones;    // without id
  std::vector<Email> emails;    // without id
  std::vector<Handle> handles;  // without id
  json::Value custom = json::Object{};
  std::vector<std::string> phone_keys, email_keys, handle_keys, record_keys;  // of lead_identities
  bool empty() const;
};

// `faults` collects what cannot be read, with pointers into the draft. Custom values of unknown fields are a
// fault too.
CleanDraft clean_draft(const Draft& draft, const Settings& settings, std::vector<FieldFault>& faults);

// Phones and e-mails that the draft is known by, when the workspace's phones are at home there: a guess made before the
// settings are read.
std::vector<std::string> likely_keys(const Draft& draft, const text::PhoneHome& home);

std::string key_of_phone(std::string_view dialled);
std::string key_of_email(std::string_view address);  // of any address that parses
std::string key_of_handle(Network network, std::string_view value);
std::string key_of_record(std::string_view record);
// The keys of all contacts of a card.
std::vector<std::string> keys_of(const Details& details);

// What a handle is stored as: without "@", without the address of the network's site.
std::string clean_handle(Network network, std::string_view value);

struct Merged {
  std::vector<Change> changes;
  json::Array differs;  // [{"field","value"}]: known otherwise, left as it is
};
Merged merge(Lead& lead, const CleanDraft& draft);

}  // namespace sarnakh::leads
