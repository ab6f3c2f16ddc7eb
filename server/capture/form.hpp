#pragma once

// A form as it is built in the desk and as a visitor sees it: steps of fields, consent boxes with wording of their own,
// a thank-you, and the settings that decide what a submission becomes. The content is one JSON text, edited as a draft
// and published as a version that no longer changes.

#include <optional>
#include <string>
#include <vector>

#include "foundations/basics/ids.hpp"
#include "foundations/json/describe.hpp"
#include "foundations/json/local_text.hpp"
#include "leads/words.hpp"

namespace sarnakh::capture {

enum class FieldKind {
  name,
  first_name,
  last_name,
  phone,
  email,
  organisation,
  job_title,
  text,
  long_text,
  number,
  date,
  choice,
  multi_choice,
  yes_no,
  link,
  handle,
  budget
};
enum class FormState { draft, published, archived };
enum class ThanksKind { message, redirect };

struct FormChoice {
  std::string key;
  json::LocalText label;
  static constexpr auto fields =
      json::fields(json::field("key", &FormChoice::key, json::length{1, 60}), json::field("label", &FormChoice::label));
  static constexpr std::string_view schema_name = "FormChoice";
};

struct FormField {
  std::string id;  // a-z 0-9 _; the name of the answer
  FieldKind kind = FieldKind::text;
  // A field of the lead ("product", "needs", "place" …) or "custom:<key>". Empty: what the kind says; a text then
  // stands in the submission and on the lead's timeline alone.
  std::string maps_to;
  json::LocalText label, hint;
  bool required = false;
  std::vector<FormChoice> choices;
  std::optional<leads::Network> network;  // of a handle
  static constexpr auto fields =
      json::fields(json::field("id", &FormField::id, json::length{1, 40}), json::field("kind", &FormField::kind),
                   json::field("maps_to", &FormField::maps_to, json::with_default, json::length{0, 80},
                               "A field of the lead, custom:<key>, or empty for what the kind says"),
                   json::field("label", &FormField::label), json::field("hint", &FormField::hint, json::with_default),
                   json::field("required", &FormField::required, json::with_default),
                   json::field("choices", &FormField::choices, json::with_default, json::length{0, 200}),
                   json::field("network", &FormField::network));
  static constexpr std::string_view schema_name = "FormField";
};

struct FormStep {
  json::LocalText title;
  std::vector<FormField> questions;
  static constexpr auto fields = json::fields(json::field("title", &FormStep::title, json::with_default),
                                              json::field("fields", &FormStep::questions, json::length{0, 50}));
  static constexpr std::string_view schema_name = "FormStep";
};

struct ConsentBox {
  std::string id;
  std::string purpose = "contact";  // what is allowed: "contact", "newsletter" …
  std::optional<leads::Channel> channel;
  json::LocalText text;
  std::int64_t version = 1;  // counts up whenever the wording changes; set by the server
  bool required = false;
  std::string exchange_for;  // what is given for it: a coupon, an e-book (C02)
  static constexpr auto fields = json::fields(
      json::field("id", &ConsentBox::id, json::length{1, 40}),
      json::field("purpose", &ConsentBox::purpose, json::with_default, json::length{1, 60}),
      json::field("channel", &ConsentBox::channel), json::field("text", &ConsentBox::text),
      json::field("version", &ConsentBox::version, json::with_default, "Counts up with the wording; set by the server"),
      json::field("required", &ConsentBox::required, json::with_default),
      json::field("exchange_for", &ConsentBox::exchange_for, json::with_default, json::length{0, 300}));
  static constexpr std::string_view schema_name = "ConsentBox";
};

struct Thanks {
  ThanksKind kind = ThanksKind::message;
  json::LocalText message;
  std::string url;  // of a redirect: https only
  static constexpr auto fields =
      json::fields(json::field("kind", &Thanks::kind, json::with_default),
                   json::field("message", &Thanks::message, json::with_default),
                   json::field("url", &Thanks::url, json::with_default, json::length{0, 2000}));
  static constexpr std::string_view schema_name = "Thanks";
};

struct FormSettings {
  bool proof_of_work = false;
  leads::Purpose purpose = leads::Purpose::buyer;
  std::string product;  // filled on the lead when the form asks for none
  leads::LeadClass lead_class = leads::LeadClass::unknown;
  static constexpr auto fields =
      json::fields(json::field("proof_of_work", &FormSettings::proof_of_work, json::with_default,
                               "The visitor's browser solves a small puzzle"),
                   json::field("purpose", &FormSettings::purpose, json::with_default),
                   json::field("product", &FormSettings::product, json::with_default, json::length{0, 500}),
                   json::field("class", &FormSettings::lead_class, json::with_default));
  static constexpr std::string_view schema_name = "FormSettings";
};

struct FormContent {
  json::LocalText title;
  json::LocalText introduction;
  json::LocalText button;  // of the last step; «بفرست», "Send" when empty
  std::string default_language = "fa";
  std::vector<FormStep> steps;
  std::vector<ConsentBox> consents;
  Thanks thanks;
  FormSettings settings;
  static constexpr auto fields = json::fields(
      json::field("title", &FormContent::title),
      json::field("introduction", &FormContent::introduction, json::with_default),
      json::field("button", &FormContent::button, json::with_default),
      json::field("default_language", &FormContent::default_language, json::with_default, json::length{2, 2}),
      json::field("steps", &FormContent::steps, json::length{1, 20}),
      json::field("consents", &FormContent::consents, json::with_default, json::length{0, 10}),
      json::field("thanks", &FormContent::thanks, json::with_default),
      json::field("settings", &FormContent::settings, json::with_default));
  static constexpr std::string_view schema_name = "FormContent";
};

struct Form {
  WorkspaceId workspace;
  FormId id;
  std::string public_id;
  std::int64_t version = 1;
  FormState state = FormState::draft;
  FormContent content;                   // the draft
  std::optional<FormContent> published;  // what visitors see
  std::int64_t published_version = 0;
  std::string secret;  // key of the tokens of its pages
  Instant created_at, updated_at;
};

}  // namespace sarnakh::capture

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<capture::FieldKind> = std::to_array<std::string_view>(
    {"name", "first_name", "last_name", "phone", "email", "organisation", "job_title", "text", "long_text", "number",
     "date", "choice", "multi_choice", "yes_no", "link", "handle", "budget"});
template <>
inline constexpr std::array names_of<capture::FormState> = std::to_array<std::string_view>({"draft", "published",
                                                                                            "archived"});
template <>
inline constexpr std::array names_of<capture::ThanksKind> = std::to_array<std::string_view>({"message", "redirect"});
}  // namespace sarnakh::json
