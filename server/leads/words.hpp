#pragma once

// The closed lists of words a lead is described with, as they stand in JSON and in the database.

#include <array>
#include <string_view>

#include "foundations/json/describe.hpp"

namespace sarnakh::leads {

// Three layers of closeness (A06): an interest knows what was done but not (enough of) who; a lead meets the
// workspace's lead rule. A customer will have a card of its own. `erased` is what remains of a person who was
// erased on request.
enum class Layer { interest, lead, erased };
enum class Kind { person, organisation };
enum class Authority { unknown, none, influences, decides };  // A09
enum class BuyingPower { unknown, low, medium, high };        // A09
enum class Purpose {                                          // A13
  buyer,
  job_applicant,
  coupon_taker,
  content_reader,
  survey_entrant,
  event_visitor,
  partner
};
enum class LeadClass { unknown, consumer, targeted };  // A17
enum class Origin { organic, cold, purchased };        // B16
enum class StatusKind { open, accepted, won, lost, refused, junk, dead };
enum class FieldType { text, number, money, date, choice, multi_choice, yes_no, link };
enum class PhoneType { mobile, landline, work, other };
enum class EmailType { personal, work, other };
enum class Restriction { calls_only, whatsapp_only, sms_only, no_calls };  // B29
enum class Network { instagram, telegram, whatsapp, linkedin, x, bale, eitaa, rubika, other };
enum class Channel { mail, sms, call, whatsapp, telegram, post, all };  // of contact, for preferences

// What a visitor did (A05): the clue half of the lead rule.
enum class Clue {
  form_completed,
  phone_given,
  email_given,
  follow,
  direct_message,
  price_inquiry,
  stock_inquiry,
  comment,
  like,
  site_membership,
  call,
  import,
  api
};
// How well the person must be known: the identity half. any_handle means a handle, a phone or an e-mail.
enum class Identity { none, any_handle, any_contact, phone, email, phone_and_email };
enum class RulePreset { any_form, follow, named_person, custom };
// How good the contact is (A08), upward.
enum class ContactGrade { none, company, named, authorised, direct_phone, personal_email };

// By what a value came: a form, an import, a person at the desk, a program with a key, the product itself.
enum class ByKind { form, import, person, api, system };

}  // namespace sarnakh::leads

namespace sarnakh::json {
template <>
inline constexpr std::array names_of<leads::Layer> = std::to_array<std::string_view>({"interest", "lead", "erased"});
template <>
inline constexpr std::array names_of<leads::Kind> = std::to_array<std::string_view>({"person", "organisation"});
template <>
inline constexpr std::array names_of<leads::Authority> = std::to_array<std::string_view>({"unknown", "none",
                                                                                          "influences", "decides"});
template <>
inline constexpr std::array names_of<leads::BuyingPower> = std::to_array<std::string_view>({"unknown", "low", "medium",
                                                                                            "high"});
template <>
inline constexpr std::array names_of<leads::Purpose> = std::to_array<std::string_view>(
    {"buyer", "job_applicant", "coupon_taker", "content_reader", "survey_entrant", "event_visitor", "partner"});
template <>
inline constexpr std::array names_of<leads::LeadClass> = std::to_array<std::string_view>({"unknown", "consumer",
                                                                                          "targeted"});
template <>
inline constexpr std::array names_of<leads::Origin> = std::to_array<std::string_view>({"organic", "cold", "purchased"});
template <>
inline constexpr std::array names_of<leads::StatusKind> =
    std::to_array<std::string_view>({"open", "accepted", "won", "lost", "refused", "junk", "dead"});
template <>
inline constexpr std::array names_of<leads::FieldType> =
    std::to_array<std::string_view>({"text", "number", "money", "date", "choice", "multi_choice", "yes_no", "link"});
template <>
inline constexpr std::array names_of<leads::PhoneType> = std::to_array<std::string_view>({"mobile", "landline", "work",
                                                                                          "other"});
template <>
inline constexpr std::array names_of<leads::EmailType> = std::to_array<std::string_view>({"personal", "work", "other"});
template <>
inline constexpr std::array names_of<leads::Restriction> =
    std::to_array<std::string_view>({"calls_only", "whatsapp_only", "sms_only", "no_calls"});
template <>
inline constexpr std::array names_of<leads::Network> = std::to_array<std::string_view>(
    {"instagram", "telegram", "whatsapp", "linkedin", "x", "bale", "eitaa", "rubika", "other"});
template <>
inline constexpr std::array names_of<leads::Channel> =
    std::to_array<std::string_view>({"mail", "sms", "call", "whatsapp", "telegram", "post", "all"});
template <>
inline constexpr std::array names_of<leads::Clue> = std::to_array<std::string_view>(
    {"form_completed", "phone_given", "email_given", "follow", "direct_message", "price_inquiry", "stock_inquiry",
     "comment", "like", "site_membership", "call", "import", "api"});
template <>
inline constexpr std::array names_of<leads::Identity> =
    std::to_array<std::string_view>({"none", "any_handle", "any_contact", "phone", "email", "phone_and_email"});
template <>
inline constexpr std::array names_of<leads::RulePreset> = std::to_array<std::string_view>({"any_form", "follow",
                                                                                           "named_person", "custom"});
template <>
inline constexpr std::array names_of<leads::ContactGrade> =
    std::to_array<std::string_view>({"none", "company", "named", "authorised", "direct_phone", "personal_email"});
template <>
inline constexpr std::array names_of<leads::ByKind> = std::to_array<std::string_view>({"form", "import", "person",
                                                                                       "api", "system"});
}  // namespace sarnakh::json
