#pragma once

// An incoming address: a way for one other program to bring leads. Its kind says how the sender is recognised and how
// its bodies are read; its mapping says which of its words are which of our fields.

#include <optional>
#include <string>
#include <vector>

#include "foundations/db/database.hpp"
#include "foundations/http/rotating_secret.hpp"
#include "foundations/json/describe.hpp"
#include "foundations/time/instant.hpp"

namespace sarnakh::intake {

using AddressId = Id<struct AddressTag>;

enum class Kind { webhook, google_forms, typeform, google_ads, meta };

struct MappedField {
  std::string path;   // where the value stands: a JSON pointer, or the sender's name of a question
  std::string field;  // of the lead; "consent:<purpose>"
  std::string wording;
  bool operator==(const MappedField&) const = default;
  static constexpr auto fields = json::fields(
      json::field("path", &MappedField::path, json::length{1, 400}, "Where the value stands, as in the example"),
      json::field("field", &MappedField::field, json::length{1, 80},
                  "A field of the lead, custom:<key>, consent:<purpose>, landing_page, referrer, or a click id"),
      json::field("wording", &MappedField::wording, json::with_default, json::length{0, 2000},
                  "Of a consent: the words that the person agreed to"));
  static constexpr std::string_view schema_name = "MappedField";
};
using Mapping = std::vector<MappedField>;

struct Address {
  AddressId id;
  std::string token;
  Kind kind = Kind::webhook;
  std::int64_t version = 1;
  std::string name;
  std::string channel;             // of leads whose body says nothing about where they came from
  std::optional<Mapping> mapping;  // nothing: the fields are found by their names
  http::RotatingSecret secret;
  Instant made_at;
  std::optional<Instant> ended_at;
};

// A new secret as that kind of sender takes it.
std::string new_secret(Kind kind);

struct Place {
  WorkspaceId workspace;
  AddressId address;
};
std::optional<Place> find_place(db::Work& work, std::string_view token);
Address load_address(db::Work& work, AddressId id);  // Problem "not_found"
std::vector<Address> list_addresses(db::Work& work);
Address make_address(db::Work& work, Kind kind, std::string_view name, std::string_view channel);
void save_address(db::Work& work, const Address& address);
void save_secret(db::Work& work, const Address& address);
bool end_address(db::Work& work, AddressId id);
bool restore_address(db::Work& work, AddressId id);

}  // namespace sarnakh::intake

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<intake::Kind> =
    std::to_array<std::string_view>({"webhook", "google_forms", "typeform", "google_ads", "meta"});
}  // namespace sarnakh::json
